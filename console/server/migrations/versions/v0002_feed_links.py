"""The recorder and the uplink of each camera, and how many feeds each of them serves one console."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("recorder", "uplink"):
        op.add_column("cameras", sa.Column(f"{name}_id", sa.String(length=64), nullable=True))
        op.add_column("cameras", sa.Column(f"{name}_feeds", sa.Integer(), nullable=True))
