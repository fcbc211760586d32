"""The audit as hash chains: each row is a line of a chain, and signed statements say where the chains stood."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Rows from before stay as they are, without a chain: to chain them now would claim what nobody can know.
    op.add_column("audit", sa.Column("chain", sa.String(length=36), nullable=True))
    op.add_column("audit", sa.Column("seq", sa.BigInteger(), nullable=True))
    op.add_column("audit", sa.Column("hash", sa.String(length=64), nullable=True))
    op.add_column("audit", sa.Column("line", sa.Text(), nullable=True))
    op.create_index("ix_audit_subject", "audit", ["subject"])
    op.create_index("uq_audit_line", "audit", ["chain", "seq"], unique=True)
    op.create_table(
        "audit_checkpoints",
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("signature", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_checkpoints")),
    )
