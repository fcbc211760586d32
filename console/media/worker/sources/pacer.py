"""Spreads packets that come faster than they are due over their own times."""

from __future__ import annotations

_JUMP_S = 3.0
_LATE_S = 0.3
"""Less is caught up with; more is a gap of the source, after which the old times would make all pictures late."""


class Pacer:
    """One source's. One thread."""

    def __init__(self) -> None:
        self._last_s: float | None = None
        self._due_s = 0.0

    def delay_s(self, time_s: float, now_s: float, speed: float = 1.0) -> float:
        """How long to hold back the packet with the decode time ``time_s``; ``speed`` above 1 catches up."""
        step_s = 0.0 if self._last_s is None else time_s - self._last_s
        self._due_s += step_s / speed
        if self._last_s is None or not 0 <= step_s <= _JUMP_S or now_s - self._due_s > _LATE_S:
            self._due_s = now_s
        self._last_s = time_s
        return max(0.0, self._due_s - now_s)
