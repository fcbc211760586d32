"""Measures our processes every ten seconds on a thread of its own, and writes what has become five minutes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.observer import Signal
from console.health.machine_book import MachineBook
from console.health.machine_meter import MachineMeter, PartLook

LOOK_EVERY_S = 10.0
_PRUNE_EVERY_S = 3600.0
_LOG = logger("health")


class MachineWatch:
    """``failed`` tells of the first failure of a row of failures, on its thread."""

    def __init__(
        self, look: Callable[[], Mapping[str, PartLook]], meter: MachineMeter, book: MachineBook, clock: Clock
    ) -> None:
        """``look`` takes some ms a process and is called on the watch's thread."""
        self.failed: Signal[KnownError] = Signal()
        self._look = look
        self._meter = meter
        self._book = book
        self._clock = clock
        self._told = False
        self._prune_at_s = 0.0
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="machine-watch", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Writes what is open; blocks until that is done."""
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        self._note()
        while not self._closing.wait(LOOK_EVERY_S):
            self._note()
            self._try(self._write)
            if self._clock.monotonic_s() >= self._prune_at_s:
                self._prune_at_s = self._clock.monotonic_s() + _PRUNE_EVERY_S
                self._try(self._book.prune)
        self._meter.end()
        self._try(self._write)

    def _note(self) -> None:
        self._meter.look(self._look(), self._clock.now_utc(), self._clock.monotonic_s())

    def _write(self) -> None:
        spans = self._meter.take_finished()
        try:
            self._book.add(spans)
        except KnownError:
            self._meter.put_back(spans)
            raise
        if spans:
            self._told = False

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except KnownError as error:
            if not self._told:
                self._told = True
                _LOG.warning("machine counters: %s", error.code)
                self.failed.emit(error)
