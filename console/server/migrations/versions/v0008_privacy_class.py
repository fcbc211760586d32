"""Cameras that show sensitive places are known as such."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cameras", sa.Column("privacy_class", sa.String(length=16), nullable=False, server_default=""))
