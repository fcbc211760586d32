"""For every age: an older picture never looks fresher, and no report makes an old picture live."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.feed_state import SUSPECT_AFTER_S, FeedReport, FeedState, freshness, shown_state

_ORDER = (FeedState.LIVE, FeedState.SUSPECT, FeedState.STALE)
ages_s = st.floats(0, 1e9)


@given(ages_s, ages_s)
def test_growing_older_never_makes_a_picture_fresher(one_s: float, other_s: float) -> None:
    younger_s, older_s = sorted((one_s, other_s))
    assert _ORDER.index(freshness(younger_s)) <= _ORDER.index(freshness(older_s))


@given(st.sampled_from(FeedState), st.none() | ages_s)
def test_a_tile_says_live_exactly_when_its_picture_is_new(reported: FeedState, age_s: float | None) -> None:
    shown = shown_state(FeedReport(reported), age_s)
    assert (shown is FeedState.LIVE) == (age_s is not None and age_s < SUSPECT_AFTER_S)
