"""Following somebody on a wall: one camera large in the middle, those around it at their place of the compass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.base.clock import Clock
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.follow_path import FollowPath
from console.domain.layout import Cell, Layout
from console.domain.neighbourhood import Neighbourhood, Sector
from console.domain.wall_state import WallState
from console.wall.history import Step
from console.wall.steps import WallSteps
from console.wall.wall import Wall

MIDDLE = 4
TILE_OF = {
    Sector.NORTH_WEST: 0, Sector.NORTH: 1, Sector.NORTH_EAST: 2, Sector.WEST: 3,
    Sector.EAST: 5, Sector.SOUTH_WEST: 6, Sector.SOUTH: 7, Sector.SOUTH_EAST: 8,
}  # fmt: skip
_EDGES = ((0, 2), (2, 5), (7, 2))
FOLLOW_LAYOUT = Layout(
    "1+8", 9, 9, tuple(Cell(row, column, rows, columns) for row, rows in _EDGES for column, columns in _EDGES)
)
"""Five ninths of the wall for the middle; its tiles lie as the digits of a number pad and as the compass."""
REMEMBERED = 8
"""Cameras of the path that stay at hand: a step back is instant, and evidence of them reaches back."""


@dataclass
class _Running:
    path: FollowPath
    around: Neighbourhood
    before: WallState
    selected: int
    full_screen: int | None
    step: Step | None = None
    """The one by which it began."""


class Following:
    """For one wall. ``changed`` when it began, stepped, ended, or when others lie around. Main thread only.

    ``ended`` has the path. ``chosen``: somebody put another camera into the middle, so that is followed from now on.
    """

    def __init__(self, wall: Wall, steps: WallSteps, clock: Clock) -> None:
        self.changed: Signal[None] = Signal()
        self.ended: Signal[FollowPath] = Signal()
        self.chosen: Signal[CameraId] = Signal()
        self._wall = wall
        self._steps = steps
        self._clock = clock
        self._running: _Running | None = None
        self._is_own = False
        wall.changed.connect(lambda _none: self._on_wall_changed())

    @property
    def path(self) -> FollowPath | None:
        """None: nobody is followed."""
        return None if self._running is None else self._running.path

    @property
    def around(self) -> Neighbourhood | None:
        return None if self._running is None else self._running.around

    def cameras(self) -> Sequence[CameraId]:
        """Those of the path, so that they stay at hand."""
        return () if self._running is None else self._running.path.cameras[1 : REMEMBERED + 1]

    def start(self, around: Neighbourhood) -> bool:
        """From its camera. False on a locked wall, which says so, and where somebody is followed already."""
        if self._running is not None:
            return False
        wall = self._wall
        if wall.locked:
            wall.refused.emit(None)
            return False
        path = FollowPath.begun(around.camera, self._clock.now_utc())
        running = _Running(path, around, wall.state, wall.selected, wall.full_screen)
        self._is_own = True
        try:
            with self._steps.as_one():
                wall.restore(WallState(FOLLOW_LAYOUT, _cameras(around)), full_screen=False)
                wall.select(MIDDLE)
        finally:
            self._is_own = False
        running.step = self._steps.last
        self._running = running
        self.changed.emit(None)
        return True

    def step(self, around: Neighbourhood) -> bool:
        """Its camera becomes the middle. False on a locked wall, and when nobody is followed."""
        running = self._running
        if running is None or self._refuses():
            return False
        return self._show(running, running.path.stepped(around.camera, self._clock.now_utc()), around)

    def back(self, around: Neighbourhood) -> bool:
        """To the camera before, which ``around`` is of."""
        running = self._running
        if running is None or running.path.before != around.camera or self._refuses():
            return False
        return self._show(running, running.path.stepped_back(self._clock.now_utc()), around)

    def show_around(self, around: Neighbourhood) -> None:
        """What lies around the middle, as is known now; of another camera it is too late."""
        running = self._running
        if running is None or running.path.camera != around.camera or running.around == around or self._wall.locked:
            return
        self._show(running, running.path, around)

    def stop(self, *, though_locked: bool = False) -> None:
        """The wall becomes exactly what it was before."""
        running = self._running
        if running is None or (not though_locked and self._refuses()):
            return
        wall, steps = self._wall, self._steps
        self._running = None
        if steps.last is running.step:
            steps.undo()
        else:
            wall.restore(running.before)
        wall.show_full(running.full_screen)
        wall.select(running.selected)
        self._end(running)

    def _refuses(self) -> bool:
        if self._wall.locked:
            self._wall.refused.emit(None)
        return self._wall.locked

    def _show(self, running: _Running, path: FollowPath, around: Neighbourhood) -> bool:
        is_step = path.camera != running.path.camera
        running.path, running.around = path, around
        wall = self._wall
        self._is_own = True
        try:
            with self._steps.as_none():
                wall.put_all(_cameras(around), range(len(FOLLOW_LAYOUT.cells)))
                if is_step:
                    wall.select(MIDDLE)
        finally:
            self._is_own = False
        self.changed.emit(None)
        return True

    def _on_wall_changed(self) -> None:
        """What people do to the wall meanwhile is theirs: another layout ends it, another camera in the middle is followed."""
        running, wall = self._running, self._wall
        if running is None or self._is_own:
            return
        if wall.layout != FOLLOW_LAYOUT:
            self._running = None
            self._end(running)
            return
        middle = wall.state.camera(MIDDLE)
        if middle is not None and middle != running.path.camera:
            running.path = running.path.stepped(middle, self._clock.now_utc())
            running.around = Neighbourhood(middle)
            self.changed.emit(None)
            self.chosen.emit(middle)

    def _end(self, running: _Running) -> None:
        self.changed.emit(None)
        self.ended.emit(running.path.ended(self._clock.now_utc()))


def _cameras(around: Neighbourhood) -> tuple[CameraId | None, ...]:
    shown: list[CameraId | None] = [None] * len(FOLLOW_LAYOUT.cells)
    shown[MIDDLE] = around.camera
    for sector, neighbour in around.by_sector.items():
        shown[TILE_OF[sector]] = neighbour.camera
    return tuple(shown)
