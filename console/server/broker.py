"""Carries the event log to the open streams: one reader of the log, one bounded queue for each stream."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from console.base.errors import KnownError
from console.base.logs import logger
from console.server.database import Database
from console.server.numbering import NumberedEvent, event_bounds, events_after

_LOG = logger("centre")
_POLL_S = 1.0
_BATCH = 500


class Subscription:
    """One stream's queue; only the event loop touches it."""

    def __init__(self, session_id: str, wants: Callable[[NumberedEvent], bool], most: int) -> None:
        self.session_id = session_id
        self._wants = wants
        self._most = most
        self._queue: deque[NumberedEvent] = deque()
        self._ready = asyncio.Event()
        self.overflowed = False
        self.closed = False

    def offer(self, event: NumberedEvent) -> bool:
        """False when just this one was too much."""
        if self.overflowed or not self._wants(event):
            return True
        if len(self._queue) >= self._most:
            # The stream's client reads too slowly: it is told to start over instead of filling our memory.
            self.overflowed = True
            self._queue.clear()
        else:
            self._queue.append(event)
        self._ready.set()
        return not self.overflowed

    def close(self) -> None:
        self.closed = True
        self._ready.set()

    async def wait(self, timeout_s: float) -> list[NumberedEvent]:
        """What has come in; empty after ``timeout_s``, on overflow or when closed."""
        try:
            # ``wait_for`` may swallow a cancellation that comes with an event (CPython 3.11): the stream would never end.
            async with asyncio.timeout(timeout_s):
                await self._ready.wait()
        except TimeoutError:
            return []
        self._ready.clear()
        waiting = list(self._queue)
        self._queue.clear()
        return waiting


class Broker:
    """Owns the reading task; ``wake`` may be called from any thread, everything else from the event loop."""

    def __init__(self, database: Database, queue_events: int) -> None:
        self._database = database
        self._queue_events = queue_events
        self._streams: set[Subscription] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._news = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._last = 0
        self.overflows = 0
        """How many streams were told to start over since the start."""
        self._stopping = False

    @property
    def open_streams(self) -> int:
        return len(self._streams)

    async def start(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._last = await asyncio.to_thread(self._newest)
        self._task = asyncio.create_task(self._pump(), name="event log reader")

    async def stop(self) -> None:
        self.close_streams()
        # Not cancelled: a read that goes on in its thread would leave its connection open behind us.
        self._stopping = True
        self._news.set()
        if self._task is not None:
            await self._task

    def close_streams(self) -> None:
        for stream in self._streams:
            stream.close()

    def wake(self) -> None:
        """Says that the log has grown; any thread."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._news.set)

    def streams_of(self, session_id: str) -> int:
        return sum(stream.session_id == session_id for stream in self._streams)

    def subscribe(self, session_id: str, wants: Callable[[NumberedEvent], bool]) -> Subscription:
        stream = Subscription(session_id, wants, self._queue_events)
        self._streams.add(stream)
        return stream

    def unsubscribe(self, stream: Subscription) -> None:
        self._streams.discard(stream)

    async def _pump(self) -> None:
        while not self._stopping:
            # The wait ends by itself too: an import by another process writes to the log without waking us.
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), _POLL_S)
            self._news.clear()
            try:
                await self._deliver()
            except KnownError as error:
                _LOG.error("event log not readable, trying again: %s", error)

    async def _deliver(self) -> None:
        while True:
            batch = await asyncio.to_thread(self._read)
            for event in batch:
                for stream in tuple(self._streams):
                    self.overflows += not stream.offer(event)
                self._last = event.seq
            if len(batch) < _BATCH:
                return

    def _newest(self) -> int:
        with self._database.read() as connection:
            return event_bounds(connection)[1]

    def _read(self) -> list[NumberedEvent]:
        with self._database.read() as connection:
            return events_after(connection, self._last, _BATCH)
