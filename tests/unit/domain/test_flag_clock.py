"""The clocks of a flag: which one runs, when it is late, and that no set clock makes anything late."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.flag_clock import (
    SERVICE_LEVELS,
    ClockKind,
    RunningClock,
    ServiceLevel,
    WaitingTimes,
    level_due,
    running_clock,
)
from console.domain.flag_state import FlagState
from tests.helpers.clock import START_UTC, FakeClock

_P1 = SERVICE_LEVELS[1]


@pytest.mark.parametrize(("waited_s", "level"), [(0, 0), (29.9, 0), (30, 1), (59.9, 1), (60, 2), (86_400, 2)])
def test_a_p1_goes_to_the_city_after_half_a_minute_and_to_the_province_after_a_whole_one(
    waited_s: float, level: int
) -> None:
    assert level_due(_P1, waited_s) == level


def test_a_level_that_was_reached_is_not_left_by_a_clock() -> None:
    assert level_due(_P1, 0, reached=2) == 2


@given(st.sampled_from([1, 2, 3, 4]), st.floats(0, 1e6), st.floats(0, 1e6))
def test_waiting_longer_never_means_a_lower_level(priority: int, waited_s: float, more_s: float) -> None:
    service = SERVICE_LEVELS[priority]
    assert 0 <= level_due(service, waited_s) <= level_due(service, waited_s + more_s) <= service.top


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        (FlagState.SENT, ClockKind.DELIVERED),
        (FlagState.REOPENED, ClockKind.DELIVERED),
        (FlagState.DELIVERED, ClockKind.ACKNOWLEDGED),
        (FlagState.ACKNOWLEDGED, ClockKind.ONSCENE),
        (FlagState.ENROUTE, ClockKind.ONSCENE),
        (FlagState.ONSCENE, None),
        (FlagState.ON_HOLD, None),
        (FlagState.CLOSED, None),
    ],
)
def test_the_clock_of_a_p1_follows_its_state(state: FlagState, kind: ClockKind | None) -> None:
    clock = running_clock(_P1, state)
    assert (clock.kind if clock else None) is kind


def test_only_a_p1_has_a_clock_for_the_way_to_the_place() -> None:
    assert running_clock(SERVICE_LEVELS[2], FlagState.ENROUTE) is None


def test_a_clock_is_late_after_its_limit() -> None:
    clock = RunningClock(ClockKind.ACKNOWLEDGED, 10)
    assert (clock.is_late(10), clock.is_late(10.1)) == (False, True)


@pytest.mark.parametrize("bad", [{"delivered_s": 0}, {"acknowledged_s": float("nan")}, {"escalate_s": (60, 30)}])
def test_levels_that_make_no_sense_are_refused(bad: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"service level|escalation"):
        ServiceLevel(**({"delivered_s": 5, "acknowledged_s": 10} | bad))  # type: ignore[arg-type]  # bad on purpose


def _look(times: WaitingTimes[str], clock: FakeClock, **since: float) -> dict[str, float]:
    moments = {key: START_UTC + timedelta(seconds=seconds) for key, seconds in since.items()}
    return times.look(moments, clock.now_utc(), clock.monotonic_s())


def test_time_is_counted_from_what_is_stored_at_the_first_look_and_monotonic_from_there() -> None:
    clock, times = FakeClock(), WaitingTimes[str]()
    assert _look(times, clock, flag=-20.0) == {"flag": 20.0}
    clock.advance(5)
    clock.jump_wall(3_600)
    assert _look(times, clock, flag=-20.0) == {"flag": 25.0}
    clock.jump_wall(-86_400)
    clock.advance(5)
    assert _look(times, clock, flag=-20.0) == {"flag": 30.0}


def test_what_is_stored_just_before_the_clock_is_set_has_not_waited_an_hour() -> None:
    clock, times = FakeClock(), WaitingTimes[str]()
    _look(times, clock)
    clock.advance(1)
    clock.jump_wall(3_600)
    assert _look(times, clock, flag=0.5) == {"flag": 1.0}


def test_a_clock_that_is_behind_at_the_start_makes_nothing_late() -> None:
    clock, times = FakeClock(), WaitingTimes[str]()
    assert _look(times, clock, flag=7_200.0) == {"flag": 0.0}
    clock.advance(2)
    assert _look(times, clock, flag=7_200.0) == {"flag": 2.0}


def test_what_waits_no_more_is_forgotten_and_counted_anew() -> None:
    clock, times = FakeClock(), WaitingTimes[str]()
    _look(times, clock, flag=-50.0)
    clock.advance(1)
    assert _look(times, clock) == {}
    clock.advance(1)
    assert _look(times, clock, flag=1.5) == {"flag": 0.5}


@given(st.lists(st.tuples(st.floats(0, 5), st.floats(-1e6, 1e6)), max_size=20))
def test_however_the_wall_clock_is_set_only_time_that_passed_is_waited(steps: list[tuple[float, float]]) -> None:
    clock, times = FakeClock(), WaitingTimes[str]()
    _look(times, clock, flag=0.0)
    passed_s = 0.0
    for advance_s, jump_s in steps:
        clock.advance(advance_s)
        clock.jump_wall(jump_s)
        passed_s += advance_s
        assert _look(times, clock, flag=0.0)["flag"] == pytest.approx(passed_s)
