"""What left the wall lingers a while; what may be needed next is kept within its budget, the likeliest first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.wall_plan import KeepWish
from console.media.keeping import LINGER_S, KeepBudget, Keeper

FEEDS = [FeedKey.of(CameraId(f"camera-{number}"), quality) for number in range(20) for quality in FeedQuality]
SUBS = [feed for feed in FEEDS if feed.quality is FeedQuality.SUB]


@given(st.lists(st.sampled_from(FEEDS)), st.integers(0, 20), st.integers(1_000_000, 40_000_000))
def test_a_budget_is_never_exceeded_and_the_likeliest_stay(
    feeds: list[FeedKey], most_feeds: int, most_bits_per_s: int
) -> None:
    budget = KeepBudget(most_feeds=most_feeds, most_bits_per_s=most_bits_per_s)
    chosen = budget.cut(feeds)
    assert len(chosen) == len(set(chosen)) <= most_feeds
    assert sum(5_000_000 if feed.quality is FeedQuality.MAIN else 1_000_000 for feed in chosen) <= most_bits_per_s
    assert chosen == [feed for feed in dict.fromkeys(feeds) if feed in chosen]


def test_memory_bounds_as_well() -> None:
    budget = KeepBudget(most_bytes=3 * 15_000_000, ring_s=120)
    assert len(budget.cut(SUBS)) == 3


def test_what_left_the_wall_lingers_and_then_goes() -> None:
    keeper = Keeper(KeepBudget())
    keeper.now_shown(SUBS[:2], {SUBS[1]}, 100.0)
    assert keeper.kept({SUBS[1]}, 100.0 + LINGER_S - 0.1) == [SUBS[0]]
    assert keeper.kept({SUBS[1]}, 100.0 + LINGER_S) == []


def test_what_comes_back_to_the_wall_lingers_no_more() -> None:
    keeper = Keeper(KeepBudget())
    keeper.now_shown([SUBS[0]], set(), 100.0)
    keeper.now_shown([], {SUBS[0]}, 101.0)
    assert keeper.kept({SUBS[0]}, 102.0) == []


def test_wishes_come_by_rank_after_what_lingers_and_not_what_is_shown() -> None:
    keeper = Keeper(KeepBudget(most_feeds=2))
    keeper.wish([KeepWish(feed, rank) for rank, feed in enumerate(reversed(SUBS))])
    keeper.now_shown([SUBS[0]], {SUBS[-1]}, 100.0)
    assert keeper.kept({SUBS[-1]}, 101.0) == [SUBS[0], SUBS[-2], SUBS[-3]]
