"""What the rules of disturbances need of the directory and the states: read anew only when they have changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from console.domain.camera import DirectoryStatus
from console.domain.cause import CauseKind, Group, Standing, groups_of
from console.server.numbering import directory_head
from console.server.tables import AREAS, CAMERA_STATUS, CAMERAS

_UP = DirectoryStatus.ONLINE.value
_NOTHING_KNOWN = DirectoryStatus.UNKNOWN.value
StatusMark = tuple[tuple[Any, ...], ...]


@dataclass
class CityCameras:
    """The cameras of the directory at ``seq``, with what each shares and what people call that."""

    seq: int
    groups: dict[str, tuple[Group, ...]] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    """The area of each camera."""
    labels: dict[Group, str] = field(default_factory=dict)
    area_names: dict[str, str] = field(default_factory=dict)

    def label(self, group: Group) -> str:
        """What people call it: areas with what is around them, owners and cameras by their names."""
        kind, name = group
        if kind in (CauseKind.RT, CauseKind.RW, CauseKind.VILLAGE):
            codes = [name[:end] for end in (len(name), name.rfind("/"), name.find("/")) if end > 0]
            return ", ".join(self.area_names.get(code, code) for code in dict.fromkeys(codes))
        return self.labels.get(group, name)


def read_cameras(connection: Connection) -> CityCameras:
    found = CityCameras(directory_head(connection).seq)
    columns = ("id", "name", "area_code", "owner", "owner_id", "recorder_id", "switch_id", "uplink_id", "power_id")
    statement = select(*(CAMERAS.c[name] for name in columns)).where(CAMERAS.c.deleted_utc.is_(None))
    for row in connection.execute(statement):
        found.groups[row.id] = groups_of(
            row.area_code,
            row.owner_id,
            recorder=row.recorder_id or "",
            switch=row.switch_id or "",
            uplink=row.uplink_id or "",
            power=row.power_id or "",
        )
        found.areas[row.id] = row.area_code
        found.labels[CauseKind.CAMERA, row.id] = row.name
        found.labels[CauseKind.OWNER, row.owner_id] = row.owner
    areas = select(AREAS.c.code, AREAS.c.name).where(AREAS.c.deleted_utc.is_(None))
    found.area_names = {row.code: row.name for row in connection.execute(areas)}
    return found


def status_mark(connection: Connection) -> StatusMark:
    """Another one as soon as any state has changed, whoever wrote it; a few milliseconds for a large city."""
    state, since = CAMERA_STATUS.c.state, CAMERA_STATUS.c.since_utc
    statement = select(state, func.count(), func.max(since)).group_by(state).order_by(state)
    return tuple(tuple(row) for row in connection.execute(statement))


def read_standing(connection: Connection, cameras: CityCameras, now_utc: datetime) -> Standing:
    """Anything but working and unknown is down; what was never seen connected is unknown."""
    down: dict[str, datetime] = {}
    working: set[str] = set()
    for row in connection.execute(select(CAMERA_STATUS)):
        if row.camera_id not in cameras.groups or row.state == _NOTHING_KNOWN:
            continue
        if row.state == _UP:
            working.add(row.camera_id)
        else:
            down[row.camera_id] = row.since_utc or now_utc
    return Standing(cameras.groups, down, working)
