"""Writes down what was wanted on each tile of a wall, from when to when and by whom, and what its machines say they showed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, insert, select, update

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.camera import CameraId
from console.domain.wall_alarm import Alarm
from console.domain.wall_showing import Showing, check_showing, goes_on
from console.domain.wall_tour import WallTour
from console.proof.canonical import sha256_hex
from console.server.tables import CAMERAS
from console.server.walls.rows import KeptWall
from console.server.walls.tables import WALL_SHOWINGS, WALL_SPELLS
from console.wire.wall_record import PutKind, RefusedShowing, ShowingsBody
from console.wire.wall_tours import TourBody

TOUR_TILE = -1
"""Where the spell of a tour stands: it has the whole screen, and its machine alone knows whose turn it is."""
_OPEN = WALL_SPELLS.c.to_utc.is_(None)


@dataclass(frozen=True)
class PutBy:
    """Who put cameras where they are: a person, or a preset or rule of that name."""

    name: str
    kind: PutKind = "person"
    what: str = ""


def note_spells(connection: Connection, wall: KeptWall, put: PutBy, now_utc: datetime) -> None:
    """In the transaction that changes the wall. A camera that stays on its tile goes on; all else ends and begins."""
    wanted = _wanted(wall)
    rows = connection.execute(select(WALL_SPELLS).where(WALL_SPELLS.c.wall == wall.name, _OPEN)).all()
    standing = {(row.screen, row.tile): row for row in rows}
    gone = [row.id for place, row in standing.items() if wanted.get(place) != row.camera_id]
    if gone:
        connection.execute(update(WALL_SPELLS).where(WALL_SPELLS.c.id.in_(gone)).values(to_utc=now_utc))
    new = {
        place: camera
        for place, camera in wanted.items()
        if place not in standing or standing[place].camera_id != camera
    }
    cameras = _cameras(connection, new.values())
    for (number, tile), key in new.items():
        tour = wall.wanted.screen(number).content.tour
        if tile == TOUR_TILE and tour is not None:
            cameras[key] = _Named(key, 0, tour.name, wall.area_code)
    begun = [
        _begun(wall, place, cameras[camera], put, now_utc) for place, camera in sorted(new.items()) if camera in cameras
    ]
    if begun:
        connection.execute(insert(WALL_SPELLS), begun)


def note_held(
    connection: Connection, wall: KeptWall, number: int, alarm: Alarm, holder: str, now_utc: datetime
) -> None:
    """A rule wanted to show this, and did not: the screen is ``holder``'s. Spells without length."""
    cameras = _cameras(connection, alarm.cameras)
    tile, put = (alarm.tile or 1) - 1, PutBy(holder, "rule_held", alarm.rule_name)
    shown = alarm.cameras if alarm.tile is None else alarm.cameras[:1]
    held = [
        _begun(wall, (number, tile + offset), cameras[camera], put, now_utc) | {"to_utc": now_utc}
        for offset, camera in enumerate(shown)
        if camera in cameras
    ]
    if held:
        connection.execute(insert(WALL_SPELLS), held)


def open_spells(connection: Connection, wall: str) -> dict[tuple[int, int], UUID]:
    """By screen and tile, tiles from 0."""
    columns = (WALL_SPELLS.c.screen, WALL_SPELLS.c.tile, WALL_SPELLS.c.id)
    rows = connection.execute(select(*columns).where(WALL_SPELLS.c.wall == wall, _OPEN))
    return {(row.screen, row.tile): UUID(row.id) for row in rows}


def take_showings(
    connection: Connection, wall: KeptWall, machine: str, screens: Iterable[int], body: ShowingsBody, now_utc: datetime
) -> list[RefusedShowing]:
    """Each by itself: what can't be so is refused by its code, all others are kept. The same again changes nothing."""
    mine, refused = frozenset(screens), []
    for told in body.showings:
        try:
            _take(connection, wall.name, machine, mine, told.showing(), now_utc)
        except KnownError as error:
            refused.append(RefusedShowing(id=told.id, code=error.code))
    return refused


def forget_wall_spells(connection: Connection, oldest_utc: datetime) -> None:
    """Those that ended before, with what was said of them."""
    old = (WALL_SPELLS.c.to_utc < oldest_utc) & (
        WALL_SPELLS.c.shown_to_utc.is_(None) | (WALL_SPELLS.c.shown_to_utc < oldest_utc)
    )
    ids = select(WALL_SPELLS.c.id).where(old)
    connection.execute(delete(WALL_SHOWINGS).where(WALL_SHOWINGS.c.spell_id.in_(ids)))
    connection.execute(delete(WALL_SPELLS).where(old))


