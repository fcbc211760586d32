"""The time that a camera states with its pictures (RTCP sender reports), against ours."""

from __future__ import annotations

from collections import deque

from console.base.clock import SystemClock

_EVERY_NS = 1_000_000_000
_KEPT = 10
_LEAST = 3
_MOST_APART_S = 0.5
"""A camera whose statements move against ours by more within seconds states no time: its timestamps stand, or leap."""


class StatedTime:
    """One feed's. ``is_due`` and ``note`` on the thread that reads; ``ahead_s`` from any."""

    def __init__(self) -> None:
        self._clock = SystemClock()
        self._due_ns = 0
        self._ahead_s: deque[float] = deque(maxlen=_KEPT)

    def forget(self) -> None:
        """A new connection: the camera may have been started anew in between."""
        self._ahead_s.clear()

    def is_due(self, arrival_ns: int) -> bool:
        """Once a second is enough."""
        return arrival_ns >= self._due_ns

    def note(self, stated_unix_s: float, arrival_ns: int) -> None:
        """A picture that arrives now was taken at that time by the camera's clock."""
        self._due_ns = arrival_ns + _EVERY_NS
        self._ahead_s.append(stated_unix_s - self._clock.now_utc().timestamp())

    def ahead_s(self) -> float | None:
        """By how much the camera's clock is ahead of ours, less the way that a picture takes; None when that is not known."""
        seen_s = list(self._ahead_s)
        if len(seen_s) < _LEAST or max(seen_s) - min(seen_s) > _MOST_APART_S:
            return None
        # The picture that was on its way for the shortest time tells most.
        return max(seen_s)
