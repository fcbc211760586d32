"""Carries flags that nobody answers one level up, and writes down each time that it did."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from console.base.ids import new_id
from console.base.logs import logger
from console.domain.flag_clock import WaitingTimes, level_due
from console.domain.flag_state import FlagAction
from console.server.centre import Centre
from console.server.flag_changes import write_change
from console.server.flag_history import THE_CENTRE
from console.server.numbering import Event
from console.server.tables import FLAGS
from console.wire.events import FlagChangeBody

_LOG = logger("centre")


class EscalationWatch:
    """``look`` is called every second or so by one thread at a time; what it needs after a restart is in the tables."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._waiting: WaitingTimes[tuple[str, datetime]] = WaitingTimes()

    def look(self) -> None:
        """Raises KnownError ``centre.storage``."""
        rows = self._unanswered()
        clock = self._centre.clock
        since = {(row.id, row.waiting_utc): row.waiting_utc for row in rows}
        waited_s = self._waiting.look(since, clock.now_utc(), clock.monotonic_s())
        for row in rows:
            service = self._centre.settings.service_levels[row.priority]
            due = level_due(service, waited_s[row.id, row.waiting_utc], row.level)
            for level in range(row.level + 1, due + 1):
                self._carry_up(row, level)

    def _unanswered(self) -> list[Any]:
        tops = self._centre.settings.service_levels
        columns = (FLAGS.c.id, FLAGS.c.waiting_utc, FLAGS.c.priority, FLAGS.c.level)
        with self._centre.database.read() as connection:
            rows = connection.execute(select(*columns).where(FLAGS.c.waiting_utc.is_not(None))).all()
        return [row for row in rows if row.level < tops[row.priority].top]

    def _carry_up(self, seen: Any, level: int) -> None:
        def work(connection: Connection) -> tuple[bool, list[Event]]:
            row = connection.execute(select(FLAGS).where(FLAGS.c.id == seen.id)).one()
            if row.waiting_utc != seen.waiting_utc or row.level >= level:
                return False, []  # answered, or carried up, since we looked
            connection.execute(update(FLAGS).where(FLAGS.c.id == row.id).values(level=level))
            body = FlagChangeBody(id=new_id(), action=FlagAction.ESCALATE)
            _record, events = write_change(connection, row, THE_CENTRE, body, self._centre.clock.now_utc(), level)
            return True, events

        if self._centre.write(work):
            _LOG.info("flag %s unanswered: level %d", seen.id, level)
