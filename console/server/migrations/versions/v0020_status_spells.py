"""Status spells of cameras, when the centre ran, and the cameras that left while their spells are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from console.base.clock import SystemClock

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_OPEN_UNIX_S = 2**53


def upgrade() -> None:
    op.create_table(
        "camera_spells",
        sa.Column("camera_id", sa.String(length=64), nullable=False),
        sa.Column("to_unix_s", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_unix_s", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("camera_id", "to_unix_s", name=op.f("pk_camera_spells")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_camera_spells_to", "camera_spells", ["to_unix_s"])
    op.create_table(
        "centre_runs",
        sa.Column("from_unix_s", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("to_unix_s", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("from_unix_s", name=op.f("pk_centre_runs")),
    )
    op.create_table(
        "gone_cameras",
        sa.Column("camera_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area_code", sa.String(length=40), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("camera_id", name=op.f("pk_gone_cameras")),
    )
    _begin_spells()


def _begin_spells() -> None:
    """What is believed now is where the first spells begin; of before nothing was measured."""
    statement = sa.text(
        "INSERT INTO camera_spells (camera_id, to_unix_s, from_unix_s, state) "
        "SELECT s.camera_id, :open_s, :now_s, s.state FROM camera_status s "
        "JOIN cameras c ON c.id = s.camera_id WHERE c.deleted_utc IS NULL"
    )
    now_s = int(SystemClock().now_utc().timestamp())
    op.get_bind().execute(statement, {"open_s": _OPEN_UNIX_S, "now_s": now_s})
