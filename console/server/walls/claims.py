"""Claims: a screen is one person's for a while, with a reason, and everybody sees whose."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from console.domain.audit_act import AuditAct
from console.domain.wall_right import WallClaim, check_may_end, check_right, new_claim, standing_claim
from console.server import audit
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.walls.rows import (
    KeptWall,
    claim_record,
    refusing,
    sender_of,
    wall_in_scope,
    write_wall,
)
from console.wire.push import PushKind
from console.wire.walls import ClaimBody, ClaimRecord


def claim(centre: Centre, principal: Principal, name: str, number: int, body: ClaimBody) -> ClaimRecord:
    """Raises Refusal 404 ``wall.unknown``, ``wall.unknown_screen``, 403 ``wall.not_open``, 409 ``wall.claimed``."""

    def work(connection: Connection) -> tuple[ClaimRecord, list[Event]]:
        wall = wall_in_scope(connection, principal, name)
        now = centre.clock.now_utc()
        sender = sender_of(principal)
        with refusing():
            screen = wall.kept(number)
            check_right(sender, number, screen.claim, now, open_to_operators=screen.open_to_operators)
        taken = new_claim(sender, body.reason, body.for_s, now)
        event = _write(connection, wall, number, taken)
        audit.record(connection, principal, AuditAct.WALL_CLAIMED, [(name, f"screen {number}: {body.reason}")], now)
        return claim_record(taken), [event]

    return centre.write(work)


def release(centre: Centre, principal: Principal, name: str, number: int) -> None:
    """One that nobody has stays so. Raises Refusal 404 ``wall.unknown``, ``wall.unknown_screen``, 409 ``wall.claimed``."""

    def work(connection: Connection) -> tuple[None, list[Event]]:
        wall = wall_in_scope(connection, principal, name)
        now = centre.clock.now_utc()
        with refusing():
            screen = wall.kept(number)
            check_may_end(sender_of(principal), number, screen.claim, now)
        standing = standing_claim(screen.claim, now)
        if standing is None:
            return None, []
        whose = "" if standing.holder_id == principal.user_id else f", claimed by {standing.holder}"
        audit.record(connection, principal, AuditAct.WALL_LET_GO, [(name, f"screen {number}{whose}")], now)
        return None, [_write(connection, wall, number, None)]

    centre.write(work)


def _write(connection: Connection, wall: KeptWall, number: int, taken: WallClaim | None) -> Event:
    screens = list(wall.screens)
    screens[number - 1] = replace(screens[number - 1], claim=taken)
    changed = replace(wall, screens=tuple(screens))
    write_wall(connection, changed, wall)
    return changed.news(PushKind.WALL_CLAIM)
