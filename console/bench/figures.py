"""The arithmetic of the benches: percentiles by nearest rank, and straight lines through samples with their error."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


def percentile(values: Sequence[float], share: float) -> float:
    """Nearest rank; not-a-number when there are no values, so that nothing passes for measured."""
    if not values:
        return math.nan
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


@dataclass(frozen=True)
class Slope:
    """A least-squares line's slope and its standard error, both a unit of time."""

    value: float
    error: float

    @property
    def sure(self) -> float:
        """What is left of it after two standard errors: growth that is no chance."""
        return self.value - 2 * self.error

    def scaled(self, factor: float) -> Slope:
        return Slope(self.value * factor, self.error * factor)


def slope(times: Sequence[float], values: Sequence[float]) -> Slope:
    """Not-a-number with fewer than three samples or without any spread in time."""
    count = len(times)
    if count < 3:  # noqa: PLR2004  a line through two points has no error
        return Slope(math.nan, math.nan)
    mean_time, mean_value = sum(times) / count, sum(values) / count
    spread = sum((time - mean_time) ** 2 for time in times)
    if spread == 0:
        return Slope(math.nan, math.nan)
    rise = sum((time - mean_time) * (value - mean_value) for time, value in zip(times, values, strict=True)) / spread
    rest = sum((value - mean_value - rise * (time - mean_time)) ** 2 for time, value in zip(times, values, strict=True))
    return Slope(rise, math.sqrt(rest / (count - 2) / spread))
