"""At a slower pace the first pictures of each group are decoded, and never so few that a well camera looks suspect."""

from __future__ import annotations

import pytest

from console.domain.feed_pace import FeedPace
from console.media.worker.thinning import Thinning

STEP_NS = 66_666_667


def let_through(pace: FeedPace, group: int, groups: int = 3) -> list[bool]:
    """For the pictures of the last group."""
    thinning = Thinning()
    thinning.pace = pace
    found: list[bool] = []
    for number in range(group * groups):
        is_key = number % group == 0
        found.append(thinning.lets_through(10**9 + number * STEP_NS, is_key=is_key))
    return found[-group:]


@pytest.mark.parametrize(
    ("pace", "count"), [(FeedPace.WHOLE, 30), (FeedPace.HALF, 15), (FeedPace.QUARTER, 7), (FeedPace.KEYS, 1)]
)
def test_the_pace_says_how_many_of_a_group_are_decoded(pace: FeedPace, count: int) -> None:
    assert let_through(pace, 30) == [True] * count + [False] * (30 - count)


@pytest.mark.parametrize("pace", list(FeedPace))
def test_no_gap_is_long_enough_to_look_like_trouble(pace: FeedPace) -> None:
    group = 150
    shown = let_through(pace, group)
    gap_s = (group - shown.count(True) + 1) * STEP_NS / 1e9
    assert gap_s < 3


def test_a_pace_that_is_taken_back_within_a_group_waits_for_the_next_key() -> None:
    thinning = Thinning()
    thinning.pace = FeedPace.HALF
    found: list[bool] = []
    for number in range(70):
        if number == 50:
            thinning.pace = FeedPace.WHOLE
        found.append(thinning.lets_through(10**9 + number * STEP_NS, is_key=number % 30 == 0))
    assert not any(found[45:60]), "a player would count them as dropped, and the machine as overloaded"
    assert all(found[60:])


def test_nothing_is_left_out_before_the_length_of_a_group_is_known() -> None:
    thinning = Thinning()
    thinning.pace = FeedPace.KEYS
    assert all(thinning.lets_through(number * STEP_NS, is_key=number == 0) for number in range(40))
