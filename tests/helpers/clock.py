"""A clock that moves only when a test says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

START_UTC = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class FakeClock:
    """A ``console.base.clock.Clock`` standing at ``START_UTC`` and 1000 monotonic seconds until moved."""

    def __init__(self, now_utc: datetime = START_UTC, monotonic_s: float = 1000.0) -> None:
        self._now_utc = now_utc
        self._monotonic_s = monotonic_s

    def now_utc(self) -> datetime:
        return self._now_utc

    def monotonic_s(self) -> float:
        return self._monotonic_s

    def advance(self, seconds: float) -> None:
        """Time passes: both clocks move on. Raises ValueError for a step back."""
        if seconds < 0:
            raise ValueError("monotonic time never goes back; see jump_wall")
        self._now_utc += timedelta(seconds=seconds)
        self._monotonic_s += seconds

    def jump_wall(self, seconds: float) -> None:
        """Somebody sets the machine's wall clock, forwards or back; monotonic time does not notice."""
        self._now_utc += timedelta(seconds=seconds)
