"""Watches a running console from inside: how late the screen is, how old the pictures get; has the decoders give way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from console.app.metrics import LongestAges, collect
from console.base.clock import Clock
from console.domain.feed_state import FeedState
from console.health.lag import LagStatistics
from console.health.lag_alarm import LagAlarm
from console.media.engine import MediaEngine
from console.qt.loop_lag import LoopLag
from console.qt.timer import Timer

_LOOK_EVERY_MS = 100


class Watch(QObject):
    """Lag counts from the moment when every wanted tile was live; until then it is the start's. Main thread only."""

    def __init__(
        self, parent: QObject, media: MediaEngine, clock: Clock, state_changes: Callable[[], Mapping[FeedState, int]]
    ) -> None:
        """``state_changes``: how often feeds came into each state."""
        super().__init__(parent)
        self._media = media
        self._state_changes = state_changes
        self._clock = clock
        self._ages = LongestAges()
        self._lag = LagStatistics()
        self._start_lag_max_ms: float | None = None
        self._all_live_at_s: float | None = None
        self.recent_lag = LagStatistics()
        """For who takes and empties it; counts from the start."""
        self._alarm = LagAlarm()
        self._probe = LoopLag(self, clock, self._on_lag)
        self._looks = Timer(self, "watch", _LOOK_EVERY_MS, self._look)

    def start(self) -> None:
        self._probe.start()
        self._looks.start()

    @property
    def all_live(self) -> bool:
        """True once every tile has been live at the same time."""
        return self._start_lag_max_ms is not None

    def metrics(self) -> dict[str, Any]:
        """Everything for the metrics file; takes some ms a process."""
        found = collect(self._media.metrics(), self._lag.summary(), self._ages)
        found["state_changes"] = {state.value: count for state, count in self._state_changes().items()}
        found["ui_lag_start_max_ms"] = self._start_lag_max_ms
        found["all_live_at_monotonic_s"] = self._all_live_at_s
        return found

    def stop(self) -> None:
        self._probe.stop()
        self._looks.stop()

    def _on_lag(self, lag_ms: float) -> None:
        self._lag.add(lag_ms)
        self.recent_lag.add(lag_ms)
        if self._alarm.note(lag_ms):
            self._media.giving_way.begin()

    def _look(self) -> None:
        surfaces = self._media.metrics().surfaces
        self._ages.note(surfaces)
        if not self.all_live and surfaces and all(surface.state is FeedState.LIVE for surface in surfaces):
            self._start_lag_max_ms = self._lag.summary().max_ms
            self._all_live_at_s = self._clock.monotonic_s()
            self._lag.reset()
