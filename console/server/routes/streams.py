"""``POST /v1/streams/tickets`` and ``/reserve``: addresses and passwords of feeds, for memory only; every grant is recorded."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Request, Response

from console.server.centre import centre_of
from console.server.guard import VideoViewer
from console.server.reserve import grant_reserve
from console.server.tickets import grant_tickets
from console.wire.streams import ReservePage, ReserveRequest, TicketAnswer, TicketRequest

router = APIRouter()


@router.post("/v1/streams/tickets")
def post_tickets(request: Request, response: Response, wanted: TicketRequest, principal: VideoViewer) -> TicketAnswer:
    centre = centre_of(request)
    ends = centre.clock.now_utc() + timedelta(seconds=centre.settings.lifetimes.ticket_s)
    response.headers["Cache-Control"] = "no-store"
    return grant_tickets(centre, principal, wanted, ends)


@router.post("/v1/streams/reserve")
def post_reserve(request: Request, response: Response, wanted: ReserveRequest, principal: VideoViewer) -> ReservePage:
    response.headers["Cache-Control"] = "no-store"
    return grant_reserve(centre_of(request), principal, wanted.after)
