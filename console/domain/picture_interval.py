"""How far apart a feed's pictures come, from the arrival of the last few."""

from __future__ import annotations

from collections import deque

_KEPT = 5
_LEAST = 3
"""Fewer intervals say nothing: a feed that begins may stutter."""


class PictureInterval:
    """The median, so that one long silence does not make a fast feed pass for a slow one."""

    def __init__(self) -> None:
        self._last_ns = 0
        self._intervals_ns: deque[int] = deque(maxlen=_KEPT)

    def note(self, arrival_ns: int) -> int:
        """The interval in nanoseconds by now; 0 while too few pictures have come."""
        if self._last_ns:
            self._intervals_ns.append(max(0, arrival_ns - self._last_ns))
        self._last_ns = arrival_ns
        if len(self._intervals_ns) < _LEAST:
            return 0
        return sorted(self._intervals_ns)[len(self._intervals_ns) // 2]

    def copy(self) -> PictureInterval:
        """Another one that has seen the same pictures."""
        other = PictureInterval()
        other._last_ns, other._intervals_ns = self._last_ns, self._intervals_ns.copy()
        return other
