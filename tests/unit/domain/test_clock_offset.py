"""What several answers together tell of two clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.clock_offset import ClockOffset

START = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


def offset(least_s: float, most_s: float, after_s: float = 0.0) -> ClockOffset:
    return ClockOffset(least_s, most_s, START + timedelta(seconds=after_s))


def test_two_answers_tell_more_than_one() -> None:
    both = offset(-1.0, 0.5).narrowed(offset(0.0, 2.0, 1))

    assert both.ahead_s == pytest.approx(0.25, abs=0.001)
    assert both.uncertainty_s == pytest.approx(0.25, abs=0.001)


def test_an_old_answer_tells_less_with_time() -> None:
    assert offset(0.0, 0.1).narrowed(offset(-9, 9, 10_000)).uncertainty_s == pytest.approx(1.05)


@pytest.mark.parametrize("newer", [offset(5.0, 6.0, 1), offset(0.0, 0.5, -60)], ids=["leapt", "set back"])
def test_a_clock_that_was_set_begins_anew(newer: ClockOffset) -> None:
    assert offset(0.0, 1.0).narrowed(newer) == newer


@given(st.floats(-1e4, 1e4), st.lists(st.tuples(st.floats(0, 5), st.floats(0, 5), st.floats(0, 600)), min_size=1))
def test_the_truth_never_lies_outside(truth_s: float, answers: list[tuple[float, float, float]]) -> None:
    known: ClockOffset | None = None
    after_s = 0.0
    for before_s, behind_s, pause_s in answers:
        after_s += pause_s
        newer = offset(truth_s - before_s, truth_s + behind_s, after_s)
        known = newer if known is None else known.narrowed(newer)
        assert known.least_s <= truth_s <= known.most_s
        assert known.uncertainty_s <= newer.uncertainty_s
