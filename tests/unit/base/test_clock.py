"""The machine's clock tells UTC, and its monotonic time never goes back."""

from __future__ import annotations

from datetime import timedelta

from console.base.clock import Clock, SystemClock
from tests.helpers.clock import FakeClock


def test_wall_time_is_utc() -> None:
    assert SystemClock().now_utc().utcoffset() == timedelta(0)


def test_monotonic_time_never_goes_back() -> None:
    clock = SystemClock()
    looks = [clock.monotonic_s() for _ in range(100)]
    assert looks == sorted(looks)


def test_both_clocks_fit_the_port() -> None:
    clocks: list[Clock] = [SystemClock(), FakeClock()]
    assert all(clock.now_utc().tzinfo is not None for clock in clocks)
