"""Under load the least important feeds are given up first, all of them a little before one of them much, and come back slowly."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_pace import PACES, FeedPace
from console.media.load_rule import CALM_LOOKS, MOST_CALM_LOOKS, FeedLoad, LoadRule


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
    counts = [slowed(rule.look(loads(16, 0))) for _ in range(40)]
    assert counts[: CALM_LOOKS - 1] == [8] * (CALM_LOOKS - 1)
    assert all(0 <= before - after <= 1 for before, after in pairwise(counts))
    assert counts[-1] == 0


def starving(count: int, starved: int) -> dict[FeedKey, FeedLoad]:
    return {feed(number): FeedLoad(number, 15, 0, starves=number < starved) for number in range(count)}


def slowed(paces: dict[FeedKey, FeedPace]) -> int:
    return sum(pace is not FeedPace.WHOLE for pace in paces.values())


def test_tiles_that_get_no_picture_though_nothing_is_dropped_make_others_give_way() -> None:
    assert slowed(LoadRule().look(starving(64, 2))) == 8


def test_one_decoder_that_hangs_slows_nobody_but_nothing_is_taken_back_meanwhile() -> None:
    rule = LoadRule()
    assert slowed(rule.look(starving(64, 1))) == 0
    rule.look(loads(64, 1))
    assert all(slowed(rule.look(starving(64, 1))) == 8 for _ in range(3 * CALM_LOOKS))


def test_what_was_taken_back_in_vain_is_tried_ever_less_often_until_all_is_back() -> None:
    rule = LoadRule()
    rule.look(loads(16, 1))

    def looks_until_taken_back(before: int) -> int:
        return next(looks for looks in range(1, 1000) if slowed(rule.look(loads(16, 0))) < before)

    waits = []
    for _ in range(6):
        waits.append(looks_until_taken_back(slowed(rule.look(loads(16, 0)))))
        rule.look(loads(16, 1))
    assert waits == sorted(waits)
    assert MOST_CALM_LOOKS - 2 <= waits[-1] <= MOST_CALM_LOOKS
    for _ in range(2 * MOST_CALM_LOOKS):
        rule.look(loads(16, 0))
    assert slowed(rule.look(loads(16, 1))) == 2
    assert looks_until_taken_back(2) <= CALM_LOOKS


def test_a_machine_without_room_takes_back_only_after_long() -> None:
    rule = LoadRule()
    rule.look(loads(16, 1))
    counts = [slowed(rule.look(loads(16, 0), busy_share=0.97)) for _ in range(MOST_CALM_LOOKS)]
    assert counts[:-1] == [2] * (MOST_CALM_LOOKS - 1)
    assert counts[-1] == 1


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 15)), max_size=80))
def test_a_more_important_feed_is_never_slower(steps: list[tuple[int, int]]) -> None:
    rule = LoadRule()
    for count, dropped in steps:
        paces = rule.look(loads(count, dropped))
        ranks = [PACES.index(paces[feed(number)]) for number in range(count)]
        assert ranks == sorted(ranks, reverse=True)
        assert not ranks or max(ranks) - min(ranks) <= 1
