"""For every number of failures: the delay stays within its bounds, however long the trouble lasts."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from console.base.backoff import Backoff


@given(
    st.floats(0.01, 10), st.floats(10, 3600), st.floats(1, 10), st.integers(1, 10**9), st.randoms(use_true_random=False)
)
def test_a_delay_is_never_below_half_the_first_nor_above_the_most(
    first_s: float, most_s: float, factor: float, failures: int, rng: random.Random
) -> None:
    delay_s = Backoff(first_s, most_s, factor).delay_s(failures, rng)
    assert first_s / 2 <= delay_s <= most_s
