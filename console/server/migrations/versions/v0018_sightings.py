"""What was seen of cameras and by whom, and apart from it what their sources said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "camera_sightings",
        sa.Column("camera_id", sa.String(length=64), nullable=False),
        sa.Column("watcher", sa.String(length=36), nullable=False),
        sa.Column("how", sa.String(length=12), nullable=False),
        sa.Column("sight", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=64), nullable=False),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("since_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fresh_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sees", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        _of_camera("camera_sightings"),
        sa.PrimaryKeyConstraint("camera_id", "watcher", name=op.f("pk_camera_sightings")),
    )
    op.create_index(op.f("ix_camera_sightings_at_utc"), "camera_sightings", ["at_utc"])
    op.create_table(
        "camera_told",
        sa.Column("camera_id", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        _of_camera("camera_told"),
        sa.PrimaryKeyConstraint("camera_id", name=op.f("pk_camera_told")),
    )
    # Until now nothing else was known of them than what was told.
    op.execute(
        "INSERT INTO camera_told (camera_id, state, at_utc)"
        " SELECT camera_id, state, since_utc FROM camera_status WHERE since_utc IS NOT NULL"
    )


def _of_camera(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["camera_id"], ["cameras.id"], name=op.f(f"fk_{table}_camera_id"), ondelete="CASCADE"
    )
