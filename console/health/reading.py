"""Answers the health pages: the last hours from memory, the days from the disk, and the two joined without a seam."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from console.base.clock import Clock
from console.domain.alive_hours import AliveHour, alive_hours, week_begin_unix_s
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_history import FeedSpell
from console.domain.feed_span import FeedSpan
from console.health.curves import Curve, coarse, fresh_feeds, sorted_spans
from console.health.feed_rings import LONG_S, SPAN_TYPE
from console.health.kept import KeptHealth
from console.health.reach import Reach
from console.health.span_ring import Spans
from console.wire.sightings import CameraSightings

FEED_SUMS = (
    "looked_s",
    "live_s",
    "received",
    "shown",
    "dropped",
    "payload_bytes",
    "key_pictures",
    "silences",
    "connections",
)
MACHINE_SUMS = ("looked_s", "cpu_ms")
_MOST_SPELLS = {Reach.QUARTER: 100, Reach.SIX_HOURS: 500, Reach.WEEK: 2000, Reach.QUARTER_YEAR: 2000}
"""The shortest is read every second while its page is open."""


@dataclass(frozen=True)
class FeedHealth:
    """A feed over a reach: its stretches, and its spells, newest first."""

    spans: Spans
    step_s: int
    spells: list[FeedSpell]
    begin_unix_s: float
    end_unix_s: float


@dataclass(frozen=True)
class MachineHealth:
    """Each process's stretches over a reach, by its name."""

    parts: dict[str, Spans]
    step_s: int
    begin_unix_s: float
    end_unix_s: float


