"""Seven days of a camera, hour by hour; what nobody looked at is not called dead."""

from __future__ import annotations

from datetime import UTC, datetime

from console.base.clock import WIB
from console.domain.alive_hours import alive_hours, week_begin_unix_s

NOW_S = int(datetime(2026, 11, 23, 8, 30, tzinfo=UTC).timestamp())
FIRST_S = week_begin_unix_s(NOW_S)


def test_the_week_begins_at_a_midnight_of_semarang_and_ends_with_today() -> None:
    begin = datetime.fromtimestamp(FIRST_S, WIB)
    assert begin == datetime(2026, 11, 17, tzinfo=WIB)
    late = int(datetime(2026, 11, 23, 17, 30, tzinfo=UTC).timestamp())
    assert datetime.fromtimestamp(week_begin_unix_s(late), WIB) == datetime(2026, 11, 18, tzinfo=WIB)


def test_an_hour_that_nobody_looked_at_has_no_share() -> None:
    hours = alive_hours([(FIRST_S + 3600, 300, 300), (FIRST_S + 3900, 300, 150)], NOW_S)
    assert len(hours) == 7 * 24
    assert [hour.share for hour in hours[:3]] == [None, 0.75, None]
    assert hours[1].begin_unix_s == FIRST_S + 3600


def test_of_several_feeds_at_the_same_time_the_one_that_lived_counts() -> None:
    hours = alive_hours([(FIRST_S, 300, 0), (FIRST_S, 300, 300)], NOW_S)
    assert (hours[0].looked_s, hours[0].live_s, hours[0].share) == (300, 300, 1.0)


def test_what_lies_before_the_week_is_left_out() -> None:
    assert all(hour.share is None for hour in alive_hours([(FIRST_S - 1, 300, 300)], NOW_S))
