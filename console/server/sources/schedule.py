"""Reads each source when it is due: in a thread of its own, so that a slow one holds nobody up, a few at a time."""

from __future__ import annotations

import threading

from sqlalchemy import or_, select

from console.base.errors import KnownError
from console.base.logs import logger
from console.server.centre import Centre
from console.server.sources.tables import SOURCES
from console.server.sources.taking import run_source

_LOG = logger("centre.sources")
_AT_ONCE = 8


class SourceSchedule:
    """Owned by the centre's application: ``look`` from one thread, then ``stop`` once. How it goes stands in the table."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._stopping = threading.Event()
        self._reading: dict[str, threading.Thread] = {}
        self._failing: dict[str, str] = {}

    def look(self) -> None:
        """Begins what is due. Raises KnownError ``centre.storage``."""
        self._reading = {key: thread for key, thread in self._reading.items() if thread.is_alive()}
        if self._stopping.is_set():
            return
        for source_id in self._due():
            if source_id in self._reading or len(self._reading) >= _AT_ONCE:
                continue
            thread = threading.Thread(target=self._read, args=(source_id,), name=f"source {source_id}", daemon=True)
            self._reading[source_id] = thread
            thread.start()

    def stop(self) -> None:
        """Breaks reads off where their request lets them, and waits for them: a read lasts no longer than its requests."""
        self._stopping.set()
        for thread in self._reading.values():
            thread.join()

    def _due(self) -> list[str]:
        now = self._centre.clock.now_utc()
        free = or_(SOURCES.c.claim.is_(None), SOURCES.c.claimed_until_utc <= now)
        statement = select(SOURCES.c.id).where(SOURCES.c.enabled, SOURCES.c.due_utc <= now, free)
        with self._centre.database.read() as connection:
            return list(connection.execute(statement.order_by(SOURCES.c.due_utc)).scalars())

    def _read(self, source_id: str) -> None:
        try:
            report = run_source(self._centre, source_id, self._stopping.is_set)
            self._told(source_id, "" if report.outcome == "ok" else report.outcome)
        except KnownError as error:
            if error.code not in {"source.busy", "source.stopped"}:
                self._told(source_id, str(error))
        except Exception:  # noqa: BLE001  a bug with one source must not end the others; it waits as after a failure
            _LOG.exception("bug while taking source %s in", source_id)

    def _told(self, source_id: str, fault: str) -> None:
        """Once for each fault, until it has passed; the table has what goes on."""
        if fault and self._failing.get(source_id) != fault:
            _LOG.warning("source %s: %s", source_id, fault)
        elif not fault and self._failing.get(source_id):
            _LOG.info("source %s: well again", source_id)
        self._failing[source_id] = fault
