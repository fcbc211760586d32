"""The life of a flag: its state in the words of the table of states, its clock, and every change of it as a row."""

from __future__ import annotations

import json

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _changes()
    _clocks()


def _clocks() -> None:
    op.execute("UPDATE flags SET state = 'sent' WHERE state = 'received'")
    op.add_column("flags", sa.Column("priority", sa.Integer(), nullable=False, server_default="4"))
    op.add_column("flags", sa.Column("waiting_utc", sa.DateTime(timezone=True), nullable=True))
    op.add_column("flags", sa.Column("level", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_flags_waiting_utc", "flags", ["waiting_utc"])
    # Flags from before had no clock, and none begins for them now: an alarm for last month's helps nobody.
    flags = sa.table("flags", sa.column("id", sa.String), sa.column("body", sa.Text), sa.column("priority", sa.Integer))
    connection = op.get_bind()
    for row in connection.execute(sa.select(flags.c.id, flags.c.body)).all():
        priority = int(json.loads(row.body)["priority"])
        connection.execute(flags.update().where(flags.c.id == row.id).values(priority=priority))


def _changes() -> None:
    op.create_table(
        "flag_changes",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("flag_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=20), nullable=False),
        sa.Column("party", sa.String(length=12), nullable=False),
        sa.Column("role", sa.String(length=24), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=True),
        sa.Column("from_state", sa.String(length=16), nullable=False),
        sa.Column("to_state", sa.String(length=16), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=24), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("officer_name", sa.Text(), nullable=False),
        sa.Column("officer_number", sa.Text(), nullable=False),
        sa.Column("duplicate_of", sa.String(length=36), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["duplicate_of"], ["flags.id"], name=op.f("fk_flag_changes_duplicate_of")),
        sa.ForeignKeyConstraint(["flag_id"], ["flags.id"], name=op.f("fk_flag_changes_flag_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_flag_changes_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flag_changes")),
    )
    op.create_index("ix_flag_changes_flag_id", "flag_changes", ["flag_id"])
