"""The health history: what became of every feed on this machine's walls, kept for a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from console.base.clock import Clock
from console.domain.camera import CameraId, FeedKey
from console.domain.feed_history import GONE, FeedChange, FeedCondition, FeedSpell
from console.domain.feed_state import FeedState
from console.store.database import Database, Row, Transaction

KEPT_DAYS = 30
MOST_ROWS = 1_000_000

_INSERT = "INSERT INTO feed_change (camera_id, quality, state, reason, since_utc) VALUES (?, ?, ?, ?, ?)"
_LOOKED = (
    "INSERT INTO looked (one, until_utc) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET until_utc = excluded.until_utc"
)
_OPEN = """
    SELECT camera_id, quality FROM feed_change
    WHERE seq IN (SELECT max(seq) FROM feed_change GROUP BY camera_id, quality) AND state != ?
"""
_SPELLS = """
    SELECT *, lead(since_utc) OVER (PARTITION BY quality ORDER BY seq) AS until_utc
    FROM (SELECT * FROM feed_change WHERE camera_id = ? ORDER BY seq DESC LIMIT ?) ORDER BY seq DESC
"""


class HealthHistory:
    """Any thread; each call takes milliseconds. Raises KnownError disk.*, store.*."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def begin(self) -> None:
        """Ends what the last console left open, at the time until which it had looked."""
        with self._database.transaction() as at:
            looked = at.row("SELECT until_utc FROM looked")
            if looked is not None:
                ended = [(row["camera_id"], row["quality"]) for row in at.rows(_OPEN, (GONE.state.value,))]
                at.run_many(_INSERT, [(*feed, GONE.state.value, "", looked["until_utc"]) for feed in ended])

    def add(self, found: Sequence[FeedChange]) -> None:
        """Together with the word that the feeds were looked at until now."""
        with self._database.transaction() as at:
            at.run_many(_INSERT, [_row(change) for change in found])
            at.run(_LOOKED, (self._clock.now_utc().isoformat(),))

    def prune(self, most_rows: int = MOST_ROWS) -> None:
        """Forgets what is older than ``KEPT_DAYS``, and the oldest rows above ``most_rows``."""
        oldest = (self._clock.now_utc() - timedelta(days=KEPT_DAYS)).isoformat()
        with self._database.transaction() as at:
            # Rows lie in order of happening, so the first young one ends the search.
            young = at.row("SELECT seq FROM feed_change WHERE since_utc >= ? ORDER BY seq LIMIT 1", (oldest,))
            newest = _newest(at)
            first_kept = newest + 1 if young is None else int(young["seq"])
            at.run("DELETE FROM feed_change WHERE seq < ?", (max(first_kept, newest + 1 - most_rows),))

    def spells(self, camera: CameraId, limit: int = 100) -> list[FeedSpell]:
        """The last ones of a camera's feeds, newest first; times on no wall are left out."""
        rows = self._database.rows(_SPELLS, (camera, 2 * limit))
        return [spell for row in rows if (spell := _spell(row)).condition != GONE][:limit]


def _newest(at: Transaction) -> int:
    row = at.row("SELECT max(seq) AS seq FROM feed_change")
    return int(row["seq"] or 0) if row is not None else 0


def _row(change: FeedChange) -> tuple[str, str, str, str, str]:
    feed, condition = change.feed, change.condition
    return feed.camera_id, feed.quality_name, condition.state.value, condition.reason, change.since_utc.isoformat()


def _spell(row: Row) -> FeedSpell:
    until = row["until_utc"]
    return FeedSpell(
        FeedKey(CameraId(row["camera_id"]), row["quality"]),
        FeedCondition(FeedState(row["state"]), row["reason"]),
        datetime.fromisoformat(row["since_utc"]),
        datetime.fromisoformat(until) if until else None,
    )
