"""A tour on a wall: changes its tiles by the clock, pauses for people and alarms, and leaves one step to undo at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from console.base.clock import Clock
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.tour import IsDead, Page, StepClock, tour_tiles
from console.domain.wall_state import WallState
from console.wall.history import Step
from console.wall.steps import WallSteps
from console.wall.tour_pages import Route, TourPages
from console.wall.wall import Wall


class Pause(Enum):
    """Why a tour stands still."""

    PERSON = "person"
    TILE = "tile"
    """A tile of it was selected, enlarged or changed by hand."""
    ALARM = "alarm"
    LOCKED = "locked"


@dataclass(frozen=True)
class TourOrder:
    """``only``: the tile that it stays in; None takes all tiles that are not pinned."""

    name: str
    route: Route
    step_s: float
    is_dead: IsDead
    only: int | None = None


@dataclass
class _Running:
    order: TourOrder
    pages: TourPages
    time: StepClock
    before: WallState
    put: WallState
    selected: int
    why: Pause | None = None
    layout: WallState | None = None
    """The saved one that the page showed: what lies on its tiles is the page's."""


class Touring:
    """For one wall; at most one tour at a time. ``changed`` when it began, went on, paused or ended. Main thread only."""

    def __init__(self, wall: Wall, steps: WallSteps, clock: Clock) -> None:
        self.changed: Signal[None] = Signal()
        self._wall = wall
        self._steps = steps
        self._clock = clock
        self._running: _Running | None = None
        self._is_own = False
        self.pinned: frozenset[int] = frozenset()
        """Tiles that stay as they are; they outlast a tour."""
        wall.changed.connect(lambda _none: self._on_wall_changed())

    @property
    def order(self) -> TourOrder | None:
        """None: no tour is on."""
        return None if self._running is None else self._running.order

    @property
    def why_paused(self) -> Pause | None:
        return None if self._running is None else self._running.why

    @property
    def left_s(self) -> float:
        """Of the step that is on."""
        return 0.0 if self._running is None else self._running.time.left_s(self._clock.monotonic_s())

    @property
    def tiles(self) -> tuple[int, ...]:
        return self._tiles_for(None if self._running is None else self._running.order.only)

    def cameras(self) -> Sequence[CameraId]:
        """Those of the next page, so that they are ready before their turn."""
        return () if self._running is None else self._running.pages.upcoming

    def start(self, order: TourOrder) -> bool:
        """Instead of one that is on. False on a locked wall, which says so, and where it has no tile."""
        if self._wall.locked:
            self._wall.refused.emit(None)
            return False
        if not self._tiles_for(order.only):
            return False
        self.stop()
        now_s, state = self._clock.monotonic_s(), self._wall.state
        pages, time = TourPages(order.route, order.is_dead), StepClock(order.step_s).resumed(now_s)
        self._running = _Running(order, pages, time, state, state, self._wall.selected)
        self.go(1)
        return True

    def stop(self) -> None:
        """The wall keeps what is on it; as it was before can be had back by undoing one step."""
        running, self._running = self._running, None
        if running is None:
            return
        now = self._wall.state
        if now != running.before:
            self._steps.add(Step({self._wall.name: running.before}, {self._wall.name: now}))
        self.changed.emit(None)

    def pause(self, why: Pause = Pause.PERSON) -> None:
        running = self._running
        if running is not None and running.why is None:
            running.why = why
            running.time = running.time.paused(self._clock.monotonic_s())
            self.changed.emit(None)

    def resume(self) -> None:
        """With the rest of the step; where the wall was changed by hand meanwhile, with the next page."""
        running = self._running
        if running is None or running.why is None:
            return
        if self._wall.locked:
            self._wall.refused.emit(None)
            return
        running.why = None
        running.selected = self._wall.selected
        running.time = running.time.resumed(self._clock.monotonic_s())
        if self._wall.full_screen in self.tiles:
            self._wall.show_full(None)
        if self._wall.state != running.put:
            self.go(1)
        else:
            self.changed.emit(None)

    def go(self, steps: int) -> None:
        """1: the next page, -1: the one before, if there is one; each with a whole step of time. It may be in a pause."""
        running = self._running
        if running is None:
            return
        if self._wall.locked:
            self._wall.refused.emit(None)
            return
        page = running.pages.forward(len(self.tiles)) if steps > 0 else running.pages.back()
        if page is not None:
            running.time = running.time.begun(self._clock.monotonic_s())
            self._show(running, page)
        self.changed.emit(None)

    def tick(self) -> None:
        """Whenever some time has passed."""
        running = self._running
        if running is not None and running.time.runs and self.left_s <= 0:
            self.go(1)

    def _show(self, running: _Running, page: Page) -> None:
        self._is_own = True
        try:
            with self._steps.as_none():
                if page.wall is not None:
                    self._wall.restore(_with_kept(page.wall, self._wall, self.pinned, running.layout))
                else:
                    tiles = self.tiles
                    spare: list[CameraId | None] = [None] * (len(tiles) - len(page.cameras))
                    self._wall.put_all([*page.cameras, *spare], tiles)
        finally:
            self._is_own = False
        running.put, running.selected, running.layout = self._wall.state, self._wall.selected, page.wall

    def _tiles_for(self, only: int | None) -> tuple[int, ...]:
        """Hotspot and boards stay where they are, as pinned tiles do."""
        others = self._wall.state.others
        tiles = tour_tiles(len(self._wall.layout.cells), self.pinned, only)
        return tuple(tile for tile in tiles if tile not in others)

    def _on_wall_changed(self) -> None:
        running, wall = self._running, self._wall
        if running is None or self._is_own or running.why is not None:
            return
        tiles = self.tiles
        if wall.locked:
            self.pause(Pause.LOCKED)
        elif wall.state != running.put or wall.full_screen in tiles:
            self.pause(Pause.TILE)
        elif wall.selected != running.selected:
            running.selected = wall.selected
            if wall.selected in tiles:
                self.pause(Pause.TILE)


def _with_kept(state: WallState, wall: Wall, pinned: frozenset[int], layout: WallState | None) -> WallState:
    """``state`` without its lock, for the next step has to change it; with what is pinned, and with what people have put
    on ``wall`` that is no camera and did not come with ``layout``, the one before.
    """
    others = wall.state.others.items()
    kept = pinned | {tile for tile, other in others if layout is None or layout.tile(tile) != other}
    count, shown = len(state.layout.cells), wall.tiles
    tiles = [state.tile(tile) for tile in range(max(count, len(state.tiles)))]
    for tile in kept:
        if tile < min(count, len(shown)):
            tiles[tile] = shown[tile]
    return replace(state, tiles=tuple(tiles), locked=False)
