"""Delivers the outbox: a few posts at a time, urgent ones first, those of one flag in their order, none of them forgotten."""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, exists, or_, select

from console.base.errors import KnownError
from console.base.logs import logger
from console.handoff.cloud_event import CONTENT_TYPE
from console.handoff.post import Outcome, post
from console.handoff.signing import signed_headers
from console.server.centre import Centre
from console.server.handoff.outbox import OutboxState
from console.server.handoff.receiver_keys import key_ring
from console.server.handoff.results import DueMessage, record_outcome
from console.server.handoff.tables import HANDOFF_OUTBOX, RECEIVERS
from console.server.numbering import Event

_LOG = logger("centre.handoff")
_LOOK_EVERY_S = 1.0
"""Also without a ring: time makes messages due, and the command line writes from another process."""
_AT_ONCE = 12
_AT_ONCE_RECEIVER = 3
"""Less than all, so that a receiver that hangs holds up nobody else's."""


class Delivery:
    """Owns its task and its threads; everything from the event loop."""

    def __init__(self, centre: Centre, timeout_s: float = 15.0) -> None:
        self._centre = centre
        self._timeout_s = timeout_s
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="hand-off")
        self._under_way: dict[str, str] = {}
        self._posts: set[asyncio.Task[None]] = set()
        self._task: asyncio.Task[None] | None = None
        self._stopping = False

    async def start(self) -> None:
        self._centre.bell.listen()
        self._task = asyncio.create_task(self._run(), name="hand-off")

    async def stop(self) -> None:
        """Ends after the posts that are under way; what they came to is written down."""
        self._stopping = True
        self._centre.bell.ring()
        if self._task is not None:
            await self._task
        if self._posts:
            await asyncio.wait(self._posts)
        self._threads.shutdown()

    async def _run(self) -> None:
        while not self._stopping:
            try:
                # One that ends while the outbox is read may stand there as it was before: it must not go out twice.
                busy = frozenset(self._under_way)
                for message in await asyncio.to_thread(self._due):
                    if message.id not in busy:
                        self._begin(message)
            except KnownError as error:
                _LOG.error("outbox not readable, trying again: %s", error)
            await self._centre.bell.wait(_LOOK_EVERY_S)

    def _begin(self, message: DueMessage) -> None:
        if len(self._under_way) >= _AT_ONCE:
            return
        if Counter(self._under_way.values())[message.receiver] >= _AT_ONCE_RECEIVER:
            return
        self._under_way[message.id] = message.receiver
        task = asyncio.create_task(self._deliver(message), name=f"hand-off to {message.receiver}")
        self._posts.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._posts.discard(task)
        error = task.exception()
        if error is not None:
            _LOG.error("bug in a hand-off", exc_info=error)

    async def _deliver(self, message: DueMessage) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.run_in_executor(self._threads, self._post_and_record, message)
        except KnownError as error:
            # Its row is as it was, so it comes again; the receiver knows it by its id if it has it already.
            _LOG.error("hand-off to %s not recorded, trying again: %s", message.receiver, error)
            await asyncio.sleep(_LOOK_EVERY_S)
        finally:
            del self._under_way[message.id]
        self._centre.bell.ring()

    def _post_and_record(self, message: DueMessage) -> None:
        outcome = self._post(message)

        def work(connection: Connection) -> tuple[None, list[Event]]:
            return None, record_outcome(connection, message, outcome, self._centre.clock.now_utc())

        self._centre.write(work)

    def _post(self, message: DueMessage) -> Outcome:
        now = self._centre.clock.now_utc()
        with self._centre.database.read() as connection:
            ring = key_ring(connection, self._centre.keys, message.receiver, now)
        headers = {"Content-Type": CONTENT_TYPE, **signed_headers(message.id, message.body, ring.signing, now)}
        return post(message.url, message.body, headers, self._timeout_s, message.ca_pem)

    def _due(self) -> list[DueMessage]:
        with self._centre.database.read() as connection:
            rows = connection.execute(_due_rows(self._centre.clock.now_utc())).all()
        return [_message(row) for row in rows]


def _due_rows(now_utc: datetime) -> Select[Any]:
    """Waiting, due, for a receiver that takes something now, and with nothing earlier of the same flag or repair before it."""
    earlier = HANDOFF_OUTBOX.alias("earlier")
    blocked = exists().where(
        and_(
            earlier.c.receiver == HANDOFF_OUTBOX.c.receiver,
            or_(
                earlier.c.flag_id == HANDOFF_OUTBOX.c.flag_id,
                earlier.c.repair_id == HANDOFF_OUTBOX.c.repair_id,
            ),
            earlier.c.state == OutboxState.WAITING.value,
            earlier.c.seq < HANDOFF_OUTBOX.c.seq,
        )
    )
    takes = and_(
        RECEIVERS.c.disabled_utc.is_(None),
        or_(RECEIVERS.c.paused_until_utc.is_(None), RECEIVERS.c.paused_until_utc <= now_utc),
    )
    columns = [HANDOFF_OUTBOX.c[name] for name in ("id", "receiver", "flag_id", "repair_id", "body")]
    return (
        select(*columns, RECEIVERS.c.url, RECEIVERS.c.ca_pem)
        .join(RECEIVERS, RECEIVERS.c.name == HANDOFF_OUTBOX.c.receiver)
        .where(
            HANDOFF_OUTBOX.c.state == OutboxState.WAITING.value, HANDOFF_OUTBOX.c.due_utc <= now_utc, takes, ~blocked
        )
        .order_by(HANDOFF_OUTBOX.c.priority, HANDOFF_OUTBOX.c.queued_utc, HANDOFF_OUTBOX.c.id)
        .limit(10 * _AT_ONCE)
    )


def _message(row: Any) -> DueMessage:
    return DueMessage(row.id, row.receiver, row.flag_id, row.repair_id, row.url, row.ca_pem, row.body.encode())
