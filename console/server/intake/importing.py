"""Takes a checked file in, within one transaction: only what differs gets a new revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from console.server.centre import Centre
from console.server.intake.checking import NewArea, NewCamera, check_area, check_camera
from console.server.intake.faults import ImportRefusedError, RowFault
from console.server.intake.plan import Known, area_faults, camera_faults, load_known, removed_ids
from console.server.intake.reading import Row, read_areas, read_cameras
from console.server.intake.writing import remove_cameras, replace_rows, write_cameras
from console.server.numbering import Event, directory_head, take_revisions
from console.server.sightings.beliefs import tell_statuses
from console.server.tables import AREAS
from console.wire.push import PushKind


@dataclass(frozen=True)
class ImportReport:
    """How many areas and cameras were written and how many cameras removed."""

    areas: int
    cameras: int
    removed: int
    unchanged: int


@dataclass(frozen=True)
class ImportWish:
    """``full``: cameras missing from the file are removed, more than a tenth only with ``allow_removal``."""

    cameras: Path
    areas: Path | None = None
    full: bool = False
    allow_removal: bool = False


def import_files(centre: Centre, wish: ImportWish) -> ImportReport:
    """Raises ImportRefusedError with every bad row, and KnownError as reading, checking and storing do."""
    areas = _checked_areas(wish.areas)
    cameras = _checked_cameras(wish.cameras)
    return centre.write(lambda connection: _take_in(connection, centre, wish, areas, cameras))


def _checked_areas(path: Path | None) -> list[tuple[int, NewArea]]:
    if path is None:
        return []
    faults: list[RowFault] = []
    found = [(row.line, check_area(row, faults)) for row in read_areas(path)]
    if faults:
        raise ImportRefusedError(path.name, faults)
    return [(line, area) for line, area in found if area is not None]


def _checked_cameras(path: Path) -> list[NewCamera]:
    faults: list[RowFault] = []
    rows: list[Row] = read_cameras(path)
    found = [check_camera(row, faults) for row in rows]
    if faults:
        raise ImportRefusedError(path.name, faults)
    return [camera for camera in found if camera is not None]


def _take_in(
    connection: Connection,
    centre: Centre,
    wish: ImportWish,
    areas: Sequence[tuple[int, NewArea]],
    cameras: Sequence[NewCamera],
) -> tuple[ImportReport, list[Event]]:
    now = centre.clock.now_utc()
    known = load_known(connection)
    faults = area_faults(areas, known)
    if faults and wish.areas is not None:
        raise ImportRefusedError(wish.areas.name, faults)
    alive = {code for code, row in known.areas.items() if row.deleted_utc is None} | {area.code for _, area in areas}
    faults = camera_faults(cameras, alive, known, full=wish.full)
    if faults:
        raise ImportRefusedError(wish.cameras.name, faults)
    removed = removed_ids(cameras, known, allow_removal=wish.allow_removal) if wish.full else []
    new_areas = _write_areas(connection, [area for _, area in areas], known)
    changed = write_cameras(connection, centre.keys, cameras, known, now)
    remove_cameras(connection, removed, now)
    events = tell_statuses(connection, {camera.id: camera.status for camera in cameras if camera.status}, now)
    if new_areas or changed or removed:
        events.append(Event(PushKind.DIRECTORY_CHANGED, directory_head(connection).model_dump_json()))
    return ImportReport(new_areas, changed, len(removed), len(cameras) - changed), events


def _write_areas(connection: Connection, areas: Sequence[NewArea], known: Known) -> int:
    changed = [area for area in areas if not _same_area(area, known.areas.get(area.code))]
    # Parents get the lower revisions, so that no page of a delta shows a child without them.
    changed.sort(key=lambda area: area.code)
    rows = [
        {"code": area.code, "parent": area.parent, "level": area.level.value, "name": area.name, "rev": rev}
        for area, rev in zip(changed, take_revisions(connection, len(changed)), strict=True)
    ]
    replace_rows(connection, AREAS, "code", rows)
    return len(rows)


def _same_area(area: NewArea, row: Any) -> bool:
    return row is not None and row.deleted_utc is None and row.name == area.name
