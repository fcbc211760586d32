"""Sources of cameras: other systems that are read on a schedule; cameras know theirs, and where they are moved."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TEXTS = (
    "name",
    "settings",
    "ca_pem",
    "owner",
    "camera_kind",
    "group_areas",
    "params",
    "counts",
    "notes",
    "pending_removals",
)


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "sources",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _TEXTS),
        sa.Column("login", sa.LargeBinary(), nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("every_s", "first_number", "failures")),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("area_code", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.String(length=64), nullable=False),
        sa.Column("claim", sa.String(length=36), nullable=True),
        *(sa.Column(name, moment, nullable=False) for name in ("created_utc", "due_utc")),
        *(
            sa.Column(name, moment, nullable=True)
            for name in ("claimed_until_utc", "ran_utc", "good_utc", "approved_utc")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
    )
    op.create_index(op.f("ix_sources_due_utc"), "sources", ["due_utc"])
    op.add_column("cameras", sa.Column("source_id", sa.String(length=24), nullable=True))
    op.create_index(op.f("ix_cameras_source_id"), "cameras", ["source_id"])
    op.add_column("cameras", sa.Column("ptz_protocol", sa.String(length=12), nullable=False, server_default=""))
    for name in ("ptz_url", "ptz_token"):
        op.add_column("cameras", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("cameras", sa.Column("ptz_login", sa.LargeBinary(), nullable=True))
