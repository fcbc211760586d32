"""The days of a report: whole days of Semarang, bounded, cut at midnights and at the moment of counting."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from console.domain.report_days import DAY_S, ReportDays, day_of, read_month


def test_a_month_is_all_of_its_days_in_wib() -> None:
    days = read_month("2028-02")
    assert (days.first, days.last, days.month) == (date(2028, 2, 1), date(2028, 2, 29), "2028-02")
    assert datetime.fromtimestamp(days.begin_s, UTC) == datetime(2028, 1, 31, 17, tzinfo=UTC)
    assert days.end_s - days.begin_s == 29 * DAY_S


def test_it_is_cut_at_each_midnight_and_ends_with_the_moment_of_counting() -> None:
    days = ReportDays(date(2026, 11, 23), date(2026, 11, 25))
    assert days.cuts(days.end_s + 5) == [days.begin_s + day * DAY_S for day in range(4)]
    assert days.cuts(days.begin_s + DAY_S + 60) == [days.begin_s, days.begin_s + DAY_S, days.begin_s + DAY_S + 60]
    assert [day_of(cut) for cut in days.cuts(days.begin_s + DAY_S + 60)][:2] == [date(2026, 11, 23), date(2026, 11, 24)]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2026-11-24", "2026-11-23"),
        ("2025-10-19", "2026-11-23"),
        ("0001-01-01", "0001-01-02"),
        ("9999-12-30", "9999-12-31"),
    ],
)
def test_days_that_are_none_or_too_many_are_refused(first: str, last: str) -> None:
    with pytest.raises(ValueError, match="no days of a report"):
        ReportDays(date.fromisoformat(first), date.fromisoformat(last))


def test_what_is_no_whole_month_has_no_name_of_one() -> None:
    assert ReportDays(date(2026, 11, 1), date(2026, 11, 29)).month == ""
