"""Takes what workers say to where it belongs."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeAlias

from console.base.clock import Clock
from console.base.errors import BugError, KnownError
from console.base.logs import logger
from console.media.addresses import AddressBook
from console.media.fleet import Worker
from console.media.picture_bell import PictureBell
from console.media.picture_memory import SurfaceReader
from console.media.picture_table import PictureTable
from console.media.protocol.messages import (
    VERSION,
    ClipSaved,
    FeedChanged,
    Heartbeat,
    Message,
    Ready,
    SaveFailed,
    StillSaved,
    SurfaceMemory,
    Trouble,
)
from console.media.reports import Reports

_DOUBTFUL = frozenset({"camera.unauthorized", "camera.not_found", "camera.bad_address"})
"""What may be cured by a new stream ticket."""
_LOG = logger("media")


Listener: TypeAlias = Callable[[Worker, Message, int], str]
"""Takes a message and its descriptor, which stays the caller's; why the worker must be replaced, or nothing."""


class Inbox:
    """All methods on the input and output thread."""

    def __init__(
        self, clock: Clock, table: PictureTable, reports: Reports, book: AddressBook, bell: PictureBell
    ) -> None:
        self._clock = clock
        self._table = table
        self._reports = reports
        self._book = book
        self._bell = bell
        self._listeners: dict[type[Message], Listener] = {}

    def listen(self, listener: Listener, *kinds: type[Message]) -> None:
        """Hands messages of these kinds on; before the first worker is born."""
        self._listeners |= dict.fromkeys(kinds, listener)

    def take(self, worker: Worker, message: Message, fd: int) -> str:
        """Handles one message; why the worker must be replaced, or nothing. ``fd`` stays the caller's."""
        if worker.floods(self._clock.monotonic_s()):
            return "floods the console"
        match message:
            case Heartbeat():
                worker.take(message)
            case FeedChanged():
                self._feed_changed(worker, message)
            case SurfaceMemory():
                return self._new_memory(worker, message, fd)
            case Ready(version=version) if version == VERSION:
                worker.pid, worker.pidfd = message.pid, os.dup(fd)
            case ClipSaved() | StillSaved() | SaveFailed():
                settle(worker.requests.pop(message.request, None), message)
            case Trouble():
                _LOG.error("media worker %d has a bug: %s", worker.number, message.where)
            case _ if listener := self._listeners.get(type(message)):
                return listener(worker, message, fd)
            case _:
                return "speaks another language"
        worker.heard_s = self._clock.monotonic_s()
        return ""

    def _feed_changed(self, worker: Worker, message: FeedChanged) -> None:
        if message.feed not in worker.holding.feeds:
            return
        retry_at_s = self._clock.monotonic_s() + message.retry_in_s if message.retry_in_s else 0.0
        self._reports.note(message.feed, message.state, message.reason, retry_at_s)
        if message.reason in _DOUBTFUL:
            self._book.doubt(message.feed)

    def _new_memory(self, worker: Worker, message: SurfaceMemory, fd: int) -> str:
        try:
            reader = SurfaceReader(fd)
        except BugError as error:
            return f"sent {error}"
        wish = worker.holding.surfaces.get(message.surface)
        if wish is not None and wish.feed == message.feed:
            self._table.new_memory(message.surface, message.feed, reader)
            self._bell.ring()
        return ""


def settle(future: Future[Any] | None, answer: ClipSaved | StillSaved | SaveFailed) -> None:
    """Gives the asker what the worker answered."""
    if future is None:
        return
    if isinstance(answer, SaveFailed):
        future.set_exception(KnownError(answer.code))
    else:
        future.set_result(answer)
