"""Looks every second at walls with alarms: shows what had to wait, and gives screens back when alarms are over."""

from __future__ import annotations

from sqlalchemy import Connection, select

from console.server.centre import Centre
from console.server.numbering import Event
from console.server.walls.alarm_rows import STANDING
from console.server.walls.alarms import settle
from console.server.walls.tables import WALL_ALARMS, WALL_OVERLAYS


class AlarmWatch:
    """``look`` by one thread at a time; what it needs after a restart is in the tables."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre

    def look(self) -> None:
        """Raises KnownError ``centre.storage``."""
        with self._centre.database.read() as connection:
            names = set(connection.execute(select(WALL_ALARMS.c.wall).where(STANDING)).scalars())
            names |= set(connection.execute(select(WALL_OVERLAYS.c.wall)).scalars())
        for name in sorted(names):
            self._settle(name)

    def _settle(self, name: str) -> None:
        def work(connection: Connection) -> tuple[None, list[Event]]:
            return None, settle(connection, name, self._centre.clock.now_utc())

        self._centre.write(work)
