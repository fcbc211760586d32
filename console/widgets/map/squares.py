"""Keeps the squares of the map that were drawn, and draws missing ones a few at a time, so that no frame is late."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap

from console.citymap.projection import TILE_PX, Viewport
from console.widgets.map.square import Square, SquarePainter

_MOST_SCREENS = 4
"""So many windows full of squares are kept."""
PAN_BUDGET_MS, FIRST_BUDGET_MS = 3.0, 25.0
"""Time for drawing in one frame: while moving, and when nothing of this zoom is there yet."""


class Squares:
    """Main thread only. ``clock_ms`` counts real milliseconds."""

    def __init__(self, clock_ms: Callable[[], float], scale: float, ratio: float) -> None:
        self._clock_ms = clock_ms
        self._ratio = ratio
        self._kept: OrderedDict[Square, tuple[SquarePainter, QPixmap]] = OrderedDict()
        self._painter: SquarePainter | None = None
        self.side_px = 0
        self.set_scale(scale)

    def set_scale(self, scale: float) -> None:
        """Squares of another size are of no use any more."""
        side_px = TILE_PX * max(1, round(scale))
        if side_px != self.side_px:
            self.side_px = side_px
            self._kept.clear()

    def set_painter(self, painter: SquarePainter | None) -> None:
        """What was drawn stays until it is drawn anew."""
        self._painter = painter
        if painter is None:
            self._kept.clear()

    def paint(self, painter: QPainter, viewport: Viewport) -> bool:
        """Draws what is there, after making what there is time for; False while some is missing or old."""
        squares = self._around(viewport, margin=0)
        is_new = not any(square in self._kept for square in squares)
        complete = self._make(squares, FIRST_BUDGET_MS if is_new else PAN_BUDGET_MS)
        for square in squares:
            kept = self._kept.get(square)
            if kept is not None:
                self._kept.move_to_end(square)
                painter.drawPixmap(self._corner(square, viewport), kept[1])
        return complete

    def make_ahead(self, viewport: Viewport) -> bool:
        """Between frames: the squares just outside the window. False while there are more to make."""
        return self._make(self._around(viewport, margin=1), PAN_BUDGET_MS)

    def _make(self, squares: list[Square], budget_ms: float) -> bool:
        if self._painter is None:
            return True
        until_ms = self._clock_ms() + budget_ms
        missing = [square for square in squares if square not in self._kept]
        old = [square for square in squares if square in self._kept and self._kept[square][0] is not self._painter]
        for square in (*missing, *old):
            self._kept[square] = self._painter, self._painter.paint(square, self._ratio)
            self._kept.move_to_end(square)
            self._forget(len(squares))
            if self._clock_ms() > until_ms:
                return square == (*missing, *old)[-1]
        return True

    def _forget(self, shown: int) -> None:
        while len(self._kept) > _MOST_SCREENS * max(shown, 40):
            self._kept.popitem(last=False)

    def _around(self, viewport: Viewport, margin: int) -> list[Square]:
        """Those in the window, from its middle outwards."""
        left, top = _corner_px(viewport)
        columns = range(left // self.side_px - margin, (left + viewport.width_px - 1) // self.side_px + 1 + margin)
        rows = range(top // self.side_px - margin, (top + viewport.height_px - 1) // self.side_px + 1 + margin)
        found = [Square(viewport.zoom, column, row, self.side_px) for column in columns for row in rows]
        middle_column, middle_row = (columns[0] + columns[-1]) / 2, (rows[0] + rows[-1]) / 2
        return sorted(found, key=lambda one: math.hypot(one.column - middle_column, one.row - middle_row))

    def _corner(self, square: Square, viewport: Viewport) -> QPoint:
        left, top = _corner_px(viewport)
        return QPoint(square.column * self.side_px - left, square.row * self.side_px - top)


def _corner_px(viewport: Viewport) -> tuple[int, int]:
    """The window's upper left corner in the world, in whole pixels: so nothing is smeared."""
    world = viewport.world_px
    return round(viewport.x * world - viewport.width_px / 2), round(viewport.y * world - viewport.height_px / 2)
