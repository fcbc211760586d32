"""Layouts: where the tiles of a wall lie, in cells of a grid; pure geometry."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ROWS = 12


@dataclass(frozen=True)
class Cell:
    """A tile's place in grid units."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Layout:
    """A named arrangement; ``cells[i]`` is tile ``i``, counted as people read: left to right, top to bottom."""

    name: str
    rows: int
    columns: int
    cells: tuple[Cell, ...]


def grid(rows: int, columns: int) -> Layout:
    """Raises ValueError outside 1x1 to 12x12."""
    if not (1 <= rows <= MOST_ROWS and 1 <= columns <= MOST_ROWS):
        raise ValueError(f"layout {rows}x{columns}: rows and columns go from 1 to {MOST_ROWS}")
    cells = tuple(Cell(row, column) for row in range(rows) for column in range(columns))
    return Layout(f"{rows}x{columns}", rows, columns, cells)


def one_big(small_count: int) -> Layout:
    """1+5 (3x3 grid) or 1+7 (4x4 grid): one big tile at the top left, small ones beside and below it."""
    if small_count not in (5, 7):
        raise ValueError(f"1+{small_count} is not a layout; there are 1+5 and 1+7")
    side = (small_count + 1) // 2
    right = tuple(Cell(row, side - 1) for row in range(side - 1))
    below = tuple(Cell(side - 1, column) for column in range(side))
    return Layout(f"1+{small_count}", side, side, (Cell(0, 0, side - 1, side - 1), *right, *below))


def layout_by_name(name: str) -> Layout:
    """``4x4``, ``1+5`` and so on. Raises ValueError that says what is allowed."""
    text = name.strip().lower()
    rows, cross, columns = text.partition("x")
    if cross and rows.isdecimal() and columns.isdecimal():
        return grid(int(rows), int(columns))
    if text in ("1+5", "1+7"):
        return one_big(int(text[2:]))
    raise ValueError(f"unknown layout {name!r}: use ROWSxCOLUMNS from 1x1 to 12x12, 1+5 or 1+7")


COMMON_LAYOUTS: tuple[str, ...] = ("1x1", "2x2", "3x3", "1+5", "1+7", "4x4", "5x5", "6x6", "8x8")
