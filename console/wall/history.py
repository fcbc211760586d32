"""The steps by which the walls came to be as they are, to go back and forth among; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from console.domain.tile_content import TileContent
from console.domain.wall_state import WallState

MOST_STEPS = 100
REMEMBERED = 8
"""What a tile showed before that which it shows."""

WallStates = Mapping[str, WallState]
"""By the names of the walls."""


@dataclass(frozen=True)
class Step:
    """What one change made of the walls that it touched."""

    before: WallStates
    after: WallStates


class Timeline:
    """What can be undone and redone."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def last(self) -> Step | None:
        """The one that would be undone."""
        return self._done[-1] if self._done else None

    def push(self, step: Step) -> None:
        """A new change; what was undone cannot be redone any more."""
        self._done = [*self._done[1 - MOST_STEPS :], step]
        self._undone = []

    def undo(self) -> WallStates | None:
        """What the walls become; None when there is nothing to undo."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        return step.before

    def redo(self) -> WallStates | None:
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        return step.after

    def forget(self, wall: str) -> None:
        """The wall is gone, and with it its part of every step."""
        self._done = _without(self._done, wall)
        self._undone = _without(self._undone, wall)


def _without(steps: list[Step], wall: str) -> list[Step]:
    kept = [
        Step(*({name: state for name, state in side.items() if name != wall} for side in (step.before, step.after)))
        for step in steps
    ]
    return [step for step in kept if step.before]


def taken_back(step: Step, now: WallStates) -> WallStates:
    """The walls of now without what ``step`` put on them: tiles that show something else meanwhile keep it."""
    found: dict[str, WallState] = {}
    for name, after in step.after.items():
        current, before = now.get(name), step.before[name]
        if current is None:
            continue
        if current == after:
            found[name] = before
            continue
        tiles = tuple(
            before.tile(tile) if content == after.tile(tile) != before.tile(tile) else content
            for tile, content in enumerate(current.tiles)
        )
        found[name] = replace(current, tiles=tiles)
    return found


class TileTrail:
    """What lay on one tile, one after the other: back and forward as in a browser."""

    def __init__(self) -> None:
        self._shown: list[TileContent] = []
        self._at = -1
        self._is_empty = True
        """The tile shows nothing now; what it showed last is one step back."""
        self._going_to: int | None = None

    def note(self, content: TileContent | None) -> None:
        """What the tile shows now."""
        going, self._going_to = self._going_to, None
        self._is_empty = content is None
        if content is None:
            return
        if going is not None and self._shown[going] == content:
            self._at = going
        elif self._at < 0 or self._shown[self._at] != content:
            self._shown = [*self._shown[max(0, self._at + 1 - REMEMBERED) : self._at + 1], content]
            self._at = len(self._shown) - 1

    def back(self) -> TileContent | None:
        """What was there before, which the tile is about to show; None at the beginning."""
        return self._go(self._at if self._is_empty else self._at - 1)

    def forward(self) -> TileContent | None:
        return self._go(self._at + 1)

    def _go(self, to: int) -> TileContent | None:
        if not 0 <= to < len(self._shown):
            return None
        self._going_to = to
        return self._shown[to]
