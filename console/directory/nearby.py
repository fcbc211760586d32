"""The working cameras around a camera by the compass; a box of the index, so that the size of the city does not matter."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from console.directory.neighbours import Neighbours
from console.directory.rights import OPEN, Lock
from console.domain.camera import CameraId
from console.domain.map_camera import is_place
from console.domain.neighbourhood import Neighbourhood, Placed, Sector, around, sector_box
from console.domain.whereabouts import Box, Position, box_around, distance_m
from console.store.database import Database, Row, Value

REACHES_M = (150.0, 500.0, 1_500.0, 3_000.0)
"""Nobody is followed farther in one step."""
_SPARE = 16
_PLACED = "SELECT camera.id, site_id, number, latitude, longitude, approximate FROM camera"
_OFFERED = (
    f"{_PLACED} JOIN camera_status AS status ON status.camera_id = camera.id"
    " WHERE status.state = 'online' AND privacy_class = '' AND (has_main OR has_sub)"
)
# The box decides what is read, and so the index of places must: cameras are never looked up from their status.
_IN_BOX = (
    f"{_PLACED} INDEXED BY camera_place CROSS JOIN camera_status AS status ON status.camera_id = camera.id"
    " WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"
    " AND status.state = 'online' AND privacy_class = '' AND (has_main OR has_sub)"
)


class NearbyCameras:
    """Any thread. Raises KnownError store.*, disk.*.

    Offered is only what works as the centre has it, has a picture, and shows no sensitive place.
    """

    def __init__(self, database: Database, neighbours: Neighbours, lock: Lock = OPEN) -> None:
        self._database = database
        self._neighbours = neighbours
        self._lock = lock

    def around(
        self, camera: CameraId, leave_out: Collection[CameraId] = (), keep: Collection[CameraId] = ()
    ) -> Neighbourhood:
        """``leave_out``: closed to this room, or dead as seen here. ``keep``: shown now; who still may be stays."""
        row = None if self._lock.shut else self._database.row(f"{_PLACED} WHERE id = ?", (camera,))
        if row is None:
            return Neighbourhood(camera)
        here = _placed(row)
        near = [] if here.position is None else self._near(here, here.position, leave_out, keep)
        found = around(here, near, (), keep)
        if len(found.by_sector) < len(Sector):
            found = around(here, near, self._spare(here, leave_out), keep)
        return found

    def _near(
        self, here: Placed, place: Position, leave_out: Collection[CameraId], keep: Collection[CameraId]
    ) -> list[Placed]:
        """All that is very near; farther away only what lies in an eighth that is empty till there."""
        first_m, *wider_m = REACHES_M
        near = self._within(place, box_around([place], first_m), first_m, leave_out)
        for reach_m in wider_m:
            for sector in around(here, near, (), keep).open_sectors:
                near += self._within(place, sector_box(place, sector, reach_m), reach_m, leave_out)
        return near

    def _within(self, place: Position, box: Box, reach_m: float, leave_out: Collection[CameraId]) -> list[Placed]:
        found = self._read(_IN_BOX, (box.south, box.north, box.west, box.east), leave_out)
        return [one for one in found if one.position is not None and distance_m(place, one.position) <= reach_m]

    def _spare(self, here: Placed, leave_out: Collection[CameraId]) -> list[Placed]:
        """At the same place first, then the kelurahan's next numbers."""
        ids = self._neighbours.of(here.camera, _SPARE)
        marks = ",".join("?" * len(ids))
        found = {one.camera: one for one in self._read(f"{_OFFERED} AND camera.id IN ({marks})", ids, leave_out)}
        return [found[one] for one in ids if one in found]

    def _read(self, sql: str, params: Sequence[Value], leave_out: Collection[CameraId]) -> list[Placed]:
        return [one for row in self._database.rows(sql, tuple(params)) if (one := _placed(row)).camera not in leave_out]


def _placed(row: Row) -> Placed:
    latitude, longitude = row["latitude"], row["longitude"]
    position = Position(latitude, longitude) if is_place(latitude, longitude) else None
    return Placed(CameraId(row["id"]), row["site_id"], row["number"], position, bool(row["approximate"]))
