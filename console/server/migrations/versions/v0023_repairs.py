"""Repairs with their cameras and steps; receivers of repairs, and messages and answers that are of one."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "repairs",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("cause_id", sa.String(length=36), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("opened_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_utc", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repairs")),
        sa.UniqueConstraint("number", name=op.f("uq_repairs_number")),
    )
    for column in ("cause_id", "state"):
        op.create_index(op.f(f"ix_repairs_{column}"), "repairs", [column])
    op.create_table(
        "repair_cameras",
        sa.Column("repair_id", sa.String(length=36), nullable=False),
        sa.Column("camera_id", sa.String(length=64), nullable=False),
        sa.Column("was_down", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["repair_id"], ["repairs.id"], name=op.f("fk_repair_cameras_repair_id")),
        sa.PrimaryKeyConstraint("repair_id", "camera_id", name=op.f("pk_repair_cameras")),
    )
    op.create_table(
        "repair_changes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("repair_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=12), nullable=False),
        sa.Column("to_state", sa.String(length=12), nullable=False),
        sa.Column("party", sa.String(length=12), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["repair_id"], ["repairs.id"], name=op.f("fk_repair_changes_repair_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_repair_changes")),
    )
    op.create_index(op.f("ix_repair_changes_repair_id"), "repair_changes", ["repair_id"])
    _hand_off()


def _hand_off() -> None:
    op.add_column("receivers", sa.Column("kind", sa.String(length=8), nullable=False, server_default="flags"))
    op.add_column("receivers", sa.Column("owners", sa.Text(), nullable=False, server_default="[]"))
    for table in ("handoff_outbox", "handoff_answers"):
        with op.batch_alter_table(table) as batch:
            batch.alter_column("flag_id", existing_type=sa.String(length=36), nullable=True)
            batch.add_column(sa.Column("repair_id", sa.String(length=36), nullable=True))
            batch.create_foreign_key(op.f(f"fk_{table}_repair_id"), "repairs", ["repair_id"], ["id"])
        op.create_index(op.f(f"ix_{table}_repair_id"), table, ["repair_id"])
