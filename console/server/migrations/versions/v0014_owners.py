"""What people also call the place of a camera: streets, landmarks, nicknames."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cameras", sa.Column("aliases", sa.Text(), nullable=False, server_default=""))
