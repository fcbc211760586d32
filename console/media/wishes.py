"""All that the console wants of the workers: what is shown, what is kept at hand, and what limits forbid."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from console.base.clock import Clock
from console.domain.camera import CameraId, FeedKey
from console.domain.feed_state import FeedState
from console.domain.wall_plan import FeedAddress, KeepWish, WallPlan
from console.media.addresses import AddressBook
from console.media.demand import Demand, Needs, demand
from console.media.keeping import KeepBudget, Keeper
from console.media.picture_table import PictureTable
from console.media.reports import Reports

OPENING_AT_ONCE = 2
"""Kept feeds are connected so many at a time, and only while nothing that is shown waits for its connection."""


class Wishes:
    """All methods on the input and output thread."""

    def __init__(self, clock: Clock, book: AddressBook, table: PictureTable, reports: Reports) -> None:
        self._clock = clock
        self._book = book
        self._table = table
        self._reports = reports
        self._keeper = Keeper(KeepBudget())
        self._wanted: WallPlan = {}
        self._asked: list[FeedKey] = []
        self._held_until_s: dict[FeedKey, float] = {}
        self._shut: frozenset[CameraId] = frozenset()

    def want(self, wanted: WallPlan) -> None:
        now_s = self._clock.monotonic_s()
        self._keeper.now_shown(_feeds(self._wanted), set(_feeds(wanted)), now_s)
        self._wanted = wanted
        self._ask(self._kept(self._asked, _feeds(wanted), now_s))

    def keep(self, wishes: Collection[KeepWish]) -> None:
        self._keeper.wish(wishes)

    def hold(self, feeds: Collection[FeedKey], until_s: float) -> None:
        """Those that are connected stay so until then, whatever the wall shows: something of them is being recorded."""
        for feed in feeds:
            self._held_until_s[feed] = max(until_s, self._held_until_s.get(feed, 0.0))

    def shut(self, cameras: frozenset[CameraId]) -> None:
        """Nothing of these is kept or held any more, not even for a recording that is under way."""
        self._shut = cameras

    def spend(self, budget: KeepBudget) -> None:
        self._keeper.budget = budget

    def demand(
        self, addresses: Mapping[FeedKey, FeedAddress], playable: Collection[FeedKey], opened: Collection[FeedKey]
    ) -> Demand:
        """What the workers shall do now; says in the reports what had to be refused."""
        shown = set(_feeds(self._wanted))
        now_s = self._clock.monotonic_s()
        kept = self._kept(opened, shown, now_s)
        self._ask(kept)
        live = {feed for feed in opened if self._reports.phase(feed) is FeedState.LIVE}
        answer = demand(
            Needs(
                wanted=self._wanted,
                playable=playable,
                shown=self._table.feeds(),
                opened=opened,
                live=live,
                kept=kept,
                open_at_most=self._room(shown, kept, opened),
                links_of=lambda feed: addresses[feed].links if feed in addresses else (),
            )
        )
        for feed, code in answer.refused.items():
            self._reports.note(feed, FeedState.WAITING, code)
        return answer

    def _kept(self, known: Collection[FeedKey], shown: Collection[FeedKey], now_s: float) -> list[FeedKey]:
        """Not shown and connected all the same."""
        found = [*self._held(known, now_s), *self._keeper.kept(shown, now_s)]
        return [feed for feed in found if feed.camera_id not in self._shut]

    def _held(self, known: Collection[FeedKey], now_s: float) -> list[FeedKey]:
        self._held_until_s = {feed: until_s for feed, until_s in self._held_until_s.items() if until_s > now_s}
        return [feed for feed in self._held_until_s if feed in known]

    def _room(self, shown: Collection[FeedKey], kept: Collection[FeedKey], opened: Collection[FeedKey]) -> int:
        """How many kept feeds may be opened now."""
        if any(self._connects(feed) for feed in shown):
            return 0
        return OPENING_AT_ONCE - sum(feed in opened and self._connects(feed) for feed in kept)

    def _connects(self, feed: FeedKey) -> bool:
        return self._reports.phase(feed) is FeedState.CONNECTING and self._book.trouble(feed) is None

    def _ask(self, kept: list[FeedKey]) -> None:
        """For addresses, those of the wall first."""
        feeds = list(dict.fromkeys((*_feeds(self._wanted), *kept)))
        if feeds != self._asked:
            self._asked = feeds
            self._book.want(feeds)
            self._reports.keep(set(feeds))


def _feeds(plan: WallPlan) -> list[FeedKey]:
    return [wish.feed for wish in plan.values()]
