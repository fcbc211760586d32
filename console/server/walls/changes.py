"""The last changes of each screen of a wall, as the audit has them: who, when, what."""

from __future__ import annotations

import re
from uuid import UUID

from sqlalchemy import Connection, select

from console.domain.audit_act import AuditAct
from console.server.audit_tables import AUDIT
from console.server.principal import Principal
from console.server.tables import CAMERAS, USERS
from console.server.walls.rows import wall_in_scope
from console.wire.wall_changes import ScreenChanges, WallChangeRecord, WallChanges

MOST_CHANGES = 10
_MOST_READ = 500
"""Lines of the audit that are looked through."""
_LINE = re.compile(r"screen (?P<screens>\d+(?:, \d+)*): (?P<op>\S+)(?: (?P<about>.*))?", re.DOTALL)
_COUNTED = re.compile(r", \d+ cameras(?:, \d+ layouts, every \d+ s)?$")
_SHOWN = re.compile(r"(?P<camera>.+) on tile (?P<tile>\d+)")


def last_changes(connection: Connection, principal: Principal, name: str) -> WallChanges:
    """Without cameras beyond the reader's areas. Raises Refusal 404 ``wall.unknown``."""
    wall = wall_in_scope(connection, principal, name)
    of = AUDIT.c
    lines = (
        select(of.id, of.at_utc, of.detail, USERS.c.display_name)
        .join(USERS, USERS.c.id == of.user_id, isouter=True)
        .where(of.subject == name, of.action == AuditAct.WALL_CHANGED.value)
        .order_by(of.at_utc.desc(), of.seq.desc())
        .limit(_MOST_READ)
    )
    found: dict[int, list[WallChangeRecord]] = {number: [] for number in range(1, len(wall.screens) + 1)}
    for row in connection.execute(lines):
        line = _LINE.fullmatch(row.detail)
        if line is None:
            continue
        op, about = line["op"], line["about"] or ""
        if op == "tile.show":
            about = _camera(connection, principal, about)
        else:
            op, about = _worded(op, about)
        told = WallChangeRecord(id=UUID(row.id), at_utc=row.at_utc, by=row.display_name or "", op=op, about=about)
        for number in map(int, line["screens"].split(", ")):
            if len(found.get(number, [told] * MOST_CHANGES)) < MOST_CHANGES:
                found[number].append(told)
    return WallChanges(
        screens=tuple(ScreenChanges(screen=number, changes=tuple(changes)) for number, changes in found.items())
    )


def _worded(op: str, about: str) -> tuple[str, str]:
    """Without what the audit says in English."""
    if op == "tile.board":
        return op, about.rpartition(" on tile ")[2]
    if op == "rule":
        rule, _, number = about.rpartition(", ")
        ended = rule.removesuffix(" over")
        return ("rule" if ended == rule else "rule.over"), f"{ended}, {number}"
    if op in ("layout.apply", "tour.show"):
        return op, _COUNTED.sub("", about)
    return op, about


def _camera(connection: Connection, principal: Principal, about: str) -> str:
    """``12 · Pasar Johar, 3`` with the number of its tile; of one that is not the reader's to know the tile alone."""
    shown = _SHOWN.fullmatch(about)
    if shown is None:
        return ""
    columns = (CAMERAS.c.number, CAMERAS.c.name, CAMERAS.c.area_code)
    row = connection.execute(select(*columns).where(CAMERAS.c.id == shown["camera"])).first()
    if row is None or not principal.sees(row.area_code):
        return shown["tile"]
    return f"{row.number} · {row.name}, {shown['tile']}"
