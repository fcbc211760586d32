"""Keeps at hand what is likely called up next: asks the directory in the background whenever the wall changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QObject

from console.app.shell import Shell
from console.app.site import Site
from console.base.observer import Signal
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.wall_plan import KeepWish
from console.media.keeping import KeepBudget
from console.qt.background import Background
from console.qt.throttle import Throttle
from console.settings.file import Settings
from console.settings.options import KEPT_FEEDS, KEPT_MBIT_PER_S, KEPT_MIB, REPLAY_SECONDS
from console.wall.likely import LikelyNext, TileHistory, likely_next
from console.wall.wall import Wall
from console.wall.walls import Walls

_WINDOW_MS = 300
_MIB = 1024 * 1024


class NoTour:
    """Nothing is known to come next."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()

    def cameras(self) -> Sequence[CameraId]:
        return ()


class CallUp(QObject):
    """Main thread only. The sub feed is kept: it shows at once, on a large tile too, until main has come."""

    def __init__(
        self,
        parent: QObject,
        wall: Wall,
        keep: Callable[[Collection[KeepWish]], None],
        neighbours: Callable[[CameraId], list[CameraId]],
        background: Background,
        tour: LikelyNext | None = None,
    ) -> None:
        super().__init__(parent)
        self._wall = wall
        self._keep = keep
        self._neighbours = neighbours
        self._background = background
        self._tour = tour or NoTour()
        self._history = TileHistory()
        self._near: tuple[CameraId | None, list[CameraId]] = (None, [])
        self._look_later = Throttle(self, "call-up", _WINDOW_MS, self._look)
        self.destroyed.connect(wall.changed.connect(lambda _none: self._on_wall_changed()))
        self.destroyed.connect(self._tour.changed.connect(lambda _none: self._look_later()))
        self._on_wall_changed()

    def _on_wall_changed(self) -> None:
        self._history.note(self._wall.cameras)
        self._look_later()

    def _look(self) -> None:
        camera = self._wall.selected_camera
        if camera is None or camera == self._near[0]:
            self._say()
            return
        self._background.run(
            lambda: self._neighbours(camera),
            lambda near: self._on_near(camera, near),
            # A directory that cannot be read says so where it is looked at; here it only makes waiting longer.
            lambda _error: self._on_near(camera, []),
            name="call-up",
            owner=self,
        )

    def _on_near(self, camera: CameraId, near: list[CameraId]) -> None:
        self._near = (camera, near)
        self._say()

    def _say(self) -> None:
        tile = self._wall.selected
        near = self._near[1] if self._near[0] == self._wall.selected_camera else []
        before = [*self._history.of(tile), *self._history.all_but(tile)]
        likely = likely_next(self._wall.cameras, tour=self._tour.cameras(), near=near, before=before)
        self._keep([KeepWish(FeedKey.of(camera, FeedQuality.SUB), rank) for rank, camera in enumerate(likely)])


def keep_likely(window: QObject, wall: Wall, site: Site, shell: Shell, next_ones: LikelyNext) -> None:
    """What is likely called up next is connected already, as far as the settings allow; it ends with the window."""
    site.media.set_keep_budget(budget_of(shell.settings))
    CallUp(window, wall, site.media.keep, site.directory.neighbours.of, shell.background, next_ones)


def keep_ahead(root: QObject, walls: Walls, site: Site, shell: Shell) -> None:
    """For a wall machine, where nobody selects: the next pages of its tours are connected already."""
    site.media.set_keep_budget(budget_of(shell.settings))

    def look() -> None:
        shown = [camera for wall in walls.by_number.values() for camera in wall.cameras]
        likely = likely_next(shown, tour=walls.next_ones.cameras(), near=(), before=())
        site.media.keep([KeepWish(FeedKey.of(camera, FeedQuality.SUB), rank) for rank, camera in enumerate(likely)])

    look_later = Throttle(root, "tours-ahead", _WINDOW_MS, look)
    root.destroyed.connect(walls.next_ones.changed.connect(lambda _none: look_later()))


def budget_of(settings: Settings) -> KeepBudget:
    return KeepBudget(
        most_feeds=settings.get(KEPT_FEEDS),
        most_bytes=settings.get(KEPT_MIB) * _MIB,
        most_bits_per_s=settings.get(KEPT_MBIT_PER_S) * 1_000_000,
        ring_s=float(settings.get(REPLAY_SECONDS)),
    )
