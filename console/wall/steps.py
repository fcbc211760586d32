"""What was done to the walls, step by step, as it happens: undone, redone, taken back; and the way of each tile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from console.base.observer import Signal
from console.domain.tile_content import TileContent
from console.domain.wall_state import WallState
from console.wall.history import Step, TileTrail, Timeline, WallStates, taken_back
from console.wall.wall import Wall


class TileTrails:
    """What each tile of each wall has shown. Main thread only."""

    def __init__(self) -> None:
        self._trails: dict[str, dict[int, TileTrail]] = {}

    def note(self, wall: Wall) -> None:
        """What the wall shows now."""
        for tile, content in enumerate(wall.tiles):
            self._of(wall, tile).note(content)

    def forget(self, wall: Wall) -> None:
        self._trails.pop(wall.name, None)

    def back(self, wall: Wall, tile: int) -> bool:
        """What the tile showed before; False when that was nothing."""
        return _shown(wall, tile, self._of(wall, tile).back())

    def forward(self, wall: Wall, tile: int) -> bool:
        return _shown(wall, tile, self._of(wall, tile).forward())

    def _of(self, wall: Wall, tile: int) -> TileTrail:
        return self._trails.setdefault(wall.name, {}).setdefault(tile, TileTrail())


class WallSteps:
    """One history for all walls: what was done last is undone first. ``changed`` after any step. Main thread only."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()
        self.trails = TileTrails()
        self._walls: dict[str, Wall] = {}
        self._states: dict[str, WallState] = {}
        self._timeline = Timeline()
        self._held = 0

    @property
    def last(self) -> Step | None:
        """What would be undone now."""
        return self._timeline.last

    def follow(self, wall: Wall) -> None:
        """What it shows already is where its history begins."""
        self._walls[wall.name] = wall
        self._states[wall.name] = wall.state
        self.trails.note(wall)

    def forget(self, wall: Wall) -> None:
        """With its part of the history."""
        del self._walls[wall.name], self._states[wall.name]
        self.trails.forget(wall)
        self._timeline.forget(wall.name)

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """All that changes within is one step."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
            self.look()

    @contextmanager
    def as_none(self) -> Iterator[None]:
        """What changes within is no step of anybody: it is there to begin with."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
            for name, wall in self._walls.items():
                if wall.state != self._states[name]:
                    self._states[name] = wall.state
                    self.trails.note(wall)

    def add(self, step: Step) -> None:
        """What came about without steps, and can be undone as one from now on."""
        self._timeline.push(step)
        self.changed.emit(None)

    def look(self) -> None:
        """Finds what has changed, and keeps it as one step."""
        if self._held:
            return
        after = {name: wall.state for name, wall in self._walls.items() if wall.state != self._states[name]}
        if after:
            step = Step({name: self._states[name] for name in after}, after)
            self._timeline.push(step)
            self._now(step.after)

    def undo(self) -> bool:
        """False when there was nothing to undo."""
        return self._apply(self._timeline.undo())

    def redo(self) -> bool:
        return self._apply(self._timeline.redo())

    def take_back(self, step: Step) -> None:
        """``step`` undone, were it the last or not; what people did meanwhile stays."""
        if step is self._timeline.last:
            self.undo()
            return
        with self.as_one():
            self._restore(taken_back(step, self._states))

    def _apply(self, states: WallStates | None) -> bool:
        if states is None:
            return False
        self._held += 1
        try:
            self._restore(states)
        finally:
            self._held -= 1
        self._now({name: self._walls[name].state for name in states})
        return True

    def _restore(self, states: WallStates) -> None:
        for name, state in states.items():
            if self._walls[name].state != state:
                self._walls[name].restore(state)

    def _now(self, states: WallStates) -> None:
        self._states.update(states)
        for name in states:
            self.trails.note(self._walls[name])
        self.changed.emit(None)


def _shown(wall: Wall, tile: int, content: TileContent | None) -> bool:
    if content is None:
        return False
    wall.put(content, tile)
    return True
