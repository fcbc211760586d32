"""What every feed sent and showed, in stretches of five minutes, kept on this machine for 90 days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from datetime import timedelta

import numpy as np

from console.base.clock import Clock
from console.domain.camera import CameraId, FeedKey
from console.domain.feed_span import FeedSpan
from console.health.feed_rings import SPAN_TYPE
from console.health.span_ring import Spans
from console.store.database import Database

KEPT_DAYS = 90
MOST_ROWS = 3_000_000
"""About 200 MB; 64 feeds that are always watched make 1.7 million in 90 days."""
_COLUMNS = ", ".join(one.name for one in fields(FeedSpan))
_PLACES = ", ".join("?" for _ in fields(FeedSpan))
_PARTS = (
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
_WORST = ("jitter_ms", "key_interval_s", "age_ms")
# A feed that was watched before and after a restart within one stretch has it once, with the sums of both.
_JOIN = ", ".join(
    [f"{name} = {name} + excluded.{name}" for name in _PARTS]
    + [f"{name} = max({name}, excluded.{name})" for name in _WORST]
)


class SpanBook:
    """Any thread. Raises KnownError disk.*, store.*."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(self, spans: Sequence[tuple[FeedKey, FeedSpan]]) -> None:
        """All of them or none."""
        if not spans:
            return
        with self._database.transaction() as at:
            at.run_many(
                "INSERT OR IGNORE INTO span_feed (camera_id, quality) VALUES (?, ?)",
                [(feed.camera_id, feed.quality_name) for feed, _span in spans],
            )
            at.run_many(
                f"INSERT INTO feed_span (feed_id, {_COLUMNS})"  # noqa: S608  our own names
                f" VALUES ((SELECT id FROM span_feed WHERE camera_id = ? AND quality = ?), {_PLACES})"
                f" ON CONFLICT (feed_id, begin_unix_s) DO UPDATE SET {_JOIN}",
                [(feed.camera_id, feed.quality_name, *astuple(span)) for feed, span in spans],
            )

    def spans(self, feed: FeedKey, since_unix_s: int) -> Spans:
        """Those that begin then or later, oldest first."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM feed_span"  # noqa: S608  our own names
            " WHERE feed_id = (SELECT id FROM span_feed WHERE camera_id = ? AND quality = ?) AND begin_unix_s >= ?"
            " ORDER BY begin_unix_s",
            (feed.camera_id, feed.quality_name, since_unix_s),
        )
        return np.array([tuple(row) for row in rows], SPAN_TYPE)

    def worst(self, since_unix_s: int, limit: int = 20) -> list[tuple[FeedKey, FeedSpan]]:
        """The feeds that were least fresh of the time that they were looked at, each with its sums."""
        sums = ", ".join([f"SUM({name}) AS {name}" for name in _PARTS] + [f"MAX({name}) AS {name}" for name in _WORST])
        rows = self._database.rows(
            f"SELECT camera_id, quality, MIN(begin_unix_s) AS begin_unix_s, {sums}"  # noqa: S608  our own names
            " FROM feed_span JOIN span_feed ON span_feed.id = feed_id WHERE begin_unix_s >= ? GROUP BY feed_id"
            " HAVING SUM(looked_s) >= 60 ORDER BY 1.0 * SUM(live_s) / SUM(looked_s), SUM(silences) DESC, camera_id LIMIT ?",
            (since_unix_s, limit),
        )
        names = [one.name for one in fields(FeedSpan)]
        return [
            (FeedKey(CameraId(row["camera_id"]), row["quality"]), FeedSpan(**{name: row[name] for name in names}))
            for row in rows
        ]

    def prune(self, most_rows: int = MOST_ROWS) -> None:
        """Forgets what is older than ``KEPT_DAYS``, and the oldest above ``most_rows``."""
        oldest = int((self._clock.now_utc() - timedelta(days=KEPT_DAYS)).timestamp())
        with self._database.transaction() as at:
            at.run("DELETE FROM feed_span WHERE begin_unix_s < ?", (oldest,))
            row = at.row("SELECT begin_unix_s FROM feed_span ORDER BY begin_unix_s DESC LIMIT 1 OFFSET ?", (most_rows,))
            if row is not None:
                at.run("DELETE FROM feed_span WHERE begin_unix_s <= ?", (row["begin_unix_s"],))
            at.run("DELETE FROM span_feed WHERE NOT EXISTS (SELECT 1 FROM feed_span WHERE feed_id = span_feed.id)")
