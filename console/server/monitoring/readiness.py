"""Whether a centre is ready, and why not: looked at no more often than every few seconds, since anyone may ask."""

from __future__ import annotations

import shutil
import threading
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from console.base.clock import Clock
from console.server.database import Database
from console.server.tables import EVENT_LOG
from console.wire.health import CentreFault

LOW_BYTES = 2 * 2**30
"""Evidence of one bad night."""
LOW_SHARE = 0.02
_LOOK_EVERY_S = 10.0
_CLOCK_SLACK = timedelta(minutes=2)


class Readiness:
    """Any thread; ``faults`` raises KnownError ``centre.storage`` when the database can't even be read."""

    def __init__(self, database: Database, data_folder: Path, clock: Clock) -> None:
        self._database = database
        self._folder = data_folder
        self._clock = clock
        self._lock = threading.Lock()
        self._looked_s: float | None = None
        self._faults: tuple[CentreFault, ...] = ()

    def faults(self) -> tuple[CentreFault, ...]:
        """What was found at the last look, which is made now when it is too long ago."""
        with self._lock:
            now_s = self._clock.monotonic_s()
            if self._looked_s is None or now_s - self._looked_s >= _LOOK_EVERY_S:
                self._faults = tuple(self._look())
                self._looked_s = now_s
            return self._faults

    def _look(self) -> list[CentreFault]:
        checks = (
            (CentreFault.DISK_NEARLY_FULL, self._disk_is_low()),
            (CentreFault.DATABASE_READ_ONLY, not self._database.takes_writes()),
            (CentreFault.CLOCK_OFF, self._clock_is_behind()),
        )
        return [fault for fault, found in checks if found]

    def _disk_is_low(self) -> bool:
        try:
            usage = shutil.disk_usage(self._folder)
        except OSError:
            return True  # a folder that can't be looked at takes nothing either
        return is_low(usage.free, usage.total)

    def _clock_is_behind(self) -> bool:
        """What happened before can't lie ahead: then the clock was wrong when it was written, or is wrong now."""
        with self._database.read() as connection:
            newest = connection.execute(select(func.max(EVENT_LOG.c.at_utc))).scalar_one()
        return newest is not None and newest - self._clock.now_utc() > _CLOCK_SLACK


def is_low(free_bytes: int, size_bytes: int) -> bool:
    """On a small disk the share counts, on a large one the bytes."""
    return free_bytes < min(LOW_BYTES, size_bytes * 0.1) or free_bytes < size_bytes * LOW_SHARE
