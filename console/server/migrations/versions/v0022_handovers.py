"""Hand-over notes of shifts, with both signatures and what was added to them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "handovers",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("denied", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=36), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("shift", sa.Text(), nullable=False),
        sa.Column("from_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("flags", sa.Integer(), nullable=False),
        sa.Column("causes", sa.Integer(), nullable=False),
        sa.Column("gave_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("took_utc", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handovers")),
    )
    op.create_index(op.f("ix_handovers_author_id"), "handovers", ["author_id"])
    op.create_index("ix_handovers_received", "handovers", ["received_utc", "id"])
    op.create_table(
        "handover_signatures",
        sa.Column("handover_id", sa.String(length=36), nullable=False),
        sa.Column("part", sa.String(length=8), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("signer", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("statement", sa.Text(), nullable=True),
        _of_note("handover_signatures"),
        sa.PrimaryKeyConstraint("handover_id", "part", name=op.f("pk_handover_signatures")),
    )
    op.create_table(
        "handover_remarks",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("handover_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        _of_note("handover_remarks"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover_remarks")),
    )
    op.create_index(op.f("ix_handover_remarks_handover_id"), "handover_remarks", ["handover_id"])


def _of_note(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["handover_id"], ["handovers.id"], name=op.f(f"fk_{table}_handover_id"), ondelete="CASCADE"
    )
