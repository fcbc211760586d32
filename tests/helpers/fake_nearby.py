"""Cameras around a camera without a directory: those of the room in rows of three, 111 metres apart, from the north-west on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from console.domain.camera import CameraId, DirectoryStatus, PrivacyClass
from console.domain.directory_entry import DirectoryEntry
from console.domain.neighbourhood import Neighbourhood, Placed, around
from console.domain.whereabouts import Position, distance_m

_COLUMNS = 3
_STEP_DEG = 0.001
_REACH_M = 200.0


class FakeNearby:
    """``nowhere``: without a place. Offered are those that work and show no sensitive place."""

    def __init__(self, entries: Sequence[DirectoryEntry]) -> None:
        self.entries = entries
        self.nowhere: set[CameraId] = set()

    def around(
        self, camera: CameraId, leave_out: Collection[CameraId] = (), keep: Collection[CameraId] = ()
    ) -> Neighbourhood:
        placed = {entry.camera.id: self._placed(index, entry) for index, entry in enumerate(self.entries)}
        if camera not in placed:
            return Neighbourhood(camera)
        offered = [
            placed[entry.camera.id]
            for entry in self.entries
            if entry.status is DirectoryStatus.ONLINE
            and entry.camera.privacy_class is PrivacyClass.PUBLIC
            and entry.camera.id not in leave_out
        ]
        here = placed[camera]
        return around(here, [one for one in offered if _is_near(here, one)], (), keep)

    def _placed(self, index: int, entry: DirectoryEntry) -> Placed:
        row, column = divmod(index, _COLUMNS)
        place = Position(-6.99 - row * _STEP_DEG, 110.42 + column * _STEP_DEG)
        camera = entry.camera
        return Placed(camera.id, camera.site_id, camera.number, None if camera.id in self.nowhere else place)


def _is_near(one: Placed, other: Placed) -> bool:
    if one.position is None or other.position is None:
        return True
    return distance_m(one.position, other.position) < _REACH_M
