"""Tests of the throttle: free tries, growing waits, forgetting, bursts."""

from __future__ import annotations

from console.base.throttle import Throttle
from tests.helpers.clock import FakeClock


def test_five_tries_are_free_then_the_waits_grow() -> None:
    clock = FakeClock()
    throttle = Throttle(clock)
    assert [throttle.begin("op", "a") for _ in range(5)] == [0.0] * 5
    waits = []
    for _ in range(10):
        wait_s = throttle.begin("op", "a")
        waits.append(wait_s)
        clock.advance(wait_s)
        assert throttle.begin("op", "a") == 0.0
    assert waits == sorted(waits)
    assert waits[0] == 2.0
    assert waits[-1] == 300.0


def test_waiting_costs_no_further_wait() -> None:
    throttle = Throttle(FakeClock())
    for _ in range(5):
        throttle.begin("op", "a")
    assert throttle.begin("op", "a") == throttle.begin("op", "a") > 0


def test_right_password_forgets_the_wrong_ones() -> None:
    throttle = Throttle(FakeClock())
    for _ in range(20):
        assert throttle.begin("op", "a") == 0.0
        throttle.succeeded("op", "a")


def test_other_users_and_addresses_are_not_punished() -> None:
    throttle = Throttle(FakeClock())
    for _ in range(5):
        throttle.begin("op", "a")
    assert throttle.begin("op", "b") == 0.0
    assert throttle.begin("viewer", "a") == 0.0


def test_one_address_can_not_go_through_all_users() -> None:
    throttle = Throttle(FakeClock())
    waits = [throttle.begin(f"user-{number}", "a") for number in range(60)]
    assert waits[:40] == [0.0] * 40
    assert all(wait_s > 0 for wait_s in waits[40:])


def test_old_tries_are_forgotten() -> None:
    clock = FakeClock()
    throttle = Throttle(clock)
    for _ in range(4):
        throttle.begin("op", "a")
    clock.advance(1000)
    assert [throttle.begin("op", "a") for _ in range(5)] == [0.0] * 5
