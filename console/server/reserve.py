"""The reserve of a console: tickets of all cameras that its person may see, page by page, for when the centre is away."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, select

from console.domain.audit_act import AuditAct
from console.domain.camera import FeedQuality
from console.domain.viewing_terms import TermsStop
from console.server import audit
from console.server.centre import Centre
from console.server.closures import closed_among
from console.server.numbering import Event
from console.server.principal import Principal, scope_clause
from console.server.tables import CAMERAS
from console.server.tickets import ticket_for
from console.server.viewing_terms import terms_now
from console.wire.streams import ReservePage, Ticket, TicketWish

_PAGE_CAMERAS = 256


def grant_reserve(centre: Centre, principal: Principal, after: str) -> ReservePage:
    """Closed cameras are left out, and those that their owners don't let this person see. Written down before it leaves the
    centre. Raises KnownError ``centre.key_wrong``."""
    valid_s = centre.settings.lifetimes.reserve_s
    if valid_s <= 0:
        return ReservePage(tickets=(), valid_s=0)
    with centre.database.read() as connection:
        page = _page(connection, centre, principal, after)
    given = sorted({ticket.camera_id for ticket in page.tickets})
    if given:
        told = (f"{given[0]}..{given[-1]}", f"{len(page.tickets)} feeds")

        def work(connection: Connection) -> tuple[None, list[Event]]:
            audit.record(connection, principal, AuditAct.STREAM_RESERVE, [told], centre.clock.now_utc())
            return None, []

        centre.write(work)
    return page


def _page(connection: Connection, centre: Centre, principal: Principal, after: str) -> ReservePage:
    mine = (CAMERAS.c.id > after, CAMERAS.c.deleted_utc.is_(None), scope_clause(principal, CAMERAS.c.area_code))
    rows = connection.execute(select(CAMERAS).where(*mine).order_by(CAMERAS.c.id).limit(_PAGE_CAMERAS)).all()
    ids = {row.id for row in rows}
    terms = terms_now(connection, ids, centre.clock.now_utc())
    # Hours come round again: the console judges them by its clock.
    stops = {camera_id: terms.stop(camera_id, principal.role) for camera_id in ids}
    left_out = closed_among(connection, ids) | {
        camera_id for camera_id, stop in stops.items() if stop not in (None, TermsStop.HOURS)
    }
    valid_s = centre.settings.lifetimes.reserve_s
    expires_utc = centre.clock.now_utc() + timedelta(seconds=valid_s)
    outcomes = (
        ticket_for(centre, principal, TicketWish(camera_id=row.id, quality=quality), row, expires_utc)
        for row in rows
        if row.id not in left_out
        for quality in FeedQuality
    )
    tickets = tuple(outcome for outcome in outcomes if isinstance(outcome, Ticket))
    return ReservePage(tickets=tickets, more_after=rows[-1].id if len(rows) == _PAGE_CAMERAS else None, valid_s=valid_s)
