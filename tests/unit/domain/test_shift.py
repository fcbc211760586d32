"""A shift ends at the next change, over midnight too."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.clock import WIB
from console.domain.shift import EARLY, USUAL_SHIFTS, ShiftPlan, shift_end_utc


@pytest.mark.parametrize(
    ("now", "end"),
    [("23T06:59", "23T07:00"), ("23T07:00", "23T15:00"), ("23T22:59", "23T23:00"), ("23T23:00", "24T07:00")],
)
def test_a_shift_ends_at_the_next_change(now: str, end: str) -> None:
    moments = [datetime.fromisoformat(f"2026-11-{moment}:00+07:00") for moment in (now, end)]
    assert shift_end_utc(moments[0]).astimezone(WIB) == moments[1]


_PLAN = ShiftPlan.read(USUAL_SHIFTS)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}:00+07:00")


@pytest.mark.parametrize(
    ("since", "name", "until"),
    [
        ("26T07:00", "pagi", "26T15:00"),
        ("26T06:20", "pagi", "26T15:00"),
        ("26T06:10", "malam", "26T07:00"),
        ("26T14:30", "siang", "26T23:00"),
        ("26T23:10", "malam", "27T07:00"),
        ("27T01:00", "malam", "27T07:00"),
        ("26T22:20", "malam", "27T07:00"),
    ],
)
def test_a_person_is_on_the_shift_that_they_came_for(since: str, name: str, until: str) -> None:
    duty = _PLAN.duty(_moment(since))
    assert (duty.name, duty.until_utc) == (name, _moment(until))


def test_outside_the_rooms_hours_a_shift_lasts_eight_hours() -> None:
    duty = ShiftPlan.read(["kantor=08:00-16:00"]).duty(_moment("26T20:00"))
    assert (duty.name, duty.until_utc) == ("", _moment("27T04:00"))


def test_the_end_is_told_a_quarter_of_an_hour_before_and_counts_on_after_it() -> None:
    duty = _PLAN.duty(_moment("26T07:00"))
    assert not duty.is_ending(_moment("26T14:44"))
    assert duty.is_ending(_moment("26T14:45"))
    assert duty.left(_moment("26T15:10")) == -timedelta(minutes=10)


@pytest.mark.parametrize("line", ["pagi", "=07:00-15:00", "pagi=7-15", "pagi=07:00-25:00", "pagi=07:00-15:00 "])
def test_what_is_no_shift_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"shift|hour|minute|isoformat"):
        ShiftPlan.read([line])


def test_more_shifts_than_a_day_has_room_for_are_refused() -> None:
    with pytest.raises(ValueError, match="more than"):
        ShiftPlan.read(USUAL_SHIFTS * 5)


@given(st.integers(0, 60 * 24 * 800))
def test_at_any_moment_somebody_is_on_a_shift_that_ends_within_nine_hours(minute: int) -> None:
    since = _moment("01T00:00") + timedelta(minutes=minute)
    duty = _PLAN.duty(since)
    assert duty.name in ("pagi", "siang", "malam")
    assert timedelta(0) < duty.left(since) <= timedelta(hours=8) + EARLY
