"""How late the screen's loop comes: percentiles over the last measurements."""

from __future__ import annotations

import math
import threading
from collections import deque
from dataclasses import dataclass

KEPT = 6000
"""At ten measurements a second, ten minutes."""


@dataclass(frozen=True)
class LagSummary:
    """All zero when nothing was measured."""

    count: int
    p50_ms: float
    p99_ms: float
    max_ms: float


class LagStatistics:
    """Any thread. Percentiles by nearest rank over the last ``kept`` values, the maximum over all since ``reset``."""

    def __init__(self, kept: int = KEPT) -> None:
        self._lock = threading.Lock()
        self._values: deque[float] = deque(maxlen=kept)
        self._most_ms = 0.0
        self._count = 0

    def add(self, lag_ms: float) -> None:
        with self._lock:
            self._values.append(lag_ms)
            self._most_ms = max(self._most_ms, lag_ms)
            self._count += 1

    def reset(self) -> None:
        with self._lock:
            self._values.clear()
            self._most_ms = 0.0
            self._count = 0

    def take(self) -> LagSummary:
        """The summary, and begins anew."""
        found = self.summary()
        self.reset()
        return found

    def summary(self) -> LagSummary:
        with self._lock:
            values, count, most_ms = sorted(self._values), self._count, self._most_ms
        if not values:
            return LagSummary(0, 0.0, 0.0, 0.0)
        return LagSummary(count, _nearest_rank(values, 0.5), _nearest_rank(values, 0.99), most_ms)


def _nearest_rank(ordered: list[float], share: float) -> float:
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
