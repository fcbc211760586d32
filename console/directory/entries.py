"""Cameras of the cache as a person reads them: each with its status and the names of its place."""

from __future__ import annotations

from console.directory.rights import OPEN, Lock
from console.directory.wording import place_name
from console.domain.area import lineage
from console.domain.camera import Camera, CameraId, DirectoryStatus, PrivacyClass, split_aliases
from console.domain.directory_entry import DirectoryEntry
from console.store.database import Database, Params, Row

CAMERAS = (
    "SELECT camera.*, status.state AS state, status.since_utc AS since_utc FROM camera"
    " LEFT JOIN camera_status AS status ON status.camera_id = camera.id"
)
WORKING_FIRST = "status.state IS NOT 'online'"


class EntryReader:
    """Any thread. Raises KnownError store.*, disk.*."""

    def __init__(self, database: Database, lock: Lock = OPEN) -> None:
        """What was fetched for another person is not there."""
        self._database = database
        self._lock = lock

    def read(self, sql: str, params: Params) -> list[DirectoryEntry]:
        """``sql`` begins with ``CAMERAS``."""
        rows = [] if self._lock.foreign else self._database.rows(sql, params)
        places = self.places([row["area_code"] for row in rows])
        return [_entry(row, places) for row in rows]

    def places(self, codes: list[str]) -> dict[str, str]:
        """The names of each, from the inside out."""
        around = {code: lineage(code) for code in codes}
        every = sorted({one for line in around.values() for one in line})
        marks = ",".join("?" * len(every))
        if self._lock.foreign:
            return dict.fromkeys(codes, "")
        rows = self._database.rows(f"SELECT code, name FROM area WHERE code IN ({marks})", every)  # noqa: S608  marks only
        names = {row["code"]: place_name(row["code"], row["name"]) for row in rows}
        return {code: _joined([names[one] for one in line if one in names]) for code, line in around.items()}


def _joined(names: list[str]) -> str:
    return ", ".join(names[:-1] if len(names) > 1 else names)


def _entry(row: Row, places: dict[str, str]) -> DirectoryEntry:
    ever_seen = row["state"] is not None and row["since_utc"] is not None
    return DirectoryEntry(_camera(row), _status(row), places[row["area_code"]], ever_seen)


def _status(row: Row) -> DirectoryStatus:
    return DirectoryStatus(row["state"]) if row["state"] else DirectoryStatus.UNKNOWN


def _camera(row: Row) -> Camera:
    return Camera(
        id=CameraId(row["id"]),
        site_id=row["site_id"],
        number=row["number"],
        name=row["name"],
        area_code=row["area_code"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        approximate=bool(row["approximate"]),
        owner=row["owner"],
        kind=row["kind"],
        has_main=bool(row["has_main"]),
        has_sub=bool(row["has_sub"]),
        privacy_class=PrivacyClass.of(row["privacy_class"]),
        has_ptz=bool(row["has_ptz"]),
        aliases=split_aliases(row["aliases"]),
    )
