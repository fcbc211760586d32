"""How many commands one session may send: a bucket that fills steadily, so that bursts of a hand are let through."""

from __future__ import annotations

import threading
from collections import OrderedDict

from console.base.clock import Clock

_MOST_SESSIONS = 10_000


class Pace:
    """Any thread."""

    def __init__(self, per_s: float, burst: int, clock: Clock) -> None:
        self._per_s = per_s
        self._burst = burst
        self._clock = clock
        self._guard = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def allows(self, session_id: str) -> bool:
        """Counts one more command, or counts nothing and says no."""
        now_s = self._clock.monotonic_s()
        with self._guard:
            left, since_s = self._buckets.pop(session_id, (float(self._burst), now_s))
            left = min(float(self._burst), left + (now_s - since_s) * self._per_s)
            allowed = left >= 1.0
            self._buckets[session_id] = (left - 1.0 if allowed else left, now_s)
            if len(self._buckets) > _MOST_SESSIONS:
                self._buckets.popitem(last=False)
            return allowed
