"""Disturbances with their cameras, and the switch and power feeder of each camera."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("switch_id", "power_id"):
        op.add_column("cameras", sa.Column(name, sa.String(length=64), nullable=True))
    op.create_table(
        "causes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("since_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("merged_into", sa.String(length=36), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_causes")),
    )
    op.create_index(op.f("ix_causes_closed_utc"), "causes", ["closed_utc"])
    op.create_index("ix_causes_opened", "causes", ["opened_utc"])
    op.create_table(
        "cause_cameras",
        sa.Column("cause_id", sa.String(length=36), nullable=False),
        sa.Column("camera_id", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["cause_id"], ["causes.id"], name=op.f("fk_cause_cameras_cause_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("cause_id", "camera_id", name=op.f("pk_cause_cameras")),
    )
