"""Who saw a camera when and how, and what is believed of it for that."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from console.domain.camera import DirectoryStatus
from console.domain.sighting import How, Sight
from console.server.centre import Centre
from console.server.flags import camera_in_scope
from console.server.principal import Principal
from console.server.sightings.beliefs import CENTRE, beliefs_of
from console.server.sightings.tables import CAMERA_SIGHTINGS
from console.wire.sightings import CameraSightings, SightingRecord


def sightings_of(connection: Connection, centre: Centre, principal: Principal, camera_id: str) -> CameraSightings:
    """Raises Refusal as ``camera_in_scope``."""
    camera_in_scope(connection, principal, camera_id)
    mine = select(CAMERA_SIGHTINGS).where(CAMERA_SIGHTINGS.c.camera_id == camera_id)
    rows = list(connection.execute(mine.order_by(CAMERA_SIGHTINGS.c.at_utc.desc())))
    records = tuple(_record(row) for row in rows)
    belief = beliefs_of(connection, [camera_id], centre.clock.now_utc()).get(camera_id)
    if belief is None:
        return CameraSightings(status=DirectoryStatus.UNKNOWN, sightings=records)
    seen_by = next((row.seen_by for row in rows if row.watcher == belief.watcher and belief.watcher != CENTRE), "")
    return CameraSightings(
        status=belief.status,
        how=belief.how,
        at_utc=belief.at_utc,
        seen_by=seen_by,
        reason=belief.reason,
        sightings=records,
    )


def _record(row: Any) -> SightingRecord:
    return SightingRecord(
        how=How(row.how),
        sight=Sight(row.sight),
        seen_by=row.seen_by,
        person=row.person,
        since_utc=row.since_utc,
        at_utc=row.at_utc,
        fresh_utc=row.fresh_utc,
        reason=row.reason,
        is_believed=row.sees,
    )
