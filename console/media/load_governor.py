"""Looks once a second whether the workers keep up, and tells them which feeds to decode in part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from console.base.clock import Clock
from console.base.logs import logger
from console.domain.camera import FeedKey
from console.domain.feed_pace import FeedPace
from console.domain.wall_plan import WallPlan
from console.media.fleet import Fleet
from console.media.load_rule import FeedLoad, LoadRule
from console.media.picture_table import PictureTable, SurfaceRecord
from console.media.protocol.messages import SetPace

_LOOK_EVERY_S = 1.0
_LOG = logger("media")


class LoadGovernor:
    """``slowed`` from any thread; ``tick`` on the input and output thread."""

    def __init__(self, clock: Clock, fleet: Fleet, table: PictureTable, wanted: Callable[[], WallPlan]) -> None:
        self._clock = clock
        self._fleet = fleet
        self._table = table
        self._wanted = wanted
        self._rule = LoadRule()
        self._look_at_s = 0.0
        self._before: dict[FeedKey, tuple[int, int]] = {}
        self._told: dict[tuple[int, FeedKey], FeedPace] = {}
        self._slowed: frozenset[FeedKey] = frozenset()

    def slowed(self) -> frozenset[FeedKey]:
        """Feeds of which not every picture is decoded at present."""
        return self._slowed

    def tick(self) -> None:
        now_s = self._clock.monotonic_s()
        if now_s < self._look_at_s:
            return
        self._look_at_s = now_s + _LOOK_EVERY_S
        paces = self._rule.look(self._loads())
        slowed = frozenset(feed for feed, pace in paces.items() if pace is not FeedPace.WHOLE)
        if bool(slowed) != bool(self._slowed):
            _LOG.info("decoding %s", "in part: this machine can't keep up" if slowed else "everything again")
        self._slowed = slowed
        self._tell(paces)

    def _loads(self) -> dict[FeedKey, FeedLoad]:
        """What came and was dropped since the last look; a feed on several surfaces counts once, as the most important."""
        wanted = self._wanted()
        newest: dict[FeedKey, tuple[int, SurfaceRecord]] = {}
        for surface, record in self._table.records().items():
            wish = wanted.get(surface)
            if wish is None or record.feed is None:
                continue
            if record.feed not in newest or wish.importance > newest[record.feed][0]:
                newest[record.feed] = (wish.importance, record)
        loads: dict[FeedKey, FeedLoad] = {}
        counts: dict[FeedKey, tuple[int, int]] = {}
        for feed, (importance, record) in newest.items():
            frames_in, _, dropped = record.totals()
            before_in, before_dropped = self._before.get(feed, (frames_in, dropped))
            counts[feed] = (frames_in, dropped)
            loads[feed] = FeedLoad(importance, max(0, frames_in - before_in), max(0, dropped - before_dropped))
        self._before = counts
        return loads

    def _tell(self, paces: Mapping[FeedKey, FeedPace]) -> None:
        workers = self._fleet.workers
        homes = {(worker.number, feed) for worker in workers.values() for feed in worker.holding.feeds}
        self._told = {home: pace for home, pace in self._told.items() if home in homes}
        for number, feed in homes:
            pace = paces.get(feed, FeedPace.WHOLE)
            if self._told.get((number, feed), FeedPace.WHOLE) is pace:
                continue
            self._told[number, feed] = pace
            self._fleet.tell(workers[number], SetPace(feed, pace))
