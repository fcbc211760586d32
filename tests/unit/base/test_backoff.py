"""Backoff starts low, grows, and stops growing."""

from __future__ import annotations

import random

import pytest

from console.base.backoff import Backoff


def test_the_first_delay_is_half_to_whole_of_the_first() -> None:
    delays = {Backoff(first_s=1).delay_s(1, random.Random(seed)) for seed in range(200)}
    assert 0.5 <= min(delays) < 0.6
    assert 0.9 < max(delays) <= 1


def test_delays_double_until_the_most() -> None:
    class NoJitter(random.Random):
        def random(self) -> float:
            return 1.0

    backoff = Backoff(first_s=1, most_s=30)
    assert [backoff.delay_s(failures, NoJitter()) for failures in range(1, 8)] == [1, 2, 4, 8, 16, 30, 30]


def test_no_failure_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="counts from 1"):
        Backoff().delay_s(0)
