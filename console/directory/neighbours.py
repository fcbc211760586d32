"""The cameras next to a camera: at the same place, then in the same kelurahan, then with the next call-up numbers."""

from __future__ import annotations

from console.directory.rights import OPEN, Lock
from console.domain.camera import CameraId
from console.store.database import Database

_STATUS = "FROM camera LEFT JOIN camera_status AS status ON status.camera_id = camera.id"
_WORKING = "status.state IS NOT 'offline'"
_BY_DISTANCE = "ORDER BY abs(number - ?), number, id LIMIT ?"


class Neighbours:
    """Any thread. Raises KnownError store.*, disk.*."""

    def __init__(self, database: Database, lock: Lock = OPEN) -> None:
        self._database = database
        self._lock = lock

    def of(self, camera_id: CameraId, limit: int = 8) -> list[CameraId]:
        """The nearest first, without those that the centre believes offline; empty for a camera it does not know."""
        if self._lock.foreign:
            return []
        camera = self._database.row("SELECT site_id, number, area_code FROM camera WHERE id = ?", (camera_id,))
        if camera is None:
            return []
        site, number, area = camera["site_id"], camera["number"], camera["area_code"]
        village = area.split("/")[0]
        # '0' is the sign after '/': the village and all that lies in it, by the index.
        inside = ("area_code >= ? AND area_code < ?", (village, f"{village}0"))
        found = dict.fromkeys(
            (
                *self._nearest(f"{inside[0]} AND site_id = ?", (*inside[1], site), number, limit + 1),
                *self._nearest(*inside, number, limit + 1),
                *self._nearest("number BETWEEN ? AND ?", (number - limit, number + limit), number, limit + 1),
            )
        )
        found.pop(camera_id, None)
        return list(found)[:limit]

    def _nearest(self, where: str, params: tuple[str | int, ...], number: int, limit: int) -> list[CameraId]:
        rows = self._database.rows(
            f"SELECT camera.id {_STATUS} WHERE {where} AND {_WORKING} {_BY_DISTANCE}",
            (*params, number, limit),
        )
        return [CameraId(row["id"]) for row in rows]
