"""Which feeds stay connected without being shown: those that left the wall a moment ago, and those likely needed next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from console.domain.camera import FeedKey, FeedQuality
from console.domain.wall_plan import KeepWish

LINGER_S = 10.0
MOST_LINGERING = 64
"""A page of the largest wall, so that going back to it is as quick as going on."""
_NOMINAL_BITS_PER_S = {FeedQuality.SUB: 1_000_000, FeedQuality.MAIN: 5_000_000}


@dataclass(frozen=True)
class KeepBudget:
    """What feeds that nobody looks at may cost, by what feeds of their quality usually need."""

    most_feeds: int = 16
    most_bytes: int = 384 * 1024 * 1024
    most_bits_per_s: int = 32_000_000
    ring_s: float = 120.0
    """How many seconds of packets each of them holds in memory."""

    def cut(self, feeds: Sequence[FeedKey]) -> list[FeedKey]:
        """The likeliest that fit; one that is too large leaves its place to the next."""
        chosen: list[FeedKey] = []
        bits_per_s = 0
        for feed in dict.fromkeys(feeds):
            more = bits_per_s + _NOMINAL_BITS_PER_S[feed.quality]
            if len(chosen) < self.most_feeds and more <= min(self.most_bits_per_s, self.most_bytes * 8 / self.ring_s):
                chosen.append(feed)
                bits_per_s = more
        return chosen


class Keeper:
    """Remembers what was shown last. One thread."""

    def __init__(self, budget: KeepBudget) -> None:
        self.budget = budget
        self._wishes: list[FeedKey] = []
        self._left_s: dict[FeedKey, float] = {}

    def wish(self, wishes: Collection[KeepWish]) -> None:
        self._wishes = [wish.feed for wish in sorted(wishes, key=lambda wish: wish.rank)]

    def now_shown(self, before: Collection[FeedKey], after: Collection[FeedKey], now_s: float) -> None:
        """The wall has changed: what went off it lingers."""
        for feed in after:
            self._left_s.pop(feed, None)
        for feed in dict.fromkeys(before):
            if feed not in after:
                self._left_s[feed] = now_s

    def kept(self, shown: Collection[FeedKey], now_s: float) -> list[FeedKey]:
        """The likeliest first: who left last, then the wishes within the budget."""
        self._left_s = {feed: left_s for feed, left_s in self._left_s.items() if now_s - left_s < LINGER_S}
        lingering = sorted(self._left_s, key=lambda feed: -self._left_s[feed])[:MOST_LINGERING]
        wishes = self.budget.cut([feed for feed in self._wishes if feed not in shown])
        return list(dict.fromkeys((*lingering, *wishes)))
