"""Marks of a time axis: whole times of Semarang, few enough to be read, with the date where it is not today."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.clock import WIB
from console.i18n.formats import Formats
from console.i18n.language import Language
from console.widgets.plots.time_ticks import tick_step_s, tick_times, tick_words

ENGLISH, INDONESIAN = Formats.of(Language.ENGLISH), Formats.of(Language.INDONESIAN)
NOW_S = datetime(2026, 11, 23, 21, 14, 9, tzinfo=WIB).timestamp()


def _words(begin_s: float, end_s: float, most: int, formats: Formats = ENGLISH) -> list[str]:
    step_s = tick_step_s(end_s - begin_s, most)
    return tick_words(tick_times(begin_s, end_s, step_s), step_s, NOW_S, formats)


def test_a_quarter_of_an_hour_of_today_needs_no_date() -> None:
    assert _words(NOW_S - 900, NOW_S, 4) == ["21:00", "21:05", "21:10"]
    assert _words(NOW_S - 900, NOW_S, 4, INDONESIAN) == ["21.00", "21.05", "21.10"]


def test_another_day_has_its_date_at_its_first_mark_and_at_midnight() -> None:
    assert _words(NOW_S - 30 * 3600, NOW_S, 8) == ["22 Nov 18:00", "23 Nov", "06:00", "12:00", "18:00"]


def test_days_are_marked_by_their_dates() -> None:
    assert _words(NOW_S - 7 * 86_400, NOW_S, 8)[-2:] == ["22 Nov", "23 Nov"]


def test_seconds_are_written_where_minutes_are_too_coarse() -> None:
    assert _words(NOW_S - 30, NOW_S, 4) == ["21:13:40", "21:13:50", "21:14:00"]


@given(st.integers(0, 2_000_000_000), st.floats(10, 8e6), st.integers(2, 30))
def test_marks_lie_in_sight_and_are_not_too_many(begin_s: int, length_s: float, most: int) -> None:
    step_s = tick_step_s(length_s, most)
    times = tick_times(begin_s, begin_s + length_s, step_s)
    assert all(begin_s <= at_s <= begin_s + length_s for at_s in times)
    assert length_s > 28 * 86_400 * most or len(times) <= most + 1


@pytest.mark.parametrize(
    ("number", "decimals", "said"), [(1234.56, 1, "1.234,6"), (1234.0, 0, "1.234"), (0.5, 2, "0,50")]
)
def test_measures_are_written_as_in_indonesia(number: float, decimals: int, said: str) -> None:
    assert INDONESIAN.measure(number, decimals) == said
