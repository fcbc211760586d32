"""Checks a whole file against itself and the directory: repeated ids and numbers, unknown areas, too much removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from console.base.errors import KnownError
from console.server.intake.checking import NewArea, NewCamera
from console.server.intake.faults import RowFault
from console.server.tables import AREAS, CAMERAS

MOST_REMOVED = 0.10
"""The share of cameras that goes without a person being asked."""


@dataclass(frozen=True)
class Known:
    """The directory as it stands, tombstones too."""

    areas: Mapping[str, Any]
    cameras: Mapping[str, Any]


def load_known(connection: Connection) -> Known:
    areas = {row.code: row for row in connection.execute(select(AREAS))}
    cameras = {row.id: row for row in connection.execute(select(CAMERAS))}
    return Known(areas, cameras)


def area_faults(areas: Sequence[tuple[int, NewArea]], known: Known) -> list[RowFault]:
    faults: list[RowFault] = []
    seen: set[str] = set()
    for line, area in areas:
        if area.code in seen:
            faults.append(RowFault(line, "import.repeated_area", area.code))
        seen.add(area.code)
    alive = seen | {code for code, row in known.areas.items() if row.deleted_utc is None}
    for line, area in areas:
        if area.parent is not None and area.parent not in alive:
            faults.append(RowFault(line, "import.unknown_parent", f"{area.code}: {area.parent}"))
    return faults


def camera_faults(cameras: Sequence[NewCamera], alive_areas: set[str], known: Known, *, full: bool) -> list[RowFault]:
    faults: list[RowFault] = []
    ids: dict[str, int] = {}
    in_file = {camera.id for camera in cameras}
    # With --full the other cameras of files go away, and their numbers become free; those of sources stay.
    numbers = {
        row.number: row.id
        for row in known.cameras.values()
        if row.deleted_utc is None and row.id not in in_file and (row.source_id is not None or not full)
    }
    for camera in cameras:
        if camera.id in ids:
            faults.append(RowFault(camera.line, "import.repeated_id", f"{camera.id} ({ids[camera.id]})"))
        ids.setdefault(camera.id, camera.line)
        if numbers.setdefault(camera.number, camera.id) != camera.id:
            faults.append(
                RowFault(camera.line, "import.repeated_number", f"{camera.number} ({numbers[camera.number]})")
            )
        if camera.area_code not in alive_areas:
            faults.append(RowFault(camera.line, "import.unknown_area", camera.area_code))
        before = known.cameras.get(camera.id)
        if before is not None and before.deleted_utc is None and before.source_id is not None:
            faults.append(RowFault(camera.line, "import.of_source", f"{camera.id} ({before.source_id})"))
    return faults


def removed_ids(cameras: Sequence[NewCamera], known: Known, *, allow_removal: bool) -> list[str]:
    """Cameras of files that a full file no longer has. Raises KnownError ``centre.import_removes_many`` (count, total)."""
    kept = {camera.id for camera in cameras}
    alive = [key for key, row in known.cameras.items() if row.deleted_utc is None and row.source_id is None]
    removed = sorted(key for key in alive if key not in kept)
    if len(removed) > MOST_REMOVED * len(alive) and not allow_removal:
        raise KnownError("centre.import_removes_many", count=len(removed), total=len(alive))
    return removed
