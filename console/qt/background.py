"""Work that must not block the screen, its results on the main thread.

One thread for writes in order, one for captures, a few for reads.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject

from console.base.errors import KnownError
from console.base.logs import logger
from console.qt.relay import MainThreadRelay

T = TypeVar("T")

_READERS = 3
_log: logging.Logger = logger("ui")


class Lane(Enum):
    """WRITE runs one at a time and in order, so does CAPTURE, which waits for cameras; READ runs beside others."""

    WRITE = "write"
    READ = "read"
    CAPTURE = "capture"


class Background:
    """The screen's threads. ``run`` on the main thread only.

    A failure that its caller does not handle goes to ``on_unhandled(name, error)`` on the main thread: none is silent.
    """

    def __init__(self, on_unhandled: Callable[[str, Exception], None]) -> None:
        self._on_unhandled = on_unhandled
        self._relay = MainThreadRelay()
        self._lanes = {
            Lane.WRITE: ThreadPoolExecutor(1, thread_name_prefix="ronda-write"),
            Lane.READ: ThreadPoolExecutor(_READERS, thread_name_prefix="ronda-read"),
            Lane.CAPTURE: ThreadPoolExecutor(1, thread_name_prefix="ronda-capture"),
        }
        self._numbers = itertools.count(1)
        self._unfinished: dict[int, str] = {}

    def run(
        self,
        op: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None = None,
        *,
        name: str,
        owner: QObject,
        lane: Lane = Lane.READ,
    ) -> None:
        """Runs ``op`` in a thread, then ``on_done`` or ``on_error`` on the main thread unless ``owner`` is gone by then.

        A write is carried out even when its owner is gone; only its result is dropped.
        """
        number = next(self._numbers)
        self._unfinished[number] = name

        def deliver(future: Future[T]) -> None:
            self._relay.post(lambda: self._finish(number, future, on_done, on_error, owner))

        self._lanes[lane].submit(op).add_done_callback(deliver)

    def unfinished(self) -> list[str]:
        """Names of the tasks that are not through yet, oldest first."""
        return list(self._unfinished.values())

    def waiting(self) -> int:
        """How many those are. Any thread."""
        return len(self._unfinished)

    def close(self) -> None:
        """Lets writes finish, forgets what else did not begin; blocks until the threads have ended."""
        for lane in (Lane.READ, Lane.CAPTURE):
            self._lanes[lane].shutdown(wait=True, cancel_futures=True)
        self._lanes[Lane.WRITE].shutdown(wait=True)
        shiboken6.delete(self._relay)

    def _finish(
        self,
        number: int,
        future: Future[T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None] | None,
        owner: QObject,
    ) -> None:
        name = self._unfinished.pop(number)
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            if shiboken6.isValid(owner):
                on_done(future.result())
        elif not isinstance(error, Exception):
            raise error
        elif on_error is not None and shiboken6.isValid(owner):
            on_error(error)
        else:
            self.report(name, error)

    def report(self, name: str, error: Exception) -> None:
        """Tells the operator of a failure that its caller has put in order but not told of."""
        if not isinstance(error, KnownError):
            _log.error("background task %s failed", name, exc_info=error)
        self._on_unhandled(name, error)
