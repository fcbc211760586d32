"""The record of a wall as it is asked for: by time, screen and camera, page by page, or whole as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from console.domain.audit_act import AuditAct
from console.domain.wall_question import WallQuestion
from console.proof.canonical import sha256_hex
from console.server import audit
from console.server.audit_csv import BOM, harmless_cell, time_cell
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal, scope_clause
from console.server.problems import Refusal
from console.server.walls.rows import all_walls, wall_called, wall_in_scope
from console.server.walls.tables import WALL_SPELLS
from console.wire.wall_record import KnownWall, KnownWalls, WallSpellRecord, WallSpells

MOST_IN_FILE = 50_000
_COLUMNS = (
    "wall", "screen", "screen_title", "tile", "camera_id", "camera_number", "camera_name", "from_utc", "to_utc",
    "put_by", "put_kind", "put_what", "shown_from_utc", "shown_to_utc", "live_s", "stale_s", "without_picture_s",
    "spell_id",
)  # fmt: skip
_LARGEST_NUMBER = 2**31 - 1


def search_record(
    connection: Connection, principal: Principal, name: str, asked: WallQuestion, limit: int, before: UUID | None
) -> WallSpells:
    """Only cameras of the reader's areas. Raises Refusal 404 ``wall.unknown``, 422 ``wall.record_period``."""
    found = _found(connection, principal, name, asked)
    total = int(connection.execute(select(func.count()).select_from(WALL_SPELLS).where(found)).scalar_one())
    page = found if before is None else and_(found, WALL_SPELLS.c.id < str(before))
    rows = connection.execute(select(WALL_SPELLS).where(page).order_by(WALL_SPELLS.c.id.desc()).limit(limit + 1)).all()
    spells = tuple(_record(row) for row in rows[:limit])
    return WallSpells(spells=spells, total=total, before=spells[-1].id if len(rows) > limit else None)


def record_file(centre: Centre, principal: Principal, name: str, asked: WallQuestion) -> str:
    """The newest 50,000 as a table; that it left is in the audit with its hash. Raises Refusal as ``search_record``."""

    def work(connection: Connection) -> tuple[str, list[Event]]:
        found = _found(connection, principal, name, asked)
        newest = select(WALL_SPELLS).where(found).order_by(WALL_SPELLS.c.id.desc()).limit(MOST_IN_FILE)
        table = _table(name, [_record(row) for row in connection.execute(newest)])
        period = f"record {asked.since_utc.isoformat()} {asked.until_utc.isoformat()}"
        digest = sha256_hex(table.encode())
        audit.record(connection, principal, AuditAct.EXPORTED, [(name, period)], centre.clock.now_utc(), digest)
        return table, []

    return centre.write(work)


def wall_names(connection: Connection, principal: Principal) -> KnownWalls:
    """Then those that were deleted, by name alone: nobody takes what was shown off the record by deleting a wall."""
    standing = list(all_walls(connection))
    known = [
        KnownWall(
            name=wall.name,
            title=wall.title,
            area_code=wall.area_code,
            screens=tuple(screen.title for screen in wall.screens),
        )
        for wall in standing
        if principal.sees(wall.area_code)
    ]
    of = WALL_SPELLS.c
    screens = select(of.wall, func.max(of.screen).label("last")).where(scope_clause(principal, of.area_code))
    kept = connection.execute(screens.group_by(of.wall).order_by(of.wall)).all()
    names = {wall.name for wall in standing}
    gone = [
        KnownWall(name=row.wall, title=row.wall, area_code="", screens=tuple(map(str, range(1, row.last + 1))))
        for row in kept
        if row.wall not in names
    ]
    return KnownWalls(walls=(*known, *gone))


def _check_known(connection: Connection, principal: Principal, name: str) -> None:
    """A wall of the reader's areas, or one that was deleted and showed cameras of theirs."""
    of = WALL_SPELLS.c
    mine = select(of.id).where(of.wall == name, scope_clause(principal, of.area_code)).limit(1)
    if wall_called(connection, name) is not None or connection.execute(mine).first() is None:
        wall_in_scope(connection, principal, name)


def _found(connection: Connection, principal: Principal, name: str, asked: WallQuestion) -> ColumnElement[bool]:
    """Wanted or really shown in the period: a machine without the centre goes on with what it had."""
    _check_known(connection, principal, name)
    if asked.until_utc <= asked.since_utc:
        raise Refusal(422, "wall.record_period")
    of = WALL_SPELLS.c
    is_wanted = (of.from_utc < asked.until_utc) & (of.to_utc.is_(None) | (of.to_utc > asked.since_utc))
    was_shown = (of.shown_from_utc < asked.until_utc) & (of.shown_to_utc > asked.since_utc)
    clauses = [of.wall == name, or_(is_wanted, was_shown), scope_clause(principal, of.area_code)]
    if asked.screen is not None:
        clauses.append(of.screen == asked.screen)
    if asked.camera:
        clauses.append(_is_camera(asked.camera))
    return and_(*clauses)


def _is_camera(words: str) -> ColumnElement[bool]:
    of = WALL_SPELLS.c
    if words.isascii() and words.isdigit() and int(words) <= _LARGEST_NUMBER:
        return or_(of.camera_number == int(words), of.camera_id == words)
    return or_(of.camera_id == words, of.camera_name.icontains(words, autoescape=True))


def _record(row: Any) -> WallSpellRecord:
    return WallSpellRecord(
        id=UUID(row.id),
        screen=row.screen,
        screen_title=row.screen_title,
        tile=row.tile + 1,
        camera_id=row.camera_id,
        camera_number=row.camera_number,
        camera_name=row.camera_name,
        from_utc=row.from_utc,
        to_utc=row.to_utc,
        put_by=row.put_by,
        put_kind=row.put_kind,
        put_what=row.put_what,
        shown_from_utc=row.shown_from_utc,
        shown_to_utc=row.shown_to_utc,
        live_s=row.live_s,
        stale_s=row.stale_s,
        dark_s=row.dark_s,
    )


def _table(wall: str, spells: list[WallSpellRecord]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for one in spells:
        cells = (
            wall, str(one.screen), one.screen_title, str(one.tile), one.camera_id, str(one.camera_number),
            one.camera_name, time_cell(one.from_utc), time_cell(one.to_utc), one.put_by, one.put_kind, one.put_what,
            time_cell(one.shown_from_utc), time_cell(one.shown_to_utc), f"{one.live_s:.1f}", f"{one.stale_s:.1f}",
            f"{one.dark_s:.1f}", str(one.id),
        )  # fmt: skip
        writer.writerow([harmless_cell(cell) for cell in cells])
    return BOM + text.getvalue()
