"""Who has seen which camera, from when to when, on this machine, kept for 90 days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from console.base.clock import Clock
from console.domain.camera import CameraId
from console.domain.seen import SeenSpell
from console.store.database import Database

KEPT_DAYS = 90
MOST_ROWS = 3_000_000
_ADD = (
    "INSERT INTO seen (camera_id, person, from_utc, to_utc) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (camera_id, from_utc, person) DO UPDATE SET to_utc = max(to_utc, excluded.to_utc)"
)


class SeenBook:
    """Any thread. Raises KnownError disk.*, store.*."""

    def __init__(self, database: Database, clock: Clock, person: str) -> None:
        """``person``: the user name of who is signed in; stands in every row."""
        self._database = database
        self._clock = clock
        self._person = person

    def add(self, spells: Sequence[SeenSpell]) -> None:
        """All of them or none; one that is known already gets its later end."""
        if spells:
            with self._database.transaction() as at:
                at.run_many(
                    _ADD, [(one.camera, self._person, _text(one.from_utc), _text(one.to_utc)) for one in spells]
                )

    def last_seen(self, since_utc: datetime, until_utc: datetime) -> dict[CameraId, datetime]:
        """Of every camera that anybody has seen here between the two: until when, at the latest."""
        rows = self._database.rows(
            "SELECT camera_id, max(to_utc) FROM seen WHERE to_utc >= ? AND from_utc < ? GROUP BY camera_id",
            (_text(since_utc), _text(until_utc)),
        )
        return {CameraId(row[0]): min(until_utc, datetime.fromisoformat(row[1])) for row in rows}

    def prune(self, most_rows: int = MOST_ROWS) -> None:
        """Forgets what is older than ``KEPT_DAYS``, and the oldest rows above ``most_rows``."""
        oldest = _text(self._clock.now_utc() - timedelta(days=KEPT_DAYS))
        with self._database.transaction() as at:
            at.run("DELETE FROM seen WHERE to_utc < ?", (oldest,))
            row = at.row("SELECT max(seq) FROM seen")
            newest = row[0] or 0 if row is not None else 0
            at.run("DELETE FROM seen WHERE seq <= ?", (newest - most_rows,))


def _text(moment: datetime) -> str:
    """Always as long, so that texts are ordered as times are."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
