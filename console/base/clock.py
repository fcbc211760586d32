"""The clock port: wall time and monotonic time are different things and are never mixed."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

# A fixed offset: WIB has known no summer time since 1964, and Windows machines have no zone database.
WIB = timezone(timedelta(hours=7), "WIB")


class Clock(Protocol):
    """Both clocks of a machine, replaceable in tests."""

    def now_utc(self) -> datetime:
        """Wall time with ``tzinfo=UTC``; may jump."""

    def monotonic_s(self) -> float:
        """Seconds that only grow, comparable between processes of one machine (CLOCK_MONOTONIC)."""


class SystemClock:
    """The machine's own clocks. Any thread."""

    def now_utc(self) -> datetime:
        return datetime.now(UTC)

    def monotonic_s(self) -> float:
        return time.monotonic()
