"""A bad network for the bench's camera: when a picture taken at a given time has come through it."""

from __future__ import annotations

import random


class Delivery:
    """Each picture is held back by chance, up to the jitter, and never overtakes another; bursts hold all for a while."""

    BURST_EVERY_S = 10.0

    def __init__(self, jitter_s: float, burst_s: float, rng: random.Random) -> None:
        self._jitter_s = jitter_s
        self._burst_s = burst_s
        self._rng = rng
        self._latest_s = 0.0

    def due_s(self, taken_s: float) -> float:
        """Both in seconds since the start."""
        due_s = taken_s + self._rng.uniform(0.0, self._jitter_s)
        # Not at the start: a viewer's own start shall be seen alone.
        into_s = taken_s % self.BURST_EVERY_S
        if taken_s >= self.BURST_EVERY_S and into_s < self._burst_s:
            due_s = max(due_s, taken_s - into_s + self._burst_s)
        self._latest_s = max(self._latest_s, due_s)
        return self._latest_s
