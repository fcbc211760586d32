"""Makes each second of every feed out of the sums that the workers and the tiles count."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from console.domain.camera import FeedKey
from console.domain.feed_counts import FeedCounts
from console.domain.feed_span import FeedSpan
from console.health.feed_rings import FeedRings
from console.health.span_ring import Spans

MOST_FEEDS = 320
"""That are remembered in memory; 170 kB each. The one that was looked at longest ago goes first."""
_MOST_WAITING = 20_000


@dataclass(frozen=True)
class FeedSums:
    """What is known of one feed at one moment; sums grow until their owner (a worker, a tile) is another one."""

    counts: FeedCounts
    owner: int
    """Another one begins its counts at nothing."""
    shown: int = 0
    dropped: int = 0
    is_live: bool = False
    age_ms: float = 0.0


class FeedMeter:
    """``look`` on one thread, once a second; the others on any."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rings: dict[FeedKey, FeedRings] = {}
        self._before: dict[FeedKey, FeedSums] = {}
        self._finished: list[tuple[FeedKey, FeedSpan]] = []
        self._looked_s = 0.0

    def look(self, feeds: Mapping[FeedKey, FeedSums], now_utc: datetime, now_s: float) -> None:
        """All feeds that are connected or on a tile; a feed's first look only says where it begins."""
        with self._lock:
            # A screen that stood still for three seconds has three to tell of, and not one that was three times as busy.
            passed_s = max(1, round(now_s - self._looked_s))
            begin_s, self._looked_s = int(now_utc.timestamp()) - passed_s, now_s
            for feed, sums in feeds.items():
                before = self._before.get(feed)
                if before is not None:
                    self._add(feed, _second(begin_s, passed_s, before, sums))
            for gone in self._before.keys() - feeds.keys():
                self._keep(gone, self._rings[gone].end() if gone in self._rings else None)
            self._before = dict(feeds)

    def seconds(self, feed: FeedKey) -> Spans | None:
        """The last 15 minutes; None when nothing is known of the feed."""
        with self._lock:
            rings = self._rings.get(feed)
            return rings.seconds() if rings is not None else None

    def newest(self, feed: FeedKey, count: int) -> Spans | None:
        """The last so many looks; None when nothing is known of the feed."""
        with self._lock:
            rings = self._rings.get(feed)
            return rings.newest(count) if rings is not None else None

    def tens(self, feed: FeedKey) -> Spans | None:
        """The last six hours, in stretches of ten seconds."""
        with self._lock:
            rings = self._rings.get(feed)
            return rings.tens() if rings is not None else None

    def feeds(self) -> list[FeedKey]:
        with self._lock:
            return list(self._rings)

    def take_finished(self) -> list[tuple[FeedKey, FeedSpan]]:
        """The stretches of five minutes that have ended, once."""
        with self._lock:
            taken, self._finished = self._finished, []
            return taken

    def put_back(self, spans: Iterable[tuple[FeedKey, FeedSpan]]) -> None:
        """The disk did not take them: the oldest go when there are too many."""
        with self._lock:
            self._finished = [*spans, *self._finished][-_MOST_WAITING:]

    def end(self) -> None:
        """Finishes what is open."""
        with self._lock:
            for feed in self._before:
                self._keep(feed, self._rings[feed].end() if feed in self._rings else None)
            self._before = {}

    def _add(self, feed: FeedKey, second: FeedSpan) -> None:
        # Popped and put in again: the order of the dictionary is that of the last look.
        rings = self._rings.pop(feed, None) or FeedRings()
        self._rings[feed] = rings
        self._keep(feed, rings.add(second))
        if len(self._rings) > MOST_FEEDS:
            oldest = next(iter(self._rings))
            self._keep(oldest, self._rings.pop(oldest).end())

    def _keep(self, feed: FeedKey, finished: FeedSpan | None) -> None:
        if finished is not None:
            self._finished = [*self._finished[-_MOST_WAITING:], (feed, finished)]


def _second(begin_s: int, passed_s: int, before: FeedSums, now: FeedSums) -> FeedSpan:
    same = before.owner == now.owner and now.counts.pictures >= before.counts.pictures
    was = before.counts if same else FeedCounts()
    counts = now.counts
    return FeedSpan(
        begin_unix_s=begin_s,
        looked_s=passed_s,
        live_s=passed_s if now.is_live else 0,
        received=counts.pictures - was.pictures,
        shown=max(0, now.shown - before.shown),
        dropped=max(0, now.dropped - before.dropped),
        payload_bytes=counts.payload_bytes - was.payload_bytes,
        key_pictures=counts.key_pictures - was.key_pictures,
        silences=counts.silences - was.silences,
        connections=counts.connections - was.connections,
        jitter_ms=counts.jitter_ms,
        key_interval_s=counts.key_interval_s,
        age_ms=now.age_ms,
    )
