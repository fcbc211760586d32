"""Flags that are practice, and receivers that get nothing else."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("flags", "receivers"):
        op.add_column(table, sa.Column("exercise", sa.Boolean(), nullable=False, server_default=sa.false()))
