"""What lies around the camera that is followed and around each that the next step may lead to, read before anybody asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.domain.camera import CameraId, PrivacyClass
from console.domain.feed_state import FeedState
from console.domain.neighbourhood import Neighbourhood
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.stage import Services, Stage
from console.wall.following import TILE_OF, Following

_NEWS_WINDOW_MS = 1000
_DEAD = (FeedState.STALE, FeedState.FAILED)


class FollowNearby(QObject):
    """For one window. Main thread; asks the directory in the background."""

    def __init__(self, parent: QObject, stage: Stage, services: Services, following: Following) -> None:
        super().__init__(parent)
        self._stage = stage
        self._services = services
        self._following = following
        self._known: dict[CameraId, Neighbourhood] = {}
        self._dead_here: frozenset[CameraId] = frozenset()
        news = Throttle(self, "follow-news", _NEWS_WINDOW_MS, self.read)
        for changed in (services.news.changed, services.closures.changed, services.terms.changed):
            listen(changed, lambda _none: news(), self)
        self.destroyed.connect(following.chosen.connect(lambda _camera: self.read()))

    def of(self, camera: CameraId) -> Neighbourhood:
        """Nothing around it where that is not known yet."""
        return self._known.get(camera) or Neighbourhood(camera)

    def may_follow(self, camera: CameraId) -> bool:
        return camera not in self._shut()

    def first(self, camera: CameraId, on_read: Callable[[bool, Neighbourhood], None]) -> None:
        """To begin with it: whether everybody may see it large, and what lies around."""
        services, left_out = self._services, self._shut()
        self._dead_here = frozenset()

        def read() -> tuple[bool, Neighbourhood]:
            entry = services.directory.camera(camera)
            is_public = entry is None or entry.camera.privacy_class is PrivacyClass.PUBLIC
            return is_public, services.nearby.around(camera, left_out)

        def done(found: tuple[bool, Neighbourhood]) -> None:
            self._known = {camera: found[1]}
            on_read(*found)

        self._stage.background.run(read, done, name="follow", owner=self)

    def read(self) -> None:
        """Whenever something may be otherwise. Who is shown stays where it is, as long as it may be offered."""
        path, around, nearby = self._following.path, self._following.around, self._services.nearby
        if path is None or around is None:
            return
        middle, shown, left_out = path.camera, around.cameras, self._shut() | self._dead_here
        before = () if path.before is None else (path.before,)

        def read() -> dict[CameraId, Neighbourhood]:
            here = nearby.around(middle, left_out, shown)
            nexts = dict.fromkeys((*here.cameras, *before))
            return {middle: here} | {camera: nearby.around(camera, left_out) for camera in nexts}

        def done(found: dict[CameraId, Neighbourhood]) -> None:
            self._known = found
            self._following.show_around(self.of(middle))

        self._stage.background.run(read, done, name="follow", owner=self)

    def look(self, states: list[FeedState | None]) -> None:
        """What the tiles show: who shows nothing here makes room for the next one, whatever the centre says."""
        around = self._following.around
        if around is None or len(states) <= max(TILE_OF.values()):
            return
        dead = {one.camera for sector, one in around.by_sector.items() if states[TILE_OF[sector]] in _DEAD}
        if not dead <= self._dead_here:
            self._dead_here |= dead
            self.read()

    def _shut(self) -> frozenset[CameraId]:
        return frozenset((*self._services.closures.current(), *self._services.terms.current()))
