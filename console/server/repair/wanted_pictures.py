"""Asks who sees a camera live again for the first picture after its repair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from console.domain.repair_picture import MOST_PICTURES, WANTED_FOR, RepairMoment
from console.server.repair.picture_bounds import bounds_of
from console.server.repair.pictures import after_is_due
from console.server.repair.tables import REPAIR_CAMERAS, REPAIR_PICTURES, REPAIRS
from console.server.tables import CAMERA_STATUS
from console.wire.repair_pictures import WantedPicture


def wanted_pictures(connection: Connection, live: Collection[str], now_utc: datetime) -> tuple[WantedPicture, ...]:
    """Of cameras that the reader sees live now; a few at once, the others are asked for the next time."""
    due = (
        [row for row in _repaired(connection, live, now_utc - WANTED_FOR) if after_is_due(row, now_utc)] if live else []
    )
    if not due:
        return ()
    ids = {row.id for row in due}
    after = (REPAIR_PICTURES.c.moment == RepairMoment.AFTER.value) & REPAIR_PICTURES.c.repair_id.in_(ids)
    pairs = connection.execute(select(REPAIR_PICTURES.c.repair_id, REPAIR_PICTURES.c.camera_id).where(after)).all()
    there = {(row.repair_id, row.camera_id) for row in pairs}
    counts = Counter(row.repair_id for row in pairs)
    bounds = bounds_of(connection, {row.camera_id for row in due})
    wanted = [
        WantedPicture(repair_id=UUID(row.id), camera_id=row.camera_id)
        for row in due
        if (row.id, row.camera_id) not in there
        and counts[row.id] < MOST_PICTURES
        and bounds.of_camera(row.camera_id) is None
    ]
    return tuple(wanted[:MOST_PICTURES])


def _repaired(connection: Connection, live: Collection[str], oldest: datetime) -> list[Any]:
    statement = (
        select(
            REPAIRS.c.id,
            REPAIRS.c.state,
            REPAIRS.c.opened_utc,
            REPAIRS.c.closed_utc,
            REPAIR_CAMERAS.c.camera_id,
            REPAIR_CAMERAS.c.was_down,
            CAMERA_STATUS.c.state.label("status"),
            CAMERA_STATUS.c.since_utc,
        )
        .join(REPAIR_CAMERAS, REPAIR_CAMERAS.c.repair_id == REPAIRS.c.id)
        .join(CAMERA_STATUS, CAMERA_STATUS.c.camera_id == REPAIR_CAMERAS.c.camera_id)
        .where(REPAIR_CAMERAS.c.camera_id.in_(live), REPAIRS.c.closed_utc.is_(None) | (REPAIRS.c.closed_utc > oldest))
    )
    return list(connection.execute(statement).all())
