"""How far back a look at the health goes, and how long its stretches are."""

from __future__ import annotations

from enum import Enum

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400


class Reach(Enum):
    """The value is its word."""

    QUARTER = "quarter"
    SIX_HOURS = "six-hours"
    WEEK = "week"
    QUARTER_YEAR = "quarter-year"

    @property
    def length_s(self) -> int:
        return _LENGTHS_S[self]

    @property
    def step_s(self) -> int:
        return _STEPS_S[self]


_LENGTHS_S = {
    Reach.QUARTER: 15 * _MINUTE_S,
    Reach.SIX_HOURS: 6 * _HOUR_S,
    Reach.WEEK: 7 * _DAY_S,
    Reach.QUARTER_YEAR: 90 * _DAY_S,
}
_STEPS_S = {Reach.QUARTER: 1, Reach.SIX_HOURS: 10, Reach.WEEK: 300, Reach.QUARTER_YEAR: _HOUR_S}
"""Some 2,000 stretches at most: more than a screen has columns for one plot."""
