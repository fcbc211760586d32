"""How far the console's clock is from the centre's, as far as the answers of the centre tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

DRIFT = 1e-4
"""Share of the time since then by which the two clocks may have drifted apart: a poor crystal, twice."""


@dataclass(frozen=True)
class ClockOffset:
    """The console is ahead by something from ``least_s`` to ``most_s`` (below zero: behind)."""

    least_s: float
    most_s: float
    measured_utc: datetime
    """By the console's clock."""

    @property
    def ahead_s(self) -> float:
        return (self.least_s + self.most_s) / 2

    @property
    def uncertainty_s(self) -> float:
        return (self.most_s - self.least_s) / 2

    def narrowed(self, newer: ClockOffset) -> ClockOffset:
        """Both together; the newer alone where they cannot both be true: then one of the clocks was set."""
        passed_s = (newer.measured_utc - self.measured_utc) / timedelta(seconds=1)
        drift_s = DRIFT * passed_s
        least_s, most_s = max(self.least_s - drift_s, newer.least_s), min(self.most_s + drift_s, newer.most_s)
        if passed_s < 0 or least_s > most_s:
            return newer
        return ClockOffset(least_s, most_s, newer.measured_utc)
