"""A layout that is being drawn: tiles are split, joined and their borders dragged; every step is a layout again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from console.domain.layout import (
    FREE_UNITS,
    MOST_ROWS,
    MOST_TILES,
    Cell,
    Layout,
    TileShape,
    checked_layout,
    reading_order,
)


@dataclass(frozen=True)
class Piece:
    """A tile of the draft. ``origin``: the tile of the layout that was begun with, None for one that came by a split."""

    cell: Cell
    origin: int | None


@dataclass(frozen=True)
class Border:
    """A line between tiles: ``upright`` at column ``at`` from row ``start`` to ``end``, else at row ``at``."""

    upright: bool
    at: int
    start: int
    end: int


@dataclass(frozen=True)
class Draft:
    """Pieces in the order in which people read."""

    rows: int
    columns: int
    pieces: tuple[Piece, ...]

    @property
    def least_rows(self) -> int:
        """The lowest tile: no layout has more than twelve in a column."""
        return -(-self.rows // MOST_ROWS)

    @property
    def least_columns(self) -> int:
        return -(-self.columns // MOST_ROWS)

    @property
    def origins(self) -> tuple[int | None, ...]:
        return tuple(piece.origin for piece in self.pieces)

    def layout(self, name: str, shape: TileShape, spacing: int) -> Layout:
        """Raises ValueError for a name that is none."""
        return checked_layout(name, self.rows, self.columns, [piece.cell for piece in self.pieces], shape, spacing)


def draft_of(layout: Layout) -> Draft:
    """On a grid fine enough to draw on."""
    units = 1 if layout.is_free else FREE_UNITS
    pieces = tuple(
        Piece(
            Cell(cell.row * units, cell.column * units, cell.row_span * units, cell.column_span * units),
            index,
        )
        for index, cell in enumerate(layout.cells)
    )
    return Draft(layout.rows * units, layout.columns * units, pieces)


def split(draft: Draft, tile: int, *, upright: bool) -> Draft | None:
    """Two halves side by side (``upright``) or one above the other; None where they would be too small."""
    piece = draft.pieces[tile]
    cell = piece.cell
    half = (cell.column_span if upright else cell.row_span) // 2
    if half < (draft.least_columns if upright else draft.least_rows) or len(draft.pieces) >= MOST_TILES:
        return None
    if upright:
        first = replace(cell, column_span=half)
        second = replace(cell, column=cell.column + half, column_span=cell.column_span - half)
    else:
        first = replace(cell, row_span=half)
        second = replace(cell, row=cell.row + half, row_span=cell.row_span - half)
    others = (other for index, other in enumerate(draft.pieces) if index != tile)
    return _with(draft, [*others, Piece(first, piece.origin), Piece(second, None)])


def join(draft: Draft, tiles: Collection[int]) -> Draft | None:
    """One tile instead of several, None unless together they are a rectangle. It keeps the first one's camera."""
    if len(tiles) < 2:  # noqa: PLR2004  one alone has nothing to be joined with
        return None
    cells = [draft.pieces[tile].cell for tile in tiles]
    top, left = min(cell.row for cell in cells), min(cell.column for cell in cells)
    whole = Cell(top, left, max(cell.bottom for cell in cells) - top, max(cell.right for cell in cells) - left)
    if sum(cell.row_span * cell.column_span for cell in cells) != whole.row_span * whole.column_span:
        return None
    origins = [draft.pieces[tile].origin for tile in sorted(tiles)]
    origin = next((one for one in origins if one is not None), None)
    others = (piece for index, piece in enumerate(draft.pieces) if index not in tiles)
    return _with(draft, [*others, Piece(whole, origin)])


def borders(draft: Draft, *, whole: bool) -> list[Border]:
    """All lines that can be dragged. ``whole``: across crossings as far as they go, else each part between two alone."""
    found: list[Border] = []
    for upright in (True, False):
        sides: dict[int, list[tuple[int, int]]] = {}
        for piece in draft.pieces:
            start, end, low, high = _along(piece.cell, upright=upright)
            for at in (low, high):
                sides.setdefault(at, []).append((start, end))
        length = draft.columns if upright else draft.rows
        for at, spans in sides.items():
            if 0 < at < length:
                found += [Border(upright, at, *span) for span in _joined(spans, touching=whole)]
    return found


def reach(draft: Draft, border: Border) -> tuple[int, int]:
    """How far it can be dragged: least and greatest ``at``."""
    least = draft.least_columns if border.upright else draft.least_rows
    beside = [_along(piece.cell, upright=border.upright) for piece in draft.pieces]
    beside = [one for one in beside if one[0] >= border.start and one[1] <= border.end]
    low = max(low for _start, _end, low, high in beside if high == border.at) + least
    high = min(high for _start, _end, low, high in beside if low == border.at) - least
    return min(low, border.at), max(high, border.at)


def move(draft: Draft, border: Border, to: int) -> tuple[Draft, Border]:
    """As far towards ``to`` as it goes; the border where it is then."""
    least, most = reach(draft, border)
    at = min(max(to, least), most)
    pieces = [replace(piece, cell=_moved(piece.cell, border, at)) for piece in draft.pieces]
    return _with(draft, pieces), replace(border, at=at)


def _moved(cell: Cell, border: Border, at: int) -> Cell:
    start, end, low, high = _along(cell, upright=border.upright)
    if start < border.start or end > border.end or border.at not in (low, high):
        return cell
    low, high = (at, high) if low == border.at else (low, at)
    if border.upright:
        return replace(cell, column=low, column_span=high - low)
    return replace(cell, row=low, row_span=high - low)


def _along(cell: Cell, *, upright: bool) -> tuple[int, int, int, int]:
    """From where to where it lies along such a border, and where its two sides are."""
    if upright:
        return cell.row, cell.bottom, cell.column, cell.right
    return cell.column, cell.right, cell.row, cell.bottom


def _joined(spans: Iterable[tuple[int, int]], *, touching: bool) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and (start < found[-1][1] or (touching and start == found[-1][1])):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _with(draft: Draft, pieces: Iterable[Piece]) -> Draft:
    return replace(draft, pieces=tuple(sorted(pieces, key=lambda piece: reading_order(piece.cell))))
