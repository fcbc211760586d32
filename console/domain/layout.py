"""Layouts: where the tiles of a wall lie, in cells of a grid; pure geometry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

MOST_ROWS = 12
MOST_TILES = MOST_ROWS * MOST_ROWS
FREE_UNITS = 60
"""So many rows and columns of a free layout make one of a common one: halves, thirds, fifths and twelfths fall on one."""
MOST_UNITS = MOST_ROWS * FREE_UNITS
MOST_SPACING = 8
MOST_NAME = 60


class TileShape(Enum):
    """What the tiles look like: as the window has room, or as most pictures are."""

    FILL = "fill"
    WIDE = "16:9"
    CLASSIC = "4:3"

    @property
    def ratio(self) -> float | None:
        """Width by height; None follows the window."""
        return {TileShape.FILL: None, TileShape.WIDE: 16 / 9, TileShape.CLASSIC: 4 / 3}[self]


@dataclass(frozen=True)
class Cell:
    """A tile's place in grid units."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1

    @property
    def bottom(self) -> int:
        return self.row + self.row_span

    @property
    def right(self) -> int:
        return self.column + self.column_span


@dataclass(frozen=True)
class Layout:
    """A named arrangement; ``cells[i]`` is tile ``i``, counted as people read: left to right, top to bottom."""

    name: str
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    shape: TileShape = TileShape.FILL
    spacing: int = 1
    """Between the tiles, in halves of the usual unit; 0 lets them touch."""

    @property
    def is_free(self) -> bool:
        """On a grid so fine that its borders can be dragged."""
        return max(self.rows, self.columns) > MOST_ROWS

    @property
    def units(self) -> int:
        """Rows and columns that have the layout's shape together."""
        return FREE_UNITS if self.is_free else 1


def grid(rows: int, columns: int) -> Layout:
    """Raises ValueError outside 1x1 to 12x12."""
    if not (1 <= rows <= MOST_ROWS and 1 <= columns <= MOST_ROWS):
        raise ValueError(f"layout {rows}x{columns}: rows and columns go from 1 to {MOST_ROWS}")
    cells = tuple(Cell(row, column) for row in range(rows) for column in range(columns))
    return Layout(f"{rows}x{columns}", rows, columns, cells)


def one_big(small_count: int) -> Layout:
    """1+5 (3x3 grid) or 1+7 (4x4 grid): one big tile at the top left, small ones beside and below it."""
    if small_count not in (5, 7):
        raise ValueError(f"1+{small_count} is not a layout of this kind; there are 1+5 and 1+7")
    side = (small_count + 1) // 2
    right = tuple(Cell(row, side - 1) for row in range(side - 1))
    below = tuple(Cell(side - 1, column) for column in range(side))
    return Layout(f"1+{small_count}", side, side, (Cell(0, 0, side - 1, side - 1), *right, *below))


def _quarters(name: str, big: tuple[Cell, ...]) -> Layout:
    """A 4x4 grid with tiles of four cells in it."""
    taken = {(one.row + down, one.column + right) for one in big for down in (0, 1) for right in (0, 1)}
    small = (Cell(row, column) for row in range(4) for column in range(4) if (row, column) not in taken)
    return Layout(name, 4, 4, tuple(sorted((*big, *small), key=reading_order)))


def reading_order(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


ONE_AND_TWELVE = _quarters("1+12", (Cell(0, 0, 2, 2),))
TWO_AND_EIGHT = _quarters("2+8", (Cell(0, 0, 2, 2), Cell(0, 2, 2, 2)))
_MIXED = {layout.name: layout for layout in (one_big(5), one_big(7), ONE_AND_TWELVE, TWO_AND_EIGHT)}


def layout_by_name(name: str) -> Layout:
    """``4x4``, ``1+5`` and so on. Raises ValueError that says what is allowed."""
    text = name.strip().lower()
    rows, cross, columns = text.partition("x")
    if cross and rows.isdecimal() and columns.isdecimal():
        return grid(int(rows), int(columns))
    if text in _MIXED:
        return _MIXED[text]
    raise ValueError(f"unknown layout {name!r}: use ROWSxCOLUMNS from 1x1 to 12x12, {', '.join(_MIXED)}")


def is_common(layout: Layout) -> bool:
    """True for one that its name alone tells."""
    try:
        return layout == layout_by_name(layout.name)
    except ValueError:
        return False


def checked_layout(
    name: str, rows: int, columns: int, cells: Sequence[Cell], shape: TileShape = TileShape.FILL, spacing: int = 1
) -> Layout:
    """A layout from outside. Raises ValueError unless its tiles cover the grid, each part of it once."""
    if not (name.strip() and len(name) <= MOST_NAME and name.isprintable()):
        raise ValueError("name of a layout")
    if not (1 <= rows <= MOST_UNITS and 1 <= columns <= MOST_UNITS and 1 <= len(cells) <= MOST_TILES):
        raise ValueError("size of a layout")
    if not 0 <= spacing <= MOST_SPACING:
        raise ValueError("spacing of a layout")
    if not all(_lies_in(cell, rows, columns) for cell in cells):
        raise ValueError("a tile outside the grid")
    in_order = tuple(sorted(cells, key=reading_order))
    covered = sum(cell.row_span * cell.column_span for cell in cells)
    if covered != rows * columns or any(
        _overlap(one, other) for index, one in enumerate(in_order) for other in in_order[index + 1 :]
    ):
        raise ValueError("tiles that do not cover the grid, each part of it once")
    return Layout(name, rows, columns, in_order, shape, spacing)


def _lies_in(cell: Cell, rows: int, columns: int) -> bool:
    starts = cell.row >= 0 and cell.column >= 0 and cell.row_span >= 1 and cell.column_span >= 1
    return starts and cell.bottom <= rows and cell.right <= columns


def _overlap(one: Cell, other: Cell) -> bool:
    down = one.row < other.bottom and other.row < one.bottom
    return down and one.column < other.right and other.column < one.right


COMMON_LAYOUTS: tuple[str, ...] = ("1x1", "2x2", "3x3", "1+5", "1+7", "1+12", "2+8", "4x4", "5x5", "6x6", "8x8")
