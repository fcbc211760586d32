"""Presets: a whole wall as it stood, kept under a name by who steers it."""

from __future__ import annotations

import json

from sqlalchemy import Connection, delete, func, insert, select, update

from console.domain.audit_act import AuditAct
from console.domain.wall_wanted import ScreenContent
from console.server import audit
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.walls.alarms import peoples_content
from console.server.walls.rows import (
    KeptWall,
    cameras_seen,
    contents_text,
    read_contents,
    wall_in_scope,
    without_unseen,
)
from console.server.walls.tables import WALL_PRESETS
from console.wire.screen_layout import ScreenLayout
from console.wire.wall_tours import TourSummary
from console.wire.walls import (
    PresetApply,
    PresetRecord,
    PresetScreen,
    PresetSummary,
    WallPresetList,
)

MOST_PRESETS = 60


def list_presets(connection: Connection, principal: Principal, name: str) -> WallPresetList:
    """Raises Refusal 404 ``wall.unknown``."""
    wall_in_scope(connection, principal, name)
    rows = connection.execute(select(WALL_PRESETS).where(WALL_PRESETS.c.wall == name).order_by(WALL_PRESETS.c.name))
    return WallPresetList(
        presets=tuple(
            PresetSummary(
                name=row.name,
                screens=tuple(sorted(int(number) for number in json.loads(row.screens))),
                saved_by=row.saved_by,
                saved_utc=row.saved_utc,
            )
            for row in rows
        )
    )


def save_preset(centre: Centre, principal: Principal, name: str, preset: str) -> WallPresetList:
    """The wall as it is wanted now; one of that name is replaced.

    Raises Refusal 404 ``wall.unknown``, 409 ``wall.too_many_presets``.
    """

    def work(connection: Connection) -> tuple[WallPresetList, list[Event]]:
        wall = wall_in_scope(connection, principal, name)
        now = centre.clock.now_utc()
        mine = WALL_PRESETS.c.wall == name
        connection.execute(delete(WALL_PRESETS).where(mine, WALL_PRESETS.c.name == preset))
        kept = connection.execute(select(func.count()).select_from(WALL_PRESETS).where(mine)).scalar_one()
        if kept >= MOST_PRESETS:
            raise Refusal(409, "wall.too_many_presets", most=str(MOST_PRESETS))
        contents = peoples_content(connection, wall)
        row = {"wall": name, "name": preset, "screens": contents_text(contents), "saved_utc": now}
        connection.execute(insert(WALL_PRESETS).values(saved_by=principal.display_name, **row))
        audit.record(connection, principal, AuditAct.WALL_SET_UP, [(name, f"preset {preset} saved")], now)
        return list_presets(connection, principal, name), []

    return centre.write(work)


def delete_preset(centre: Centre, principal: Principal, name: str, preset: str) -> None:
    """Raises Refusal 404 ``wall.unknown``, ``wall.unknown_preset``."""

    def work(connection: Connection) -> tuple[None, list[Event]]:
        wall_in_scope(connection, principal, name)
        mine = (WALL_PRESETS.c.wall == name) & (WALL_PRESETS.c.name == preset)
        if not connection.execute(delete(WALL_PRESETS).where(mine)).rowcount:
            raise Refusal(404, "wall.unknown_preset")
        now = centre.clock.now_utc()
        audit.record(connection, principal, AuditAct.WALL_SET_UP, [(name, f"preset {preset} deleted")], now)
        return None, []

    centre.write(work)


def rename_preset(centre: Centre, principal: Principal, name: str, preset: str, new: str) -> None:
    """Raises Refusal 404 ``wall.unknown``, ``wall.unknown_preset``, 409 ``wall.preset_name_taken``."""

    def work(connection: Connection) -> tuple[None, list[Event]]:
        wall_in_scope(connection, principal, name)
        mine = WALL_PRESETS.c.wall == name
        if connection.execute(select(WALL_PRESETS.c.name).where(mine, WALL_PRESETS.c.name == new)).first() is not None:
            raise Refusal(409, "wall.preset_name_taken")
        renamed = update(WALL_PRESETS).where(mine, WALL_PRESETS.c.name == preset).values(name=new)
        if not connection.execute(renamed).rowcount:
            raise Refusal(404, "wall.unknown_preset")
        now = centre.clock.now_utc()
        detail = f"preset {preset} renamed to {new}"
        audit.record(connection, principal, AuditAct.WALL_SET_UP, [(name, detail)], now)
        return None, []

    centre.write(work)


def preset_record(connection: Connection, principal: Principal, name: str, preset: str) -> PresetRecord:
    """Without cameras beyond the reader's areas. Raises Refusal 404 ``wall.unknown``, ``wall.unknown_preset``."""
    wall = wall_in_scope(connection, principal, name)
    contents = preset_contents(connection, wall, PresetApply(preset=preset))
    seen = cameras_seen(connection, principal, contents.values())
    screens = tuple(
        PresetScreen(
            number=number,
            layout=ScreenLayout.of(without_unseen(one.state, seen)),
            message=one.message,
            tour=TourSummary.of(one.tour),
        )
        for number, one in sorted(contents.items())
    )
    return PresetRecord(name=preset, screens=screens)


def preset_contents(connection: Connection, wall: KeptWall, command: PresetApply) -> dict[int, ScreenContent]:
    """Of the screens asked for, or of all that preset and wall have both.

    Raises Refusal 404 ``wall.unknown_preset``, ``wall.unknown_screen`` (screen).
    """
    mine = (WALL_PRESETS.c.wall == wall.name) & (WALL_PRESETS.c.name == command.preset)
    text = connection.execute(select(WALL_PRESETS.c.screens).where(mine)).scalar()
    if text is None:
        raise Refusal(404, "wall.unknown_preset")
    kept = {number: one for number, one in read_contents(text).items() if number <= len(wall.screens)}
    unknown = [number for number in command.screens if number not in kept]
    if unknown:
        raise Refusal(404, "wall.unknown_screen", screen=str(unknown[0]))
    return {number: kept[number] for number in command.screens} if command.screens else kept