def _take(
    connection: Connection, wall: str, machine: str, screens: frozenset[int], told: Showing, now_utc: datetime
) -> None:
    spell = connection.execute(select(WALL_SPELLS).where(WALL_SPELLS.c.id == str(told.spell_id))).first()
    if spell is None or spell.wall != wall or spell.screen not in screens:
        raise KnownError("wall.showing_unknown")
    known = connection.execute(select(WALL_SHOWINGS).where(WALL_SHOWINGS.c.id == str(told.id))).first()
    if known is not None and known.machine != machine:
        raise KnownError("wall.showing_changed")
    before = None if known is None else _showing(known)
    if before is not None and goes_on(told, before):
        return  # heard before, or an older telling of it
    others = _near(connection, spell, machine, told)
    check_showing(told, spell.from_utc, before, others, now_utc)
    values = {
        "from_utc": told.from_utc,
        "to_utc": told.to_utc,
        "live_s": told.live_s,
        "stale_s": told.stale_s,
        "dark_s": told.dark_s,
    }
    if known is None:
        one = {"id": str(told.id), "spell_id": spell.id, "machine": machine} | values
        connection.execute(insert(WALL_SHOWINGS).values(one))
    else:
        connection.execute(update(WALL_SHOWINGS).where(WALL_SHOWINGS.c.id == known.id).values(values))
    _sum_up(connection, spell.id)


def _near(connection: Connection, spell: Any, machine: str, told: Showing) -> list[Showing]:
    """Of the same machine and tile, as far as they touch its time."""
    place = (
        WALL_SPELLS.c.wall == spell.wall,
        WALL_SPELLS.c.screen == spell.screen,
        WALL_SPELLS.c.tile == spell.tile,
    )
    touching = (
        select(WALL_SHOWINGS)
        .join(WALL_SPELLS, WALL_SPELLS.c.id == WALL_SHOWINGS.c.spell_id)
        .where(*place, WALL_SHOWINGS.c.machine == machine)
        .where(WALL_SHOWINGS.c.to_utc > told.from_utc, WALL_SHOWINGS.c.from_utc < told.to_utc)
    )
    return [_showing(row) for row in connection.execute(touching)]


def _sum_up(connection: Connection, spell_id: str) -> None:
    of = WALL_SHOWINGS.c
    sums = select(
        func.min(of.from_utc), func.max(of.to_utc), func.sum(of.live_s), func.sum(of.stale_s), func.sum(of.dark_s)
    )
    row = connection.execute(sums.where(of.spell_id == spell_id)).one()
    names = ("shown_from_utc", "shown_to_utc", "live_s", "stale_s", "dark_s")
    counted = dict(zip(names, row, strict=True))
    connection.execute(update(WALL_SPELLS).where(WALL_SPELLS.c.id == spell_id).values(counted))


def _showing(row: Any) -> Showing:
    return Showing(UUID(row.id), UUID(row.spell_id), row.from_utc, row.to_utc, row.live_s, row.stale_s, row.dark_s)


def _wanted(wall: KeptWall) -> dict[tuple[int, int], CameraId]:
    found = {}
    for number, screen in enumerate(wall.wanted.screens, start=1):
        state, tour = screen.content.state, screen.content.tour
        if tour is not None:
            found[number, TOUR_TILE] = CameraId(_tour_key(tour))
            continue
        for tile, camera in enumerate(state.cameras[: len(state.layout.cells)]):
            if camera is not None:
                found[number, tile] = camera
    return found


def _tour_key(tour: WallTour) -> str:
    """The same for the same tour, so that one that goes on through a change is the same spell."""
    return f"tour:{sha256_hex(TourBody.of(tour).model_dump_json().encode())[:32]}"


@dataclass(frozen=True)
class _Named:
    """What a spell is of, with the names of a row of a camera."""

    id: str
    number: int
    name: str
    area_code: str


def _cameras(connection: Connection, named: Iterable[CameraId]) -> dict[str, Any]:
    columns = (CAMERAS.c.id, CAMERAS.c.number, CAMERAS.c.name, CAMERAS.c.area_code)
    rows = connection.execute(select(*columns).where(CAMERAS.c.id.in_(set(named))))
    return {str(row.id): row for row in rows}


def _begun(wall: KeptWall, place: tuple[int, int], camera: Any, put: PutBy, now_utc: datetime) -> dict[str, object]:
    screen, tile = place
    return {
        "id": str(new_id()),
        "wall": wall.name,
        "screen": screen,
        "screen_title": wall.kept(screen).title,
        "tile": tile,
        "camera_id": camera.id,
        "camera_number": camera.number,
        "camera_name": camera.name,
        "area_code": camera.area_code,
        "from_utc": now_utc,
        "put_by": put.name,
        "put_kind": put.kind,
        "put_what": put.what,
        "live_s": 0.0,
        "stale_s": 0.0,
        "dark_s": 0.0,
    }
