"""Writes down that the centre runs, so that the time in which it did not is known as time that nobody measured."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from console.domain.availability import joined
from console.server.centre import Centre
from console.server.spells.tables import CENTRE_RUNS

MARK_EVERY_S = 30
_LATE_S = 3 * MARK_EVERY_S
"""After a longer silence (a sleeping machine, a clock that was set) the centre was not running for all that is known."""


class RunningMark:
    """``look`` once a second, from one thread; a write each half minute. A killed centre loses less than one mark."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._begin_s: int | None = None
        self._marked_s = 0

    def look(self) -> None:
        """Raises KnownError ``centre.storage``."""
        now_s = int(self._centre.clock.now_utc().timestamp())
        if self._begin_s is not None and 0 <= now_s - self._marked_s < MARK_EVERY_S:
            return
        begin_s, marked_s = self._begin_s, self._marked_s
        if begin_s is not None and 0 <= now_s - marked_s <= _LATE_S:
            self._centre.database.write(lambda connection: _prolong(connection, begin_s, now_s))
        else:
            self._begin_s = self._centre.database.write(lambda connection: _begin(connection, now_s))
        self._marked_s = now_s

    def stop(self) -> None:
        """The last seconds count too. Raises KnownError ``centre.storage``."""
        begin_s = self._begin_s
        now_s = int(self._centre.clock.now_utc().timestamp())
        if begin_s is not None and 0 <= now_s - self._marked_s <= _LATE_S:
            self._centre.database.write(lambda connection: _prolong(connection, begin_s, now_s))


def runs_between(connection: Connection, begin_s: int, end_s: int, now_s: int) -> list[tuple[int, int]]:
    """When the centre ran, in the order of time, cut to the stretch, no two overlap; one marked just now runs still."""
    statement = (
        select(CENTRE_RUNS)
        .where(CENTRE_RUNS.c.to_unix_s > begin_s - _LATE_S, CENTRE_RUNS.c.from_unix_s < end_s)
        .order_by(CENTRE_RUNS.c.from_unix_s)
    )
    runs: list[tuple[int, int]] = []
    for row in connection.execute(statement):
        until_s = min(end_s, now_s if 0 <= now_s - row.to_unix_s <= _LATE_S else row.to_unix_s)
        if until_s > max(begin_s, row.from_unix_s):
            runs.append((max(begin_s, row.from_unix_s), until_s))
    return joined(runs)


def ran_first_utc(connection: Connection) -> datetime | None:
    """Since when anything is measured; None before the first mark."""
    first = connection.execute(select(CENTRE_RUNS.c.from_unix_s).order_by(CENTRE_RUNS.c.from_unix_s)).scalar()
    return None if first is None else datetime.fromtimestamp(first, tz=UTC)


def _begin(connection: Connection, now_s: int) -> int:
    known = connection.execute(select(CENTRE_RUNS.c.from_unix_s).where(CENTRE_RUNS.c.from_unix_s == now_s)).scalar()
    if known is None:
        connection.execute(insert(CENTRE_RUNS).values(from_unix_s=now_s, to_unix_s=now_s))
    return now_s


def _prolong(connection: Connection, begin_s: int, now_s: int) -> None:
    mine = (CENTRE_RUNS.c.from_unix_s == begin_s) & (CENTRE_RUNS.c.to_unix_s < now_s)
    connection.execute(update(CENTRE_RUNS).where(mine).values(to_unix_s=now_s))
