"""One client's server-sent events: what it missed, then what comes, until it leaves or its token ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime

from console.base.clock import Clock
from console.domain.roles import Permission
from console.server.broker import Broker, Subscription
from console.server.database import Database
from console.server.followed_response import FollowedResponse
from console.server.numbering import Event, NumberedEvent, event_bounds, events_after
from console.server.principal import Principal
from console.server.workspaces.reach import Reach, may_open
from console.wire.push import PushKind

_RETRY_MS = 3_000
_PERMISSIONS = {
    PushKind.CAMERA_STATUS: Permission.READ_DIRECTORY,
    PushKind.CAMERA_CLOSURE: Permission.READ_DIRECTORY,
    PushKind.CAUSES_CHANGED: Permission.READ_DIRECTORY,
    PushKind.DIRECTORY_CHANGED: Permission.READ_DIRECTORY,
    PushKind.HANDOVER_CHANGED: Permission.WRITE_HANDOVERS,
    PushKind.PTZ_LOCK: Permission.READ_DIRECTORY,
    PushKind.WALL_WANTED: Permission.FOLLOW_WALLS,
    PushKind.WALL_CLAIM: Permission.FOLLOW_WALLS,
    PushKind.REPAIR_UPDATED: Permission.READ_REPAIRS,
    PushKind.WALL_WATCHED: Permission.SHOW_WALL,
    PushKind.FLAG_UPDATED: Permission.READ_FLAGS,
    PushKind.RELEASE_UPDATED: Permission.READ_RELEASES,
}

_OF_FLAGS = frozenset({PushKind.FLAG_UPDATED, PushKind.RELEASE_UPDATED})


def wants(principal: Principal, numbered: NumberedEvent) -> bool:
    """Whether an event is this person's to know."""
    event = numbered.event
    if event.session_id is not None:
        return event.session_id == principal.session_id
    needed = _PERMISSIONS.get(event.kind)
    if needed is not None and not principal.may(needed):
        return False
    if event.kind in _OF_FLAGS and not principal.sees_exercise and json.loads(event.data).get("exercise"):
        return False
    if event.kind is PushKind.WORKSPACE_CHANGED:
        return may_open(principal, Reach.told(event.data))
    return event.area_code is None or principal.sees(event.area_code)


class EventStream:
    """Makes the frames. A stream that fell too far behind, or resumes too far back, gets ``reset``."""

    def __init__(self, database: Database, broker: Broker, clock: Clock, principal: Principal, most: int) -> None:
        self._database = database
        self._broker = broker
        self._clock = clock
        self._principal = principal
        self._most = most

    async def frames(self, after: int | None, until: datetime, keep_alive_s: float) -> AsyncIterator[str]:
        stream = self._broker.subscribe(self._principal.session_id, lambda event: wants(self._principal, event))
        try:
            yield f"retry: {_RETRY_MS}\n\n"
            # Subscribed before reading the log: an event between the two comes twice and is dropped by its number.
            missed = await asyncio.to_thread(self._missed, after)
            last = missed[-1].seq if missed else -1
            for event in missed:
                yield _frame(event)
            async for frame in self._live(stream, last, until, keep_alive_s):
                yield frame
        finally:
            self._broker.unsubscribe(stream)

    async def _live(self, stream: Subscription, last: int, until: datetime, keep_alive_s: float) -> AsyncIterator[str]:
        while not stream.closed:
            left_s = (until - self._clock.now_utc()).total_seconds()
            if left_s <= 0:
                return
            events = await stream.wait(min(keep_alive_s, left_s))
            for event in events:
                if event.seq <= last:
                    continue
                yield _frame(event)
                if event.event.kind is PushKind.SESSION_REVOKED:
                    return
            if stream.overflowed:
                yield _frame(await asyncio.to_thread(self._reset))
                return
            if not events:
                yield ": still here\n\n"

    def _missed(self, after: int | None) -> list[NumberedEvent]:
        with self._database.read() as connection:
            floor, newest = event_bounds(connection)
            if after is None:
                return []
            if after < floor or after > newest or newest - after > self._most:
                return [_reset_at(newest)]
            found = events_after(connection, after, self._most)
        return [event for event in found if wants(self._principal, event)]

    def _reset(self) -> NumberedEvent:
        with self._database.read() as connection:
            return _reset_at(event_bounds(connection)[1])


def _reset_at(seq: int) -> NumberedEvent:
    return NumberedEvent(seq, Event(PushKind.RESET, "{}"))


def _frame(numbered: NumberedEvent) -> str:
    # The data is JSON on one line, so it needs no splitting.
    return f"id: {numbered.seq}\nevent: {numbered.event.kind.value}\ndata: {numbered.event.data}\n\n"


class EventStreamResponse(FollowedResponse):
    """The frames as they are sent."""

    media_type = "text/event-stream"

    def __init__(self, frames: AsyncIterator[str]) -> None:
        super().__init__(_encoded(frames))


async def _encoded(frames: AsyncIterator[str]) -> AsyncIterator[bytes]:
    async for frame in frames:
        yield frame.encode()
