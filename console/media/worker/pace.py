"""How long libVLC must hold pictures back: by the measured distance of a feed's pictures."""

from __future__ import annotations

_STEPS_MS = (200, 400, 800, 1600, 3200)
_FRAMES = 3
_MEASURED_OVER = 8
_SLACK = 0.8
"""Of three frames one is margin: a measurement that jitters around 200 ms must not double the delay."""


def caching_ms(frame_interval_s: float) -> int:
    """Three frame intervals, in steps: with less than the path's own delay libVLC shows one picture for ever."""
    needed_ms = _FRAMES * frame_interval_s * 1000 * _SLACK
    return next((step for step in _STEPS_MS if step >= needed_ms), _STEPS_MS[-1])


class PaceMeter:
    """Measures the distance of pictures, since what cameras announce is often missing or wrong. One thread."""

    def __init__(self, announced_interval_s: float) -> None:
        self.caching_ms = caching_ms(announced_interval_s)
        self._first_ns = 0
        self._count = 0

    def note(self, arrival_ns: int) -> bool:
        """True when the pictures come so slowly that players need longer caching; it is only ever made longer."""
        if self._count == 0:
            self._first_ns = arrival_ns
        self._count += 1
        if self._count <= _MEASURED_OVER:
            return False
        needed_ms = caching_ms((arrival_ns - self._first_ns) / 1e9 / (self._count - 1))
        self._count = 0
        if needed_ms <= self.caching_ms:
            return False
        self.caching_ms = needed_ms
        return True
