"""Which camera the hotspots of this console show: the one that was selected last, in whatever window."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.camera import CameraId
from console.domain.tile_content import Hotspot, camera_in
from console.wall.wall import Wall


class Hotspots:
    """Follows the wall on which a tile was selected last; before any was, the first one. Main thread only.

    A hotspot that is selected itself goes on with what it shows.
    """

    def __init__(self) -> None:
        self._walls: dict[str, Wall] = {}
        self._leave: dict[str, tuple[Callable[[], None], ...]] = {}
        self._leader: Wall | None = None
        self._camera: CameraId | None = None

    @property
    def camera(self) -> CameraId | None:
        """None: nothing is selected that has a camera."""
        return self._camera

    def follow(self, wall: Wall) -> None:
        self._walls[wall.name] = wall
        self._leave[wall.name] = (
            wall.changed.connect(lambda _none: self._look()),
            wall.pointed.connect(lambda _none: self._lead(wall)),
        )
        wall.point_at(self._camera)
        if self._leader is None:
            self._lead(wall)

    def forget(self, wall: Wall) -> None:
        """What was selected on it is selected no more."""
        del self._walls[wall.name]
        for leave in self._leave.pop(wall.name):
            leave()
        if self._leader is wall:
            self._leader = None
            self._point_at(None)

    def _lead(self, wall: Wall) -> None:
        self._leader = wall
        self._look()

    def _look(self) -> None:
        wall = self._leader
        if wall is None:
            return
        content = wall.tiles[wall.selected]
        if not isinstance(content, Hotspot):
            self._point_at(camera_in(content))

    def _point_at(self, camera: CameraId | None) -> None:
        if camera != self._camera:
            self._camera = camera
            for wall in tuple(self._walls.values()):
                wall.point_at(camera)
