"""Sharing out is exact, fair to the least, and places stay within their circle."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.farm.city.chance import apportion, near, share
from console.farm.city.facts import Place

_NAMES = st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=40, unique=True)


@given(names=_NAMES, least=st.integers(0, 9), spare=st.integers(0, 5_000))
def test_parts_add_up_exactly_and_none_is_under_the_least(names: list[str], least: int, spare: int) -> None:
    total = least * len(names) + spare
    parts = apportion(total, least, names)
    assert sum(parts) == total
    assert min(parts) >= least


def test_too_little_for_everyone_is_refused() -> None:
    with pytest.raises(ValueError, match="too small"):
        apportion(5, 3, ["a", "b"])


@given(words=st.lists(st.text(), min_size=1, max_size=3))
def test_a_share_depends_on_the_words_alone(words: list[str]) -> None:
    assert 0 <= share(*words) < 1
    assert share(*words) == share(*words)


@given(word=st.text(), most_m=st.floats(1, 5_000))
def test_a_place_near_another_is_no_farther_than_said(word: str, most_m: float) -> None:
    centre = Place(-7.0, 110.4)
    place = near(centre, most_m, word)
    north_m = (place.latitude - centre.latitude) * 111_320
    east_m = (place.longitude - centre.longitude) * 111_320 * math.cos(math.radians(7))
    assert math.hypot(north_m, east_m) <= most_m + 0.2
