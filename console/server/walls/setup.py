"""How walls are set up, and what people are told of them: never a camera beyond their areas."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from console.domain.area import contains, is_area_code
from console.domain.audit_act import AuditAct
from console.domain.wall_right import standing_claim
from console.domain.wall_wanted import WallWanted
from console.server import audit
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.tables import USERS
from console.server.walls.record import PutBy, note_spells
from console.server.walls.rows import (
    NEW_SCREEN,
    KeptWall,
    all_walls,
    cameras_seen,
    claim_record,
    wall_called,
    without_unseen,
    write_wall,
)
from console.server.walls.tables import WALL_MACHINES
from console.wire.push import PushKind
from console.wire.screen_layout import ScreenLayout
from console.wire.wall_tours import TourSummary
from console.wire.walls import (
    AckState,
    MachineRecord,
    ScreenRecord,
    ShownRecord,
    WallBody,
    WallList,
    WallRecord,
)

AWAY_AFTER_S = 45.0
"""A machine asks every 15 s; one that was not heard for so long is away."""
_STATES: dict[str, AckState] = {"applied": "applied", "rejected": "rejected", "expired": "expired"}


def set_up(centre: Centre, principal: Principal, name: str, body: WallBody) -> WallRecord:
    """Raises Refusal 409 ``wall.name_taken``, ``wall.changed_meanwhile``, 404 ``wall.unknown``, 403 ``scope.denied``."""
    if not is_area_code(body.area_code):
        raise Refusal(422, "request.invalid", "area_code")

    def work(connection: Connection) -> tuple[WallRecord, list[Event]]:
        was = wall_called(connection, name)
        _check_revision(principal, was, body)
        if not sees_whole(principal, body.area_code):
            raise Refusal(403, "scope.denied")
        wall = _as_wished(name, was, body)
        write_wall(connection, wall, was)
        _follow_area(connection, wall)
        now = centre.clock.now_utc()
        note_spells(connection, wall, PutBy(principal.display_name, "setup"), now)
        detail = f"{len(wall.screens)} screens, {wall.area_code}"
        audit.record(connection, principal, AuditAct.WALL_SET_UP, [(name, detail)], now)
        return wall_record(connection, principal, wall, now), [wall.news(PushKind.WALL_WANTED)]

    return centre.write(work)


def list_walls(connection: Connection, principal: Principal, now_utc: datetime) -> WallList:
    """Those whose area is in the scope."""
    mine = [wall for wall in all_walls(connection) if principal.sees(wall.area_code)]
    return WallList(walls=tuple(wall_record(connection, principal, wall, now_utc) for wall in mine))


def wall_record(connection: Connection, principal: Principal, wall: KeptWall, now_utc: datetime) -> WallRecord:
    seen = cameras_seen(connection, principal, (screen.content for screen in wall.wanted.screens))
    return WallRecord(
        name=wall.name,
        title=wall.title,
        area_code=wall.area_code,
        revision=wall.revision,
        version=wall.wanted.version,
        can_undo=bool(wall.wanted.before),
        screens=tuple(_screen(wall, number, seen, now_utc) for number in range(1, len(wall.screens) + 1)),
        machines=tuple(_machines(connection, wall.name, now_utc)),
    )


def _check_revision(principal: Principal, was: KeptWall | None, body: WallBody) -> None:
    if was is None:
        if body.revision:
            raise Refusal(404, "wall.unknown")
        return
    if not body.revision:
        # Also of a wall beyond the scope: names are the city's.
        raise Refusal(409, "wall.name_taken")
    if not principal.sees(was.area_code):
        raise Refusal(404, "wall.unknown")
    if body.revision != was.revision:
        raise Refusal(409, "wall.changed_meanwhile")


def sees_whole(principal: Principal, area_code: str) -> bool:
    """A wall shows every camera of its area, so who makes it may see them all."""
    return principal.sees(area_code) and not any(contains(area_code, shut) for shut in principal.denied)


def _as_wished(name: str, was: KeptWall | None, body: WallBody) -> KeptWall:
    count = len(body.screens)
    old = was.screens[:count] if was is not None else ()
    kept = (*old, *(NEW_SCREEN,) * (count - len(old)))
    screens = tuple(
        replace(screen, title=wish.title, open_to_operators=wish.open_to_operators)
        for screen, wish in zip(kept, body.screens, strict=True)
    )
    wanted = (was.wanted if was is not None else WallWanted(())).resized(count)
    return KeptWall(name, body.title, body.area_code, body.revision + 1, wanted, screens)


def _follow_area(connection: Connection, wall: KeptWall) -> None:
    """Its machines see what is the wall's, from now on."""
    users = select(WALL_MACHINES.c.user_id).where(WALL_MACHINES.c.wall == wall.name)
    connection.execute(update(USERS).where(USERS.c.id.in_(users)).values(scope=json.dumps([wall.area_code])))


def _screen(wall: KeptWall, number: int, seen: set[str], now_utc: datetime) -> ScreenRecord:
    wanted, kept = wall.wanted.screen(number), wall.kept(number)
    state = wanted.content.state
    stamp, claim = wanted.stamp, standing_claim(kept.claim, now_utc)
    shown = None
    if kept.shown_utc is not None and kept.shown_state in _STATES:
        shown = ShownRecord(
            state=_STATES[kept.shown_state],
            version=kept.shown_version,
            detail=kept.shown_detail,
            at_utc=kept.shown_utc,
        )
    return ScreenRecord(
        number=number,
        title=kept.title,
        open_to_operators=kept.open_to_operators,
        layout=ScreenLayout.of(without_unseen(state, seen)),
        message=wanted.content.message,
        tour=TourSummary.of(wanted.content.tour),
        version=wanted.version,
        changed_by="" if stamp is None else stamp.by,
        changed_utc=None if stamp is None else stamp.at_utc,
        claim=None if claim is None else claim_record(claim),
        shown=shown,
    )


def _machines(connection: Connection, name: str, now_utc: datetime) -> list[MachineRecord]:
    mine = select(WALL_MACHINES, USERS.c.disabled_utc).join(USERS, USERS.c.id == WALL_MACHINES.c.user_id)
    working = mine.where(WALL_MACHINES.c.wall == name, USERS.c.disabled_utc.is_(None)).order_by(WALL_MACHINES.c.name)
    heard_since = now_utc - timedelta(seconds=AWAY_AFTER_S)
    return [
        MachineRecord(
            name=row.name,
            screens=tuple(json.loads(row.screens)),
            seen_utc=row.seen_utc,
            is_away=row.seen_utc is None or row.seen_utc < heard_since,
        )
        for row in connection.execute(working)
    ]
