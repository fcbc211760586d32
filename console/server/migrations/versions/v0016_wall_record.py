"""What was on walls: spells of cameras on tiles, and what machines say of them; what lies on tiles now has one."""

from __future__ import annotations

import json
from datetime import datetime

import sqlalchemy as sa
from alembic import op

from console.base.ids import new_id

revision = "0016"
down_revision = "0020"
branch_labels = None
depends_on = None

_OF_SCREEN = ("wall", "number", "title", "content", "changed_by")
_CHANGED: sa.ColumnClause[datetime] = sa.column("changed_utc", sa.DateTime(timezone=True))
_SHOWN = ("live_s", "stale_s", "dark_s")


def upgrade() -> None:
    spells = op.create_table(
        "wall_spells",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("wall", sa.String(length=40), nullable=False),
        sa.Column("screen", sa.Integer(), nullable=False),
        sa.Column("screen_title", sa.Text(), nullable=False),
        sa.Column("tile", sa.Integer(), nullable=False),
        sa.Column("camera_id", sa.String(length=64), nullable=False),
        sa.Column("camera_number", sa.Integer(), nullable=False),
        sa.Column("camera_name", sa.Text(), nullable=False),
        sa.Column("area_code", sa.String(length=40), nullable=False),
        sa.Column("from_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("put_by", sa.Text(), nullable=False),
        sa.Column("put_kind", sa.String(length=12), nullable=False),
        sa.Column("put_what", sa.Text(), nullable=False),
        sa.Column("shown_from_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("shown_to_utc", sa.DateTime(timezone=True), nullable=True),
        *(sa.Column(name, sa.Float(), nullable=False) for name in _SHOWN),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_spells")),
    )
    for column in ("wall", "camera_id", "from_utc", "to_utc"):
        op.create_index(op.f(f"ix_wall_spells_{column}"), "wall_spells", [column])
    op.create_table(
        "wall_showings",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("spell_id", sa.String(length=36), nullable=False),
        sa.Column("machine", sa.String(length=40), nullable=False),
        sa.Column("from_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("to_utc", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Float(), nullable=False) for name in _SHOWN),
        sa.ForeignKeyConstraint(
            ["spell_id"], ["wall_spells.id"], name=op.f("fk_wall_showings_spell_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wall_showings")),
    )
    op.create_index(op.f("ix_wall_showings_spell_id"), "wall_showings", ["spell_id"])
    _begin_spells(spells)


def _begin_spells(spells: sa.Table) -> None:
    """From the last change of its screen: it was there then, and nobody has kept since when."""
    connection = op.get_bind()
    cameras = {row.id: row for row in connection.execute(sa.text("SELECT id, number, name, area_code FROM cameras"))}
    screens = sa.table("wall_screens", *(sa.column(name) for name in _OF_SCREEN), _CHANGED)
    changed = sa.select(screens).where(screens.c.changed_utc.is_not(None))
    for row in connection.execute(changed).all():
        layout = json.loads(row.content)["layout"]
        shown = layout["cameras"][: len(layout["cells"])]
        for tile, camera_id in enumerate(shown):
            if camera_id in cameras:
                camera = cameras[camera_id]
                named = {"camera_id": camera_id, "camera_number": camera.number, "camera_name": camera.name}
                where = {"wall": row.wall, "screen": row.number, "screen_title": row.title, "tile": tile}
                put = {"put_by": row.changed_by, "put_kind": "", "put_what": "", "from_utc": row.changed_utc}
                counted = dict.fromkeys(_SHOWN, 0.0)
                values = {"id": str(new_id()), "area_code": camera.area_code} | where | named | put | counted
                connection.execute(spells.insert().values(values))
