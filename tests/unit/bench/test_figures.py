"""Percentiles are by nearest rank; a slope comes with its error and is no chance only beyond two of them."""

from __future__ import annotations

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.bench.figures import percentile, slope


def test_percentiles_are_by_nearest_rank() -> None:
    values = [float(value) for value in range(1, 101)]
    assert [percentile(values, share) for share in (0.5, 0.95, 0.99, 1.0)] == [50, 95, 99, 100]
    assert percentile([7.0], 0.95) == 7


def test_nothing_measured_is_not_a_number() -> None:
    assert math.isnan(percentile([], 0.5))
    assert math.isnan(slope([1.0, 2.0], [1.0, 2.0]).value)
    assert math.isnan(slope([1.0, 1.0, 1.0], [1.0, 2.0, 3.0]).value)


@given(rise=st.floats(-100, 100), start=st.floats(-1000, 1000))
def test_the_slope_of_a_straight_line_is_exact(rise: float, start: float) -> None:
    times = [float(number) for number in range(20)]
    found = slope(times, [start + rise * time for time in times])
    assert found.value == pytest.approx(rise, abs=1e-6)
    assert found.error == pytest.approx(0.0, abs=1e-6)


def test_noise_is_no_growth_and_a_leak_in_noise_is() -> None:
    rng = random.Random(3)
    times = [10.0 * number for number in range(360)]
    flat = slope(times, [300 + rng.gauss(0, 2) for _ in times])
    leaking = slope(times, [300 + time / 600 + rng.gauss(0, 2) for time in times])
    assert flat.sure < 0
    assert leaking.scaled(600).sure > 0.9
