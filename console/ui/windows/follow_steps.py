"""The steps of who follows somebody: to a neighbour by direction, to any camera that may be seen, and back along the path."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.camera import CameraId
from console.domain.neighbourhood import Sector
from console.ui.windows.follow_nearby import FollowNearby
from console.wall.following import Following


class FollowSteps:
    """For one window. ``on_closed`` when a camera may not be seen any more. Main thread."""

    def __init__(self, following: Following, nearby: FollowNearby, on_closed: Callable[[], None]) -> None:
        self._following = following
        self._nearby = nearby
        self._on_closed = on_closed

    def step(self, sector: Sector) -> None:
        around = self._following.around
        neighbour = None if around is None else around.by_sector.get(sector)
        if neighbour is not None:
            self.go(neighbour.camera)

    def go(self, camera: CameraId | None) -> None:
        """Makes it the middle."""
        path = self._following.path
        if path is None or camera is None or path.camera == camera:
            return
        if not self._nearby.may_follow(camera):
            self._on_closed()
        elif self._following.step(self._nearby.of(camera)):
            self._nearby.read()

    def go_to(self, legs: int, index: int) -> None:
        """To the camera of a leg, of the last so many ones."""
        path = self._following.path
        if path is not None:
            self.go(path.legs[-legs:][index].camera)

    def back(self) -> None:
        path = self._following.path
        if path is None or path.before is None:
            return
        if not self._nearby.may_follow(path.before):
            self._on_closed()
        elif self._following.back(self._nearby.of(path.before)):
            self._nearby.read()
