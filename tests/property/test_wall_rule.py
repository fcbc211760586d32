"""Rules hold in their hours, also over midnight, for what they name and nothing else; what people set is checked by name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.base.clock import WIB
from console.base.errors import KnownError
from console.domain.wall_rule import DAY_MIN, WEEK, Happening, RuleHours, RuleTrigger, WallRule, check_rule, matches

MONDAY = datetime(2026, 11, 23, tzinfo=WIB)
RULE = WallRule(UUID(int=1), "Malam")
FLAG = Happening(
    RuleTrigger.FLAG, "f", "SMG-20261123-0001", MONDAY.astimezone(UTC), "33.74.02.1001/RW002", ("a",), "KAM-01", 1
)
_HOURS = st.builds(
    RuleHours, st.integers(0, DAY_MIN - 1), st.integers(1, DAY_MIN), st.frozensets(st.integers(0, 6), min_size=1)
).filter(lambda hours: hours.begin_min != hours.end_min)


@given(_HOURS, st.integers(0, 7 * DAY_MIN - 1))
def test_hours_hold_on_each_of_their_days_for_as_long_as_they_are(hours: RuleHours, minute: int) -> None:
    length_min = (hours.end_min - hours.begin_min) % DAY_MIN or DAY_MIN
    begins = [day * DAY_MIN + hours.begin_min for day in hours.weekdays]
    expected = any((minute - begin) % (7 * DAY_MIN) < length_min for begin in begins)
    assert hours.hold(MONDAY + timedelta(minutes=minute)) is expected


@given(_HOURS, st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001  the zone is the point
def test_the_zone_of_the_moment_does_not_matter(hours: RuleHours, at: datetime) -> None:
    assert hours.hold(at.replace(tzinfo=UTC)) is hours.hold(at.replace(tzinfo=UTC).astimezone(WIB))


def test_friday_night_ends_on_saturday_morning() -> None:
    hours = RuleHours(22 * 60, 5 * 60, frozenset({4}))
    friday = MONDAY + timedelta(days=4)
    at = {hour: hours.hold(friday + timedelta(hours=hour)) for hour in (4, 21, 22, 28, 29, 46, 52)}
    assert at == {4: False, 21: False, 22: True, 28: True, 29: False, 46: False, 52: False}


@pytest.mark.parametrize(
    ("rule", "is_met"),
    [
        (RULE, True),
        (replace(RULE, is_on=False), False),
        (replace(RULE, trigger=RuleTrigger.CAMERA_DOWN), False),
        (replace(RULE, categories=frozenset({"KAM-01", "LLN-02"})), True),
        (replace(RULE, categories=frozenset({"LLN-02"})), False),
        (replace(RULE, priorities=frozenset({1, 2})), True),
        (replace(RULE, priorities=frozenset({2})), False),
        (replace(RULE, area_code="33.74.02"), True),
        (replace(RULE, area_code="33.74.03"), False),
        (replace(RULE, hours=RuleHours(60, 120)), False),
        (replace(RULE, hours=RuleHours(weekdays=WEEK - {0})), False),
    ],
)
def test_a_rule_is_met_by_what_it_names(rule: WallRule, is_met: bool) -> None:
    assert matches(rule, FLAG) is is_met


def test_a_camera_that_comes_back_is_no_flag_and_needs_no_category() -> None:
    rule = replace(RULE, trigger=RuleTrigger.CAMERA_BACK, categories=frozenset({"KAM-01"}), priorities=frozenset({1}))
    back = replace(FLAG, trigger=RuleTrigger.CAMERA_BACK, category="", priority=5)
    assert matches(rule, back)
    assert not matches(rule, replace(back, trigger=RuleTrigger.CAMERA_DOWN))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (replace(RULE, hours=RuleHours(60, 60)), "wall.rule_hours"),
        (replace(RULE, hours=RuleHours(-1, 60)), "wall.rule_hours"),
        (replace(RULE, hours=RuleHours(0, DAY_MIN + 1)), "wall.rule_hours"),
        (replace(RULE, hours=RuleHours(weekdays=frozenset())), "wall.rule_days"),
        (replace(RULE, hours=RuleHours(weekdays=frozenset({7}))), "wall.rule_days"),
        (replace(RULE, area_code="33.73"), "wall.rule_area"),
        (replace(RULE, area_code="Semarang"), "wall.rule_area"),
        (replace(RULE, shown_s=4), "wall.rule_length"),
        (replace(RULE, shown_s=3_601), "wall.rule_length"),
        (replace(RULE, shown_s=None, trigger=RuleTrigger.CAMERA_DOWN), "wall.rule_until"),
        (replace(RULE, screen=3), "wall.unknown_screen"),
    ],
)
def test_what_cannot_be_is_refused_by_name(rule: WallRule, code: str) -> None:
    check_rule(replace(RULE, shown_s=None), "33.74", 2)
    with pytest.raises(KnownError) as refused:
        check_rule(rule, "33.74", 2)
    assert refused.value.code == code
