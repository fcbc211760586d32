"""``GET /v1/events``: server-sent events, resumed with ``Last-Event-ID`` (or ``after`` where a browser cannot set it)."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response

from console.server.centre import centre_of
from console.server.event_stream import EventStream, EventStreamResponse
from console.server.guard import SignedIn
from console.server.problems import Refusal

router = APIRouter()

_MOST_EVENT = 2**62


@router.get("/v1/events", response_class=EventStreamResponse)
async def get_events(
    request: Request,
    principal: SignedIn,
    last_event_id: Annotated[str | None, Header(max_length=30)] = None,
    after: Annotated[int | None, Query(ge=0, le=_MOST_EVENT)] = None,
) -> Response:
    centre = centre_of(request)
    limits, lives = centre.settings.limits, centre.settings.lifetimes
    if centre.broker.streams_of(principal.session_id) >= limits.streams_per_session:
        raise Refusal(429, "events.too_many_streams", headers={"Retry-After": "5"})
    if last_event_id is not None:
        # Anything that is no number of ours asks for a reset, which number 0 gets.
        after = int(last_event_id) if last_event_id.isascii() and last_event_id.isdigit() else 0
    until = min(principal.expires_utc, centre.clock.now_utc() + timedelta(seconds=lives.event_stream_s))
    stream = EventStream(centre.database, centre.broker, centre.clock, principal, limits.queue_events)
    return EventStreamResponse(stream.frames(after, until, lives.keep_alive_s))
