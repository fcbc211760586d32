"""For every age: an older picture never looks fresher, no report makes an old picture live, no slow feed is trusted for ever."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.feed_state import FeedReport, FeedState, SignsOfLife, freshness, shown_state
from console.domain.freshness_rule import FreshnessRule

_ORDER = (FeedState.LIVE, FeedState.SUSPECT, FeedState.STALE)
_SAME_ORDER = (FeedState.LIVE, FeedState.SUSPECT, FeedState.SAME_PICTURE)
_LONGEST_TRUST_S = 60.0
ages_s = st.floats(0, 1e9)
maybe_ages_s = st.none() | ages_s
signs = st.builds(SignsOfLife, maybe_ages_s, maybe_ages_s, maybe_ages_s, maybe_ages_s)
rules = st.builds(
    lambda suspect_s, stale_s, same_s: FreshnessRule(suspect_s, suspect_s + stale_s, suspect_s + same_s),
    st.floats(0.1, 60),
    st.floats(0, 600),
    st.floats(0, 600),
)


@given(ages_s, ages_s, rules)
def test_growing_older_never_makes_a_picture_fresher(one_s: float, other_s: float, rule: FreshnessRule) -> None:
    younger_s, older_s = sorted((one_s, other_s))
    assert _ORDER.index(freshness(younger_s, rule)) <= _ORDER.index(freshness(older_s, rule))


@given(ages_s, ages_s, rules)
def test_the_same_picture_never_gets_better_by_coming_again(one_s: float, other_s: float, rule: FreshnessRule) -> None:
    shown = [
        shown_state(FeedReport(FeedState.LIVE), SignsOfLife(age_s, 0.0, 0.0), rule)
        for age_s in sorted((one_s, other_s))
    ]
    assert _SAME_ORDER.index(shown[0]) <= _SAME_ORDER.index(shown[1])


@given(st.sampled_from(FeedState), signs, rules)
def test_a_tile_says_live_exactly_when_its_picture_is_new(
    reported: FeedState, seen: SignsOfLife, rule: FreshnessRule
) -> None:
    shown = shown_state(FeedReport(reported), seen, rule)
    new = seen.picture_s is not None and seen.picture_s < rule.paced(seen.interval_s).suspect_s
    assert (shown is FeedState.LIVE) == new


@given(st.sampled_from(FeedState), signs, rules)
def test_same_picture_is_said_only_while_pictures_come(
    reported: FeedState, seen: SignsOfLife, rule: FreshnessRule
) -> None:
    if shown_state(FeedReport(reported), seen, rule) is FeedState.SAME_PICTURE:
        assert seen.arrives(rule.paced(seen.interval_s).suspect_s)


@given(ages_s, rules)
def test_a_slow_feed_is_given_time_but_not_for_ever(interval_s: float, rule: FreshnessRule) -> None:
    paced = rule.paced(interval_s)
    assert rule.suspect_s <= paced.suspect_s <= max(rule.suspect_s, _LONGEST_TRUST_S)
    assert paced.suspect_s <= min(paced.stale_s, paced.same_picture_s)


@given(st.floats(0, 1), rules)
def test_a_feed_of_a_picture_a_second_or_more_gets_no_more_time(interval_s: float, rule: FreshnessRule) -> None:
    assert rule.paced(interval_s) == rule
