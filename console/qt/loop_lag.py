"""Measures how late the event loop runs: the truth about whether the screen answers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.base.clock import Clock
from console.qt.timer import Timer

PROBE_EVERY_MS = 20


class LoopLag(QObject):
    """Gives ``on_lag(lag_ms)`` for every probe while started: how much later than due it ran."""

    def __init__(self, parent: QObject, clock: Clock, on_lag: Callable[[float], None]) -> None:
        super().__init__(parent)
        self._clock = clock
        self._on_lag = on_lag
        self._due_s = 0.0
        self._timer = Timer(self, "loop-lag", PROBE_EVERY_MS, self._on_tick, precise=True)

    def start(self) -> None:
        self._due_s = self._clock.monotonic_s() + PROBE_EVERY_MS / 1000
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _on_tick(self) -> None:
        now_s = self._clock.monotonic_s()
        self._on_lag(max(0.0, (now_s - self._due_s) * 1000))
        self._due_s = now_s + PROBE_EVERY_MS / 1000
