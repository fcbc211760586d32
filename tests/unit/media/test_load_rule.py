"""Under load the least important feeds are given up first, all of them a little before one of them much, and come back slowly."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_pace import PACES, FeedPace
from console.media.load_rule import CALM_LOOKS, FeedLoad, LoadRule


def feed(number: int) -> FeedKey:
    return FeedKey.of(CameraId(f"camera-{number:03}"), FeedQuality.SUB)


def loads(count: int, dropped: int) -> dict[FeedKey, FeedLoad]:
    """The higher its number, the more important a feed."""
    return {feed(number): FeedLoad(number, 15, dropped) for number in range(count)}


def test_a_machine_that_keeps_up_decodes_everything() -> None:
    rule = LoadRule()
    assert all(set(rule.look(loads(64, 0)).values()) == {FeedPace.WHOLE} for _ in range(30))


def test_the_least_important_are_slowed_first_and_the_selected_last() -> None:
    rule = LoadRule()
    paces = rule.look(loads(16, 1))
    assert [paces[feed(number)] for number in range(3)] == [FeedPace.HALF, FeedPace.HALF, FeedPace.WHOLE]
    for _ in range(6):
        paces = rule.look(loads(16, 1))
    assert paces[feed(15)] is FeedPace.WHOLE
    assert {paces[feed(number)] for number in range(14)} == {FeedPace.HALF}


def test_a_machine_that_drops_most_pictures_gives_up_as_many_feeds_at_once() -> None:
    paces = LoadRule().look(loads(144, 10))
    assert sum(pace is not FeedPace.WHOLE for pace in paces.values()) == 96


def test_it_recovers_only_after_a_calm_while_and_slowly() -> None:
    rule = LoadRule()
    for _ in range(4):
        rule.look(loads(16, 1))
    slowed = [sum(pace is not FeedPace.WHOLE for pace in rule.look(loads(16, 0)).values()) for _ in range(40)]
    assert slowed[: CALM_LOOKS - 1] == [8] * (CALM_LOOKS - 1)
    assert all(0 <= before - after <= 1 for before, after in pairwise(slowed))
    assert slowed[-1] == 0


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 15)), max_size=80))
def test_a_more_important_feed_is_never_slower(steps: list[tuple[int, int]]) -> None:
    rule = LoadRule()
    for count, dropped in steps:
        paces = rule.look(loads(count, dropped))
        ranks = [PACES.index(paces[feed(number)]) for number in range(count)]
        assert ranks == sorted(ranks, reverse=True)
        assert not ranks or max(ranks) - min(ranks) <= 1
