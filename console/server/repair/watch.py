"""Closes repairs by themselves: when the cameras that were down have been seen working for long enough."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, select

from console.base.ids import new_id
from console.base.logs import logger
from console.domain.camera import DirectoryStatus
from console.domain.repair_state import ENDED, RepairAction, RepairParty, RepairState
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.repair.steps import RepairActor, RepairStep, take_step
from console.server.repair.tables import REPAIR_CAMERAS, REPAIRS
from console.server.tables import CAMERA_STATUS, CAMERAS

_LOG = logger("centre")
_LOOK_EVERY_S = 60.0
_SEEN_WORKING = "Kamera terlihat hidup selama satu jam."
_GONE = "Kamera tidak ada lagi di direktori."
"""Kept with the repair, so in its language."""


class RepairWatch:
    """``look`` is called every second or so by one thread at a time."""

    def __init__(self, centre: Centre) -> None:
        self._centre = centre
        self._looked_s: float | None = None

    def look(self) -> None:
        """Raises KnownError ``centre.storage``."""
        monotonic_s = self._centre.clock.monotonic_s()
        if self._looked_s is not None and monotonic_s - self._looked_s < _LOOK_EVERY_S:
            return
        self._looked_s = monotonic_s
        with self._centre.database.read() as connection:
            due = self._mended(connection)
        for repair_id, why in due.items():
            self._close(repair_id, why)

    def _mended(self, connection: Connection) -> dict[str, str]:
        """Of a repair whose cameras all worked when it was asked for, only a person can say that it is done."""
        going_on = REPAIRS.c.state.not_in([state.value for state in ENDED])
        statement = (
            select(REPAIRS.c.id, CAMERAS.c.deleted_utc, CAMERA_STATUS.c.state, CAMERA_STATUS.c.since_utc)
            .join(REPAIR_CAMERAS, REPAIR_CAMERAS.c.repair_id == REPAIRS.c.id)
            .join(CAMERAS, CAMERAS.c.id == REPAIR_CAMERAS.c.camera_id, isouter=True)
            .join(CAMERA_STATUS, CAMERA_STATUS.c.camera_id == CAMERAS.c.id, isouter=True)
            .where(going_on, REPAIR_CAMERAS.c.was_down)
            .add_columns(CAMERAS.c.id.label("camera"))
        )
        cameras: defaultdict[str, list[Any]] = defaultdict(list)
        for row in connection.execute(statement):
            cameras[row.id].append(row)
        found = {}
        for repair_id, rows in cameras.items():
            here = [row for row in rows if row.camera is not None and row.deleted_utc is None]
            if not here:
                found[repair_id] = _GONE
            elif all(self._works(row) for row in here):
                found[repair_id] = _SEEN_WORKING
        return found

    def _works(self, row: Any) -> bool:
        wait = timedelta(seconds=self._centre.settings.lifetimes.repair_seen_s)
        long_enough = row.since_utc is not None and row.since_utc <= self._centre.clock.now_utc() - wait
        return row.state == DirectoryStatus.ONLINE.value and long_enough

    def _close(self, repair_id: str, why: str) -> None:
        def work(connection: Connection) -> tuple[bool, list[Event]]:
            repair = connection.execute(select(REPAIRS).where(REPAIRS.c.id == repair_id)).one()
            if RepairState(repair.state) in ENDED:
                return False, []  # somebody did since we looked
            step = RepairStep(RepairAction.CLOSE, new_id(), why)
            actor = RepairActor(RepairParty.CENTRE, "Ronda")
            return True, take_step(connection, repair, actor, step, self._centre.clock.now_utc())

        if self._centre.write(work):
            _LOG.info("repair %s closed", repair_id)
