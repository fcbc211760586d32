"""Writes the health history beside the screen: changes are found at once and written in batches by an own thread, and so are
the stretches of five minutes that the meter has finished."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.domain.camera import FeedKey
from console.domain.feed_history import FeedChange, FeedCondition, changes
from console.domain.feed_state import FeedState
from console.health.feed_meter import FeedMeter
from console.health.history import HealthHistory
from console.health.span_book import SpanBook

WRITE_EVERY_S = 1.0
"""A console that is killed loses the changes of so long."""
_SAY_EVERY_S = 10.0
"""That nothing has changed is worth a write only so often."""
_PRUNE_EVERY_S = 3600.0
_MOST_WAITING = 10_000
_LOG = logger("health")


class HealthRecorder:
    """``look`` on one thread; never waits for the disk. ``failed`` tells of the first failure of a row of failures."""

    def __init__(self, history: HealthHistory, book: SpanBook, meter: FeedMeter, clock: Clock) -> None:
        self.failed: Signal[KnownError] = Signal()
        self._history = history
        self._book = book
        self._meter = meter
        self._clock = clock
        self._before: dict[FeedKey, FeedCondition] = {}
        self._counts: dict[FeedState, int] = {}
        self._lock = threading.Lock()
        self._waiting: list[FeedChange] = []
        self._told = False
        self._prune_at_s = 0.0
        self._say_at_s = 0.0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="health-history", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def look(self, now: Mapping[FeedKey, FeedCondition]) -> None:
        """How all feeds are at this moment; those left out are on no wall."""
        found = changes(self._before, now, self._clock.now_utc())
        self._before = dict(now)
        for change in found:
            self._counts[change.condition.state] = self._counts.get(change.condition.state, 0) + 1
        with self._lock:
            # A disk that takes nothing for long must not eat the memory: the oldest go.
            self._waiting = [*self._waiting, *found][-_MOST_WAITING:]

    def counts(self) -> dict[FeedState, int]:
        """How often feeds have come into each state since the start."""
        return dict(self._counts)

    def close(self) -> None:
        """Ends what is open and writes it; blocks until that is done."""
        self.look({})
        self._meter.end()
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        self._try(self._history.begin)
        while not self._closing.wait(WRITE_EVERY_S):
            self._try(self._write)
            self._try(self._write_spans)
            if self._clock.monotonic_s() >= self._prune_at_s:
                self._prune_at_s = self._clock.monotonic_s() + _PRUNE_EVERY_S
                self._try(self._history.prune)
                self._try(self._book.prune)
        self._try(self._write)
        self._try(self._write_spans)

    def _write(self) -> None:
        with self._lock:
            batch, self._waiting = self._waiting, []
        now_s = self._clock.monotonic_s()
        if not batch and now_s < self._say_at_s:
            return
        self._say_at_s = now_s + _SAY_EVERY_S
        try:
            self._history.add(batch)
        except KnownError:
            with self._lock:
                self._waiting = [*batch, *self._waiting][-_MOST_WAITING:]
            raise
        self._told = False

    def _write_spans(self) -> None:
        spans = self._meter.take_finished()
        try:
            self._book.add(spans)
        except KnownError:
            self._meter.put_back(spans)
            raise

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except KnownError as error:
            if not self._told:
                self._told = True
                _LOG.warning("health history: %s", error.code)
                self.failed.emit(error)
