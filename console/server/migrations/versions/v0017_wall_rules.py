"""Rules of walls: what they show by themselves, what they show now, and what lies beneath."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wall_rules",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("wall", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_utc", sa.DateTime(timezone=True), nullable=False),
        _of_wall("wall_rules"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_rules")),
        sa.UniqueConstraint("wall", "name", name=op.f("uq_wall_rules_wall")),
    )
    op.create_index(op.f("ix_wall_rules_wall"), "wall_rules", ["wall"])
    _alarms()
    op.create_table(
        "wall_overlays",
        sa.Column("wall", sa.String(length=40), nullable=False),
        sa.Column("screen", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in ("base", "applied", "marks", "parts")),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("changed_utc", sa.DateTime(timezone=True), nullable=False),
        _of_wall("wall_overlays"),
        sa.PrimaryKeyConstraint("wall", "screen", name=op.f("pk_wall_overlays")),
    )


def _alarms() -> None:
    op.create_table(
        "wall_alarms",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("wall", sa.String(length=40), nullable=False),
        sa.Column("rule_id", sa.String(length=36), nullable=False),
        sa.Column("rule_name", sa.String(length=60), nullable=False),
        sa.Column("screen", sa.Integer(), nullable=False),
        sa.Column("tile", sa.Integer(), nullable=True),
        sa.Column("subject_id", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("cameras", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("sound", "exercise", "held_told")),
        sa.Column("ended_utc", sa.DateTime(timezone=True), nullable=True),
        _of_wall("wall_alarms"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_alarms")),
    )
    for column in ("wall", "subject_id", "ended_utc"):
        op.create_index(op.f(f"ix_wall_alarms_{column}"), "wall_alarms", [column])


def _of_wall(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["wall"], ["walls.name"], name=op.f(f"fk_{table}_wall"), ondelete="CASCADE")
