"""Tells when the screen's loop does not get its time: late again and again, not once."""

from __future__ import annotations

from collections import deque

LATE_MS = 33.0
"""Two pictures of a usual display."""
_LOOKS = 25
_MOST_LATE = 5


class LagAlarm:
    """One thread."""

    def __init__(self) -> None:
        self._late: deque[bool] = deque(maxlen=_LOOKS)

    def note(self, lag_ms: float) -> bool:
        """True when more than every fifth of the last looks came late; it begins to count anew then."""
        self._late.append(lag_ms > LATE_MS)
        behind = sum(self._late) > _MOST_LATE
        if behind:
            self._late.clear()
        return behind
