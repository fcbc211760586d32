"""A bad network holds pictures back within its bounds and keeps their order."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from console.bench.delivery import Delivery

_TIMES_S = [number / 15 for number in range(15 * 25)]


@given(seed=st.integers(), jitter_ms=st.integers(0, 200))
def test_pictures_come_in_order_and_within_the_jitter(seed: int, jitter_ms: int) -> None:
    delivery = Delivery(jitter_ms / 1000, 0.0, random.Random(seed))
    due_s = [delivery.due_s(taken_s) for taken_s in _TIMES_S]
    assert due_s == sorted(due_s)
    assert all(0 <= due - taken <= jitter_ms / 1000 + 1e-9 for due, taken in zip(due_s, _TIMES_S, strict=True))


def test_a_burst_holds_pictures_and_lets_them_go_together() -> None:
    delivery = Delivery(0.0, 0.2, random.Random(1))
    held = [taken_s for taken_s in _TIMES_S if delivery.due_s(taken_s) > taken_s + 1e-9]
    assert [round(taken_s, 2) for taken_s in held] == [10.0, 10.07, 10.13, 20.0, 20.07, 20.13]
