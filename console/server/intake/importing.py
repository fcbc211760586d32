"""Takes a checked file in, within one transaction: only what differs gets a new revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from console.server.centre import Centre
from console.server.intake.checking import NewArea, NewCamera, check_area, check_camera
from console.server.intake.faults import ImportRefusedError, RowFault
from console.server.intake.plan import Known, area_faults, camera_faults, load_known, removed_ids
from console.server.intake.reading import Row, read_areas, read_cameras
from console.server.keys import Keys
from console.server.numbering import Event, directory_head, take_revisions
from console.server.owners import KnownOwner, owners_named
from console.server.statuses import write_statuses
from console.server.tables import AREAS, CAMERAS, DEPARTURES
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
    changed = _write_cameras(connection, centre.keys, cameras, known, now)
    _remove(connection, removed, now)
    events = write_statuses(connection, {camera.id: camera.status for camera in cameras if camera.status}, now)
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
    _replace(connection, AREAS, "code", rows)
    return len(rows)


def _same_area(area: NewArea, row: Any) -> bool:
    return row is not None and row.deleted_utc is None and row.name == area.name


def _write_cameras(
    connection: Connection, keys: Keys, cameras: Sequence[NewCamera], known: Known, now_utc: datetime
) -> int:
    changed: list[tuple[NewCamera, str]] = []
    for camera in _with_owners(connection, cameras):
        mark = _login_mark(keys, camera)
        if not _same_camera(camera, mark, known.cameras.get(camera.id)):
            changed.append((camera, mark))
    revisions = take_revisions(connection, len(changed))
    rows = [_camera_row(keys, camera, mark, rev) for (camera, mark), rev in zip(changed, revisions, strict=True)]
    _replace(connection, CAMERAS, "id", rows)
    departures = [
        {"rev": row["rev"], "camera_id": row["id"], "area_code": before.area_code, "at_utc": now_utc}
        for row in rows
        if (before := known.cameras.get(row["id"])) is not None and before.area_code != row["area_code"]
    ]
    if departures:
        connection.execute(insert(DEPARTURES), departures)
    return len(rows)


def _with_owners(connection: Connection, cameras: Sequence[NewCamera]) -> list[NewCamera]:
    """Their text of an owner is an owner's id or name; who is new becomes an owner about whom nobody has said more."""
    owners = owners_named(connection, (str(camera.doc["owner"]) for camera in cameras))
    found: list[NewCamera] = []
    for camera in cameras:
        owner = owners.get(str(camera.doc["owner"]), KnownOwner("", ""))
        found.append(replace(camera, doc={**camera.doc, "owner": owner.name, "owner_id": owner.id}))
    return found


def _login_mark(keys: Keys, camera: NewCamera) -> str:
    """Tells changed passwords without opening the sealed ones; the id keeps equal passwords from looking equal."""
    logins = (camera.main.login, camera.sub.login)
    return keys.mark("login-mark", "\0".join([camera.id, *(f"{one.user}\0{one.password.reveal()}" for one in logins)]))


def _same_camera(camera: NewCamera, mark: str, row: Any) -> bool:
    if row is None or row.deleted_utc is not None or row.login_mark != mark:
        return False
    if (row.main_url, row.sub_url) != (camera.main.url, camera.sub.url):
        return False
    return all(getattr(row, name) == value for name, value in camera.doc.items())


def _camera_row(keys: Keys, camera: NewCamera, mark: str, rev: int) -> dict[str, Any]:
    return {
        **camera.doc,
        "id": camera.id,
        "main_url": camera.main.url,
        "sub_url": camera.sub.url,
        "main_login": keys.seal(camera.main.login) if camera.main.login.user else None,
        "sub_login": keys.seal(camera.sub.login) if camera.sub.login.user else None,
        "login_mark": mark,
        "rev": rev,
    }


def _replace(connection: Connection, table: Any, key: str, rows: list[dict[str, Any]]) -> None:
    """Updates the rows that are there and inserts the others; a tombstone comes back to life."""
    known = set(connection.execute(select(table.c[key])).scalars()) if rows else set()
    fresh = [row | {"deleted_utc": None} for row in rows if row[key] not in known]
    old = [row | {"deleted_utc": None, "_key": row[key]} for row in rows if row[key] in known]
    if fresh:
        connection.execute(insert(table), fresh)
    if old:
        names = [name for name in old[0] if name not in {"_key", key}]
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        connection.execute(
            update(table).where(table.c[key] == bindparam("_key")).values(values),
            [{name: value for name, value in row.items() if name != key} for row in old],
        )


def _remove(connection: Connection, removed: Sequence[str], now_utc: datetime) -> None:
    if not removed:
        return
    marks = [
        {"_id": camera_id, "_rev": rev}
        for camera_id, rev in zip(removed, take_revisions(connection, len(removed)), strict=True)
    ]
    # The login goes at once: nobody may open a camera that is no longer in the directory.
    connection.execute(
        update(CAMERAS)
        .where(CAMERAS.c.id == bindparam("_id"))
        .values(rev=bindparam("_rev"), deleted_utc=now_utc, main_login=None, sub_login=None, login_mark=""),
        marks,
    )
