"""Walls: their screens and what each is to show, commands, presets and machines."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "walls",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("area_code", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_walls")),
    )
    _screens()
    _commands()
    op.create_table(
        "wall_presets",
        sa.Column("wall", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("screens", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Text(), nullable=False),
        sa.Column("saved_utc", sa.DateTime(timezone=True), nullable=False),
        _of_wall("wall_presets"),
        sa.PrimaryKeyConstraint("wall", "name", name=op.f("pk_wall_presets")),
    )
    op.create_table(
        "wall_machines",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("wall", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("screens", sa.Text(), nullable=False),
        sa.Column("seen_utc", sa.DateTime(timezone=True), nullable=True),
        _of_wall("wall_machines"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_wall_machines_user_id")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_wall_machines")),
        sa.UniqueConstraint("user_id", name=op.f("uq_wall_machines_user_id")),
    )
    op.create_index(op.f("ix_wall_machines_wall"), "wall_machines", ["wall"])


def _screens() -> None:
    op.create_table(
        "wall_screens",
        sa.Column("wall", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("open_to_operators", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("command_id", sa.String(length=36), nullable=True),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("shown_state", sa.String(length=12), nullable=False),
        sa.Column("shown_version", sa.BigInteger(), nullable=False),
        sa.Column("shown_detail", sa.Text(), nullable=False),
        sa.Column("shown_utc", sa.DateTime(timezone=True), nullable=True),
        _of_wall("wall_screens"),
        sa.PrimaryKeyConstraint("wall", "number", name=op.f("pk_wall_screens")),
    )


def _commands() -> None:
    op.create_table(
        "wall_commands",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("wall", sa.String(length=40), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("screens", sa.Text(), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        _of_wall("wall_commands"),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_wall_commands_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_commands")),
    )
    for column in ("wall", "at_utc"):
        op.create_index(op.f(f"ix_wall_commands_{column}"), "wall_commands", [column])


def _of_wall(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["wall"], ["walls.name"], name=op.f(f"fk_{table}_wall"), ondelete="CASCADE")
