"""When messages are tried again."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.server.handoff.schedule import next_try_s, pause_s

DAY_S = 86_400.0


def test_what_is_urgent_is_tried_after_2_5_10_and_20_seconds_then_twice_a_minute() -> None:
    assert [next_try_s(1, failures, 0.0) for failures in (1, 2, 3, 4)] == [2.0, 5.0, 10.0, 20.0]
    later = next_try_s(1, 50, 3_600.0)
    assert later is not None
    assert 24 <= later <= 36


def test_the_rest_follows_the_example_of_the_specification() -> None:
    middle = [next_try_s(3, failures, 0.0, _Middle()) for failures in range(1, 11)]
    assert middle == [5.0, 300.0, 1_800.0, 7_200.0, 18_000.0, 36_000.0, 50_400.0, 72_000.0, 86_400.0, None]


class _Middle(random.Random):
    def uniform(self, a: float, b: float) -> float:
        return (a + b) / 2


def test_an_urgent_one_is_not_given_up_within_a_day() -> None:
    assert next_try_s(1, 3_000, DAY_S - 1) is not None
    assert next_try_s(1, 3_000, DAY_S + 1) is None


@given(st.integers(2, 4), st.integers(1, 9), st.integers())
def test_receivers_are_not_asked_in_step(priority: int, failures: int, seed: int) -> None:
    middle = next_try_s(priority, failures, 0.0, _Middle())
    drawn = next_try_s(priority, failures, 0.0, random.Random(seed))
    assert middle is not None
    assert drawn is not None
    assert 0.8 * middle <= drawn <= 1.2 * middle


@pytest.mark.parametrize(("asked", "given"), [(None, 5.0), (0.0, 1.0), (40.0, 40.0), (1e9, 3_600.0)])
def test_a_pause_is_what_was_asked_for_within_reason(asked: float | None, given: float) -> None:
    assert pause_s(asked) == given
