"""Notes in the database what the board has, and believes what follows of it; forgets what is too old."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, delete, select

from console.base.errors import KnownError
from console.domain.sighting import LASTS
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.sightings.beliefs import CENTRE, settle, write_sightings
from console.server.sightings.tables import CAMERA_SIGHTINGS

_NOTED_EVERY_S = 10.0
_KEPT = timedelta(days=7)


class SightingNotes:
    """Writes what the board has: ``look`` from one thread, once a second."""

    def __init__(self, centre: Centre, every_s: float = _NOTED_EVERY_S) -> None:
        self._centre = centre
        self._every_s = every_s
        self._next_s = 0.0

    def look(self) -> None:
        """Raises KnownError ``centre.storage``; what could not be written is due again."""
        now_s = self._centre.clock.monotonic_s()
        if now_s < self._next_s:
            return
        self._next_s = now_s + self._every_s
        self.write()

    def write(self) -> None:
        board, now = self._centre.sightings, self._centre.clock.now_utc()
        rows = board.take_changes(now)
        if not rows:
            return

        def work(connection: Connection) -> tuple[None, list[Event]]:
            write_sightings(connection, rows)
            return None, settle(connection, {str(row["camera_id"]) for row in rows}, now)

        try:
            self._centre.write(work)
        except KnownError:
            board.put_back(rows)
            raise


def forget_old(centre: Centre) -> None:
    """What was measured too long ago is believed no longer, and after some days nobody needs it. Raises KnownError
    ``centre.storage``."""
    now = centre.clock.now_utc()

    def work(connection: Connection) -> tuple[None, list[Event]]:
        old = select(CAMERA_SIGHTINGS.c.camera_id).where(CAMERA_SIGHTINGS.c.at_utc <= now - LASTS).distinct()
        events = settle(connection, set(connection.execute(old).scalars()), now)
        gone = (CAMERA_SIGHTINGS.c.at_utc < now - _KEPT) & (CAMERA_SIGHTINGS.c.watcher != CENTRE)
        connection.execute(delete(CAMERA_SIGHTINGS).where(gone))
        return None, events

    centre.write(work)
