"""Stream tickets: checks scope, opens the sealed login of each feed and records who got it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from console.domain.audit_act import AuditAct
from console.domain.camera import FeedQuality
from console.domain.roles import Role
from console.domain.wall_plan import LinkKind
from console.server import audit
from console.server.centre import Centre
from console.server.closures import closed_among
from console.server.intake.inner_login import put_back
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.tables import CAMERAS
from console.server.viewing_terms import TermsNow, terms_now
from console.wire.streams import Ticket, TicketAnswer, TicketLink, TicketRefusal, TicketRequest, TicketWish


def grant_tickets(centre: Centre, principal: Principal, wanted: TicketRequest, expires_utc: datetime) -> TicketAnswer:
    """One ticket or refusal for each wish. Raises KnownError ``centre.key_wrong``."""

    def work(connection: Connection) -> tuple[TicketAnswer, list[Event]]:
        ids = {wish.camera_id for wish in wanted.feeds}
        alive = select(CAMERAS).where(CAMERAS.c.id.in_(ids), CAMERAS.c.deleted_utc.is_(None))
        cameras = {row.id: row for row in connection.execute(alive)}
        closed = closed_among(connection, ids)
        terms = terms_now(connection, ids, centre.clock.now_utc())
        tickets: list[Ticket] = []
        refused: list[TicketRefusal] = []
        for wish in wanted.feeds:
            row = cameras.get(wish.camera_id)
            outcome = ticket_for(centre, principal, wish, row, expires_utc)
            if row is not None and principal.sees(row.area_code) and wish.camera_id in closed:
                outcome = _refusal(wish, "camera.closed")
            elif row is not None and isinstance(outcome, Ticket):
                outcome = _on_terms(outcome, wish, row.owner, terms, principal.role)
            if isinstance(outcome, Ticket):
                tickets.append(outcome)
            else:
                refused.append(outcome)
        granted = [(ticket.camera_id, ticket.quality.value) for ticket in tickets]
        audit.record(connection, principal, AuditAct.STREAM_TICKET, granted, centre.clock.now_utc())
        return TicketAnswer(tickets=tuple(tickets), refused=tuple(refused)), []

    return centre.write(work)


def ticket_for(
    centre: Centre, principal: Principal, wish: TicketWish, row: Any, expires_utc: datetime
) -> Ticket | TicketRefusal:
    """``row`` is the camera's, None where there is no such camera. Raises KnownError ``centre.key_wrong``."""
    if row is None:
        return _refusal(wish, "camera.unknown")
    if not principal.sees(row.area_code):
        return _refusal(wish, "scope.denied")
    main = wish.quality is FeedQuality.MAIN
    url, sealed = (row.main_url, row.main_login) if main else (row.sub_url, row.sub_login)
    if not url:
        return _refusal(wish, "camera.no_feed")
    url, login = put_back(url, centre.keys.unseal(sealed))
    return Ticket(
        camera_id=wish.camera_id,
        quality=wish.quality,
        url=url,
        user=login.user,
        password=login.password.reveal(),
        links=_links(row),
        expires_utc=expires_utc,
    )


def _on_terms(ticket: Ticket, wish: TicketWish, owner: str, terms: TermsNow, role: Role) -> Ticket | TicketRefusal:
    """Refused outside the owner's terms; inside them it ends with them."""
    stop = terms.stop(wish.camera_id, role)
    if stop is not None:
        return TicketRefusal(
            camera_id=wish.camera_id,
            quality=wish.quality,
            code=stop.value,
            owner=owner,
            hours=terms.hours_of(wish.camera_id),
        )
    until = terms.allowed_until(wish.camera_id)
    return ticket if until is None or until >= ticket.expires_utc else ticket.model_copy(update={"expires_utc": until})


def _links(row: Any) -> tuple[TicketLink, ...]:
    ways = (
        (LinkKind.RECORDER, row.recorder_id, row.recorder_feeds),
        (LinkKind.UPLINK, row.uplink_id, row.uplink_feeds),
    )
    return tuple(TicketLink(kind=kind, name=name, most_feeds=feeds) for kind, name, feeds in ways if name and feeds)


def _refusal(wish: TicketWish, code: str) -> TicketRefusal:
    return TicketRefusal(camera_id=wish.camera_id, quality=wish.quality, code=code)
