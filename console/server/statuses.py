"""What the centre believes of cameras: written when it changes, told to the streams one by one or, when many, by a reset."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy import Connection, delete, insert, select

from console.domain.camera import DirectoryStatus
from console.server.numbering import Event
from console.server.spells.writing import write_spells
from console.server.tables import CAMERA_STATUS, CAMERAS
from console.wire.push import CameraStatusPush, PushKind

BACKDATED = timedelta(minutes=10)
"""Longer ago nobody can say when it began: the camera was not watched all the time."""
_MOST_EVENTS = 256
_SLICE = 500


def write_statuses(
    connection: Connection,
    wanted: Mapping[str, DirectoryStatus],
    now_utc: datetime,
    since_utc: Mapping[str, datetime] = MappingProxyType({}),
) -> list[Event]:
    """Writes what differs, with its spells; gives the events to append. Cameras that are not in the directory are left out.

    ``since_utc``: of those of which it was measured, as far as ``BACKDATED`` reaches: it takes minutes until a camera
    that shows nothing new is believed to be down, and it was down in these minutes.
    """
    begun = {key: _begun_utc(since_utc.get(key), now_utc) for key in wanted}
    statuses = select(CAMERA_STATUS)
    cameras = select(CAMERAS.c.id, CAMERAS.c.area_code).where(CAMERAS.c.deleted_utc.is_(None))
    if len(wanted) <= _SLICE:
        statuses = statuses.where(CAMERA_STATUS.c.camera_id.in_(wanted))
        cameras = cameras.where(CAMERAS.c.id.in_(wanted))
    before = {row.camera_id: row.state for row in connection.execute(statuses)}
    areas = {row.id: row.area_code for row in connection.execute(cameras)}
    write_spells(connection, {key: state for key, state in wanted.items() if key in areas}, begun)
    changed = {key: state for key, state in wanted.items() if key in areas and before.get(key) != state.value}
    keys = [key for key in changed if key in before]
    for start in range(0, len(keys), _SLICE):
        connection.execute(delete(CAMERA_STATUS).where(CAMERA_STATUS.c.camera_id.in_(keys[start : start + _SLICE])))
    if changed:
        rows = [{"camera_id": key, "state": state.value, "since_utc": begun[key]} for key, state in changed.items()]
        connection.execute(insert(CAMERA_STATUS), rows)
    if len(changed) > _MOST_EVENTS:
        # Fetching all of them once is cheaper for everyone than thousands of events.
        return [Event(PushKind.RESET, "{}")]
    return [
        Event(
            PushKind.CAMERA_STATUS,
            CameraStatusPush(
                camera_id=key, since_utc=begun[key], was=_known(before.get(key)), **CameraStatusPush.words_of(state)
            ).model_dump_json(),
            area_code=areas[key],
        )
        for key, state in changed.items()
    ]


def _begun_utc(since_utc: datetime | None, now_utc: datetime) -> datetime:
    return since_utc if since_utc is not None and now_utc - BACKDATED <= since_utc <= now_utc else now_utc


def _known(state: str | None) -> DirectoryStatus | None:
    return None if state is None else DirectoryStatus(state)
