"""Where a time axis has its marks, and what stands at them: Semarang's time, with the date where it is not clear."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from console.base.clock import WIB
from console.i18n.formats import Formats

_MINUTE_S, _HOUR_S, _DAY_S = 60, 3600, 86_400
_STEPS_S = (
    *(1, 2, 5, 10, 15, 30),
    *(one * _MINUTE_S for one in (1, 2, 5, 10, 15, 30)),
    *(one * _HOUR_S for one in (1, 2, 3, 6, 12)),
    *(one * _DAY_S for one in (1, 2, 7, 14, 28)),
)
_WIB_S = 7 * _HOUR_S


def tick_step_s(length_s: float, most: int) -> int:
    """The finest step with at most so many marks in the length."""
    return next((step for step in _STEPS_S if length_s / step <= most), _STEPS_S[-1])


def tick_times(begin_s: float, end_s: float, step_s: int) -> list[float]:
    """Whole multiples of the step, counted from a midnight of Semarang."""
    first = math.ceil((begin_s + _WIB_S) / step_s) * step_s - _WIB_S
    return [float(at) for at in range(first, math.floor(end_s) + 1, step_s)]


def tick_words(times: list[float], step_s: int, now_s: float, formats: Formats) -> list[str]:
    """The date stands at each mark of another day than the one before it; today goes without saying."""
    words: list[str] = []
    day_before = datetime.fromtimestamp(now_s, WIB).date()
    for at_s in times:
        at_utc = datetime.fromtimestamp(at_s, UTC)
        local = at_utc.astimezone(WIB)
        clock = formats.short_time(at_utc) if step_s < _MINUTE_S else formats.hour(at_utc)
        midnight = (local.hour, local.minute, local.second) == (0, 0, 0)
        if step_s >= _DAY_S or midnight:
            words.append(formats.day(local.date(), with_year=False))
        else:
            words.append(
                clock if local.date() == day_before else f"{formats.day(local.date(), with_year=False)} {clock}"
            )
        day_before = local.date()
    return words