class HealthReading:
    """Any thread; milliseconds to tens of them. Raises KnownError disk.*, store.*."""

    def __init__(
        self,
        kept: KeptHealth,
        clock: Clock,
        sightings_of: Callable[[str], CameraSightings] | None = None,
    ) -> None:
        """``sightings_of`` asks the centre; None for who may not."""
        self._sightings_of = sightings_of
        self._meter, self._book, self._history = kept.meter, kept.spans, kept.history
        self._machine, self._machine_book = kept.machine, kept.machine_book
        self._clock = clock

    def feed(self, feed: FeedKey, reach: Reach) -> FeedHealth:
        end_s = self._clock.now_utc().timestamp()
        begin_s = end_s - reach.length_s
        spans = self._feed_spans(feed, reach, int(begin_s))
        spans = spans[spans["begin_unix_s"] + np.maximum(reach.step_s, spans["looked_s"]) > begin_s]
        spells = [spell for spell in self._history.spells(feed.camera_id, _MOST_SPELLS[reach]) if spell.feed == feed]
        since_utc = datetime.fromtimestamp(begin_s, self._clock.now_utc().tzinfo)
        seen = [spell for spell in spells if spell.until_utc is None or spell.until_utc > since_utc]
        return FeedHealth(spans, reach.step_s, seen, begin_s, end_s)

    def sightings(self, camera: CameraId) -> CameraSightings | None:
        """Raises KnownError net.*, auth.*, centre.*, and the centre's own codes."""
        return self._sightings_of(camera) if self._sightings_of is not None else None

    def recent(self, feed: FeedKey, seconds: int) -> list[tuple[int, int] | None]:
        """Of each of the last seconds, oldest first: pictures shown and bytes received; None where nobody looked."""
        spans = self._meter.newest(feed, seconds)
        ends_s = int(self._clock.now_utc().timestamp())
        found: list[tuple[int, int] | None] = [None] * seconds
        for span in spans if spans is not None else ():
            place = seconds - (ends_s - int(span["begin_unix_s"]))
            # A look that came late tells of several seconds at once; a newest one that is not yet over is still to come.
            looked_s = max(1, int(span["looked_s"]))
            each = int(span["shown"]) // looked_s, int(span["payload_bytes"]) // looked_s
            for second in range(place, place + looked_s):
                if 0 <= second < seconds:
                    found[second] = each
        return found

    def hours(self, camera: CameraId) -> list[AliveHour]:
        """Of the last seven days, whichever of its feeds was on a tile."""
        now_s = int(self._clock.now_utc().timestamp())
        since_s = week_begin_unix_s(now_s)
        pieces: list[tuple[int, int, int]] = []
        for quality in FeedQuality:
            spans = self._long_spans(FeedKey.of(camera, quality), since_s)
            pieces += zip(*(spans[column].tolist() for column in ("begin_unix_s", "looked_s", "live_s")), strict=True)
        return alive_hours(pieces, now_s)

    def worst(self, reach: Reach, limit: int = 20) -> list[tuple[FeedKey, FeedSpan]]:
        """The least fresh first; what is not five minutes old is not in it yet."""
        since_s = int(self._clock.now_utc().timestamp()) - reach.length_s
        return self._book.worst(since_s, limit)

    def machine(self, reach: Reach) -> MachineHealth:
        end_s = self._clock.now_utc().timestamp()
        begin_s = end_s - reach.length_s
        recent = {name: rows for name in self._machine.names() if (rows := self._machine.tens(name)) is not None}
        parts = self._machine_book.spans(int(begin_s) - LONG_S)
        if reach in (Reach.QUARTER, Reach.SIX_HOURS):
            for name, rows in recent.items():
                parts[name] = _before_and(parts[name], rows) if name in parts else rows
            return MachineHealth(_since(parts, begin_s), Reach.SIX_HOURS.step_s, begin_s, end_s)
        for name, rows in recent.items():
            young = coarse(rows, LONG_S, MACHINE_SUMS)
            parts[name] = sorted_spans(parts[name], young) if name in parts else young
        if reach is Reach.QUARTER_YEAR:
            parts = {name: coarse(rows, reach.step_s, MACHINE_SUMS) for name, rows in parts.items()}
        return MachineHealth(_since(parts, begin_s), reach.step_s, begin_s, end_s)

    def fresh(self) -> Curve:
        """How many feeds were fresh on tiles in each second of the last quarter of an hour, as far as anything was counted."""
        found = [rows for feed in self._meter.feeds() if (rows := self._meter.seconds(feed)) is not None]
        return fresh_feeds(found, int(self._clock.now_utc().timestamp()) - Reach.QUARTER.length_s)

    def _feed_spans(self, feed: FeedKey, reach: Reach, begin_s: int) -> Spans:
        if reach in (Reach.QUARTER, Reach.SIX_HOURS):
            rows = self._meter.seconds(feed) if reach is Reach.QUARTER else self._meter.tens(feed)
            written = self._book.spans(feed, begin_s - LONG_S)
            return _before_and(written, rows if rows is not None else np.zeros(0, SPAN_TYPE))
        spans = self._long_spans(feed, begin_s)
        return coarse(spans, reach.step_s, FEED_SUMS) if reach is Reach.QUARTER_YEAR else spans

    def _long_spans(self, feed: FeedKey, since_s: int) -> Spans:
        """Of five minutes: those on disk, and from memory those that are not there yet."""
        written, tens = self._book.spans(feed, since_s), self._meter.tens(feed)
        if tens is None:
            return written
        young = coarse(tens, LONG_S, FEED_SUMS)
        return sorted_spans(written, young[young["begin_unix_s"] >= since_s])


def _before_and(written: Spans, recent: Spans) -> Spans:
    """What a console before this one wrote, where memory does not reach."""
    if not len(recent):
        return written
    old = written[written["begin_unix_s"] + LONG_S <= recent["begin_unix_s"][0]]
    return np.concatenate((old, recent))


def _since(parts: dict[str, Spans], begin_s: float) -> dict[str, Spans]:
    young = {name: rows[rows["begin_unix_s"] + rows["looked_s"] > begin_s] for name, rows in parts.items()}
    return {name: rows for name, rows in young.items() if len(rows)}
