"""Every camera and area of the directory as the map needs them: all of them at once, each in as few words as possible."""

from __future__ import annotations

from console.directory.area_search import AREAS, area_entry
from console.directory.coverage import read_coverage
from console.directory.rights import OPEN, Lock
from console.domain.area import AreaLevel
from console.domain.camera import CameraId, DirectoryStatus
from console.domain.coverage import Coverage
from console.domain.directory_entry import AreaEntry
from console.domain.map_camera import MapCamera, MapStatus
from console.store.database import Database

_STATUS = {
    DirectoryStatus.ONLINE.value: MapStatus.WORKING,
    DirectoryStatus.STALE.value: MapStatus.STALE,
    DirectoryStatus.OFFLINE.value: MapStatus.OFFLINE,
}


class MapDirectory:
    """Any thread; half a second for 100,000 cameras. Raises KnownError store.*, disk.*."""

    def __init__(self, database: Database, lock: Lock = OPEN) -> None:
        self._database = database
        self._lock = lock

    def cameras(self) -> list[MapCamera]:
        if self._lock.shut:
            return []
        rows = self._database.rows(
            "SELECT id, number, latitude, longitude, approximate, area_code, status.state, status.since_utc"
            " FROM camera LEFT JOIN camera_status AS status ON status.camera_id = camera.id"
        )
        return [
            MapCamera(CameraId(row[0]), row[1], row[2], row[3], bool(row[4]), _status(row[6], row[7]), row[5])
            for row in rows
        ]

    def areas(self) -> list[AreaEntry]:
        """Kecamatan and kelurahan."""
        if self._lock.shut:
            return []
        rows = self._database.rows(
            f"{AREAS} WHERE level IN (?, ?) ORDER BY area.code",
            (AreaLevel.DISTRICT.value, AreaLevel.VILLAGE.value),
        )
        return [area_entry(row) for row in rows]

    def coverage(self) -> Coverage:
        """How far RTs have a camera that works."""
        return Coverage(()) if self._lock.shut else read_coverage(self._database)


def _status(state: str | None, since_utc: str | None) -> MapStatus:
    """A camera of which the centre never told how it was since when has never been seen by it."""
    told = _STATUS.get(state or "")
    if told is not None:
        return told
    return MapStatus.NEVER if since_utc is None else MapStatus.UNKNOWN
