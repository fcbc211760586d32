"""What processes cost, and the lag of a loop."""

from __future__ import annotations

import os
import threading

from hypothesis import given
from hypothesis import strategies as st

from console.health.lag import LagStatistics, LagSummary
from console.health.processes import process_sample


def test_this_process_is_measured() -> None:
    (sample,) = process_sample([os.getpid()])

    assert sample.pid == os.getpid()
    assert sample.cpu_s > 0
    assert sample.pss_bytes > 5_000_000
    assert sample.threads >= threading.active_count() >= 1
    assert sample.name


def test_a_process_that_is_gone_is_left_out() -> None:
    assert [sample.pid for sample in process_sample([2**22 + 1, os.getpid()])] == [os.getpid()]


def test_nothing_measured_is_all_zero() -> None:
    assert LagStatistics().summary() == LagSummary(0, 0.0, 0.0, 0.0)


def test_percentiles_are_by_nearest_rank() -> None:
    statistics = LagStatistics()
    for lag in range(1, 101):
        statistics.add(float(lag))

    assert statistics.summary() == LagSummary(100, 50.0, 99.0, 100.0)


def test_the_worst_lag_is_remembered_when_its_sample_is_gone() -> None:
    statistics = LagStatistics(kept=2)
    for lag in (500.0, 1.0, 1.0):
        statistics.add(lag)
    assert statistics.summary() == LagSummary(3, 1.0, 1.0, 500.0)

    statistics.reset()

    assert statistics.summary().max_ms == 0.0


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_percentiles_are_measured_values_in_order(lags: list[float]) -> None:
    statistics = LagStatistics()
    for lag in lags:
        statistics.add(lag)

    found = statistics.summary()

    assert found.p50_ms <= found.p99_ms <= found.max_ms == max(lags)
    assert {found.p50_ms, found.p99_ms} <= set(lags)
