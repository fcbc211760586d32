"""Looks once a second whether the workers keep up, and tells them which feeds to decode in part."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import psutil

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
_STARVES_S = {FeedPace.WHOLE: 1.5}
_STARVES_THINNED_S = 2.7
"""More than the longest gap that a slower pace leaves (``Thinning``), and less than makes a tile suspect."""
_STARVES_INTERVALS = 4
"""Of a camera that sends a picture every few seconds."""
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
        # The first call only begins to count.
        psutil.cpu_percent()
        self._before: dict[FeedKey, tuple[int, int]] = {}
        self._told: dict[tuple[int, FeedKey], FeedPace] = {}
        self._paces: Mapping[FeedKey, FeedPace] = {}
        self._slowed: frozenset[FeedKey] = frozenset()

    def slowed(self) -> frozenset[FeedKey]:
        """Feeds of which not every picture is decoded at present."""
        return self._slowed

    def tick(self) -> None:
        now_s = self._clock.monotonic_s()
        if now_s < self._look_at_s:
            return
        self._look_at_s = now_s + _LOOK_EVERY_S
        self._paces = self._rule.look(self._loads(), psutil.cpu_percent() / 100)
        slowed = frozenset(feed for feed, pace in self._paces.items() if pace is not FeedPace.WHOLE)
        if bool(slowed) != bool(self._slowed):
            _LOG.info("decoding %s", "in part: this machine can't keep up" if slowed else "everything again")
        self._slowed = slowed
        self._tell(self._paces)

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
            loads[feed] = FeedLoad(
                importance, max(0, frames_in - before_in), max(0, dropped - before_dropped), self._starves(feed, record)
            )
        self._before = counts
        return loads

    def _starves(self, feed: FeedKey, record: SurfaceRecord) -> bool:
        if record.reader is None:
            return False
        signs = record.reader.signs(self._clock)
        most_s = _STARVES_S.get(self._paces.get(feed, FeedPace.WHOLE), _STARVES_THINNED_S)
        most_s = max(most_s, _STARVES_INTERVALS * (signs.interval_s or 0.0))
        arrives = signs.packet_s is not None and signs.packet_s < _LOOK_EVERY_S
        return arrives and signs.decoded_s is not None and signs.decoded_s > most_s

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
