"""Terms of owners by the clock in WIB: hours over midnight, the last day, and that what ends is told exactly."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.roles import Role
from console.domain.viewing_terms import DAY_MIN, FREE, WIB, DayHours, TermsStop, ViewingTerms, read_hours

_MINUTES = st.integers(0, DAY_MIN - 1)
_HOURS = st.tuples(_MINUTES, _MINUTES).filter(lambda two: two[0] != two[1]).map(lambda two: DayHours(*two))
_FIRST = datetime(2025, 1, 1, tzinfo=UTC)
_NOW = st.integers(0, 5 * 365 * 86_400).map(lambda seconds: _FIRST + timedelta(seconds=seconds))
_DAYS = st.dates(date(2025, 1, 1), date(2030, 1, 1))
_ROLES = st.frozensets(st.sampled_from(list(Role)))
_TERMS = st.builds(ViewingTerms, roles=st.none() | _ROLES, hours=st.none() | _HOURS, valid_until=st.none() | _DAYS)


def _wib(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23, hour, minute, tzinfo=WIB).astimezone(UTC)


@pytest.mark.parametrize(
    ("hour", "minute", "inside"),
    [(17, 59, False), (18, 0, True), (23, 59, True), (0, 0, True), (5, 59, True), (6, 0, False), (12, 0, False)],
)
def test_hours_of_the_night_go_over_midnight(hour: int, minute: int, inside: bool) -> None:
    assert DayHours(18 * 60, 6 * 60).contain(_wib(hour, minute)) is inside


@given(_HOURS, _NOW)
def test_a_time_is_either_in_the_hours_or_in_those_turned_round(hours: DayHours, now: datetime) -> None:
    assert hours.contain(now) is not DayHours(hours.end_min, hours.begin_min).contain(now)


@given(_HOURS, _NOW)
def test_hours_last_exactly_until_their_end(hours: DayHours, now: datetime) -> None:
    if not hours.contain(now):
        return
    end = hours.end_after(now)

    assert now < end <= now + timedelta(days=1)
    assert hours.contain(end - timedelta(seconds=1))
    assert not hours.contain(end)


@given(_TERMS, st.sampled_from(list(Role)), _NOW)
def test_what_is_allowed_stays_so_until_it_is_said_to_end(terms: ViewingTerms, role: Role, now: datetime) -> None:
    if terms.stop(role, now) is not None:
        return
    until = terms.allowed_until(now)
    if until is None:
        assert terms.stop(role, now + timedelta(days=3650)) is None
        return
    assert until > now
    assert terms.stop(role, until - timedelta(seconds=1)) is None
    assert terms.stop(role, until) in (TermsStop.HOURS, TermsStop.ENDED)


@given(_TERMS, st.sampled_from(list(Role)), _NOW)
def test_an_emergency_lifts_the_hours_and_nothing_else(terms: ViewingTerms, role: Role, now: datetime) -> None:
    strict, lifted = terms.stop(role, now), terms.stop(role, now, lifted=True)

    assert lifted is (None if strict is TermsStop.HOURS else strict)


@given(st.sampled_from(list(Role)), _NOW)
def test_an_owner_who_asks_for_nothing_stops_nobody(role: Role, now: datetime) -> None:
    assert FREE.stop(role, now) is None
    assert FREE.allowed_until(now) is None


@given(_ROLES, st.sampled_from(list(Role)), _NOW)
def test_only_the_roles_named_may_see(roles: frozenset[Role], role: Role, now: datetime) -> None:
    assert ViewingTerms(roles=roles).stop(role, now) is (None if role in roles else TermsStop.ROLE)


def test_the_last_day_is_one_of_the_room_and_not_of_greenwich() -> None:
    terms = ViewingTerms(valid_until=date(2026, 11, 23))

    assert terms.stop(Role.OPERATOR, datetime(2026, 11, 23, 16, 59, tzinfo=UTC)) is None
    assert terms.stop(Role.OPERATOR, datetime(2026, 11, 23, 17, 0, tzinfo=UTC)) is TermsStop.ENDED


@given(_HOURS)
def test_hours_are_read_as_they_are_written(hours: DayHours) -> None:
    assert read_hours(hours.words) == hours


@pytest.mark.parametrize("text", ["", "18", "18-18", "24-6", "18.60-6", "-1-6", "a-b", "18.00-", "18.00-06.00-07.00"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no "):
        read_hours(text)


def test_hours_are_read_as_people_type_them() -> None:
    assert read_hours("18:00 – 6") == DayHours(18 * 60, 6 * 60)
