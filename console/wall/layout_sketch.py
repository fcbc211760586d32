"""Drawing a layout: the draft, what is chosen of it, and the way back; by mouse and by keys it is the same."""

from __future__ import annotations

from collections.abc import Iterable

from console.base.observer import Signal
from console.domain.layout import Cell, TileShape
from console.domain.layout_draft import Border, Draft, borders, join, move, split
from console.wall.wall import Direction, neighbour

_MOST_UNDONE = 100
_STEPS = 48
"""A key moves a border by one of so many parts of the wall."""


class LayoutSketch:
    """``changed`` after the draft or what is chosen of it changed. Main thread only."""

    def __init__(self, draft: Draft) -> None:
        self.changed: Signal[None] = Signal()
        self.draft = draft
        self.chosen: frozenset[int] = frozenset({0})
        self._before: list[Draft] = []
        self._anchor = self._current = 0

    def split(self, *, upright: bool) -> None:
        """The tile that is chosen, into two."""
        if len(self.chosen) == 1:
            self._set(split(self.draft, self._current, upright=upright))

    def join(self) -> None:
        self._set(join(self.draft, self.chosen))

    def can_join(self) -> bool:
        return join(self.draft, self.chosen) is not None

    def undo(self) -> None:
        if self._before:
            self.draft = self._before.pop()
            self.choose(min(self._current, len(self.draft.pieces) - 1))

    def choose(self, tile: int) -> None:
        self._anchor = self._current = tile
        self.choose_all({tile})

    def choose_all(self, tiles: Iterable[int]) -> None:
        self.chosen = frozenset(tiles)
        if self._current not in self.chosen:
            self._current = min(self.chosen)
        self.changed.emit(None)

    def toggle(self, tile: int) -> None:
        """One is always chosen."""
        self.choose_all(self.chosen ^ {tile} or {tile})

    def walk(self, direction: Direction, *, extend: bool) -> None:
        """To the next tile; ``extend`` chooses all from where the way began."""
        to = neighbour(self.draft.layout("-", TileShape.FILL, 1), self._current, direction)
        if not extend:
            self.choose(to)
            return
        self._current = to
        one, other = self.draft.pieces[self._anchor].cell, self.draft.pieces[to].cell
        top, left = min(one.row, other.row), min(one.column, other.column)
        whole = Cell(top, left, max(one.bottom, other.bottom) - top, max(one.right, other.right) - left)
        self.choose_all(tile for tile, piece in enumerate(self.draft.pieces) if _meet(piece.cell, whole))

    def push(self, direction: Direction) -> None:
        """Moves the right or lower border of the current tile; at the wall's edge the other one."""
        down, right = direction.value
        upright, cell = right != 0, self.draft.pieces[self._current].cell
        length = self.draft.columns if upright else self.draft.rows
        high, low = (cell.right, cell.column) if upright else (cell.bottom, cell.row)
        at, start = high if high < length else low, cell.row if upright else cell.column
        for border in borders(self.draft, whole=True):
            if border.upright is upright and border.at == at and border.start <= start < border.end:
                self.remember()
                self.drag(border, at + (right + down) * max(1, length // _STEPS))
                return

    def remember(self) -> None:
        """What follows is undone as one."""
        self._before = [*self._before[1 - _MOST_UNDONE :], self.draft]

    def drag(self, border: Border, to: int) -> Border:
        """The border where it is then."""
        self.draft, there = move(self.draft, border, to)
        self.changed.emit(None)
        return there

    def _set(self, draft: Draft | None) -> None:
        """None: it could not be done, and nothing happens."""
        if draft is None:
            return
        self.remember()
        kept = self.draft.pieces[min(self.chosen)].cell
        self.draft = draft
        held = (index for index, piece in enumerate(draft.pieces) if _meet(piece.cell, Cell(kept.row, kept.column)))
        self.choose(next(held))


def _meet(one: Cell, other: Cell) -> bool:
    down = one.row < other.bottom and other.row < one.bottom
    return down and one.column < other.right and other.column < one.right
