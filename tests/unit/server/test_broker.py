"""Tests of the bounded queue of one stream."""

from __future__ import annotations

import asyncio

from console.server.broker import Subscription
from console.server.numbering import Event, NumberedEvent
from console.wire.push import PushKind


def _event(seq: int) -> NumberedEvent:
    return NumberedEvent(seq, Event(PushKind.DIRECTORY_CHANGED, "{}"))


def test_slow_client_overflows_instead_of_filling_memory() -> None:
    async def scenario() -> None:
        stream = Subscription("s", lambda _event: True, most=3)
        for seq in range(10):
            stream.offer(_event(seq))
        assert stream.overflowed
        assert await stream.wait(1) == []

    asyncio.run(scenario())


def test_events_come_in_order_and_once() -> None:
    async def scenario() -> None:
        stream = Subscription("s", lambda event: event.seq != 2, most=10)
        for seq in (1, 2, 3):
            stream.offer(_event(seq))
        assert [event.seq for event in await stream.wait(1)] == [1, 3]
        assert await stream.wait(0.01) == []
        assert not stream.overflowed

    asyncio.run(scenario())
