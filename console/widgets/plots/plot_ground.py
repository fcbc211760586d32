"""The thin lines behind the curves of a plot, at the ticks of its axes."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from console.widgets.theme.theme import Theme

_BEHIND = -10.0


class PlotGround(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """Instead of the axes' own lines: those are drawn with all words of the axis, each time that the pointer moves."""

    def __init__(self, item: Any, colour: str) -> None:
        """``item``: pyqtgraph's PlotItem, whose axes say where."""
        super().__init__()
        self._item = item
        self.set_colour(colour)
        self._known: dict[str, tuple[tuple[float, float, float], list[float]]] = {}
        self.setZValue(_BEHIND)
        item.getViewBox().sigRangeChanged.connect(lambda *_: self._on_range_changed())

    def set_colour(self, colour: str) -> None:
        self._pen = pg.mkPen(colour, width=1)
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802  Qt's name
        return QRectF(self._item.getViewBox().viewRect())

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        seen = self.boundingRect()
        left, right, low, high = seen.left(), seen.right(), seen.top(), seen.bottom()
        painter.setPen(self._pen)
        painter.drawLines([QLineF(at, low, at, high) for at in self._ticks("bottom", left, right)])
        painter.drawLines([QLineF(left, at, right, at) for at in self._ticks("left", low, high)])

    def _ticks(self, side: str, begin: float, end: float) -> list[float]:
        axis = self._item.getAxis(side)
        size = axis.geometry().width() if side == "bottom" else axis.geometry().height()
        asked = (begin, end, size)
        known = self._known.get(side)
        if known is None or known[0] != asked:
            steps = axis.tickValues(begin, end, size)[:1] if end > begin and size > 0 else []
            known = self._known[side] = asked, [float(at) for _step, values in steps for at in values]
        return known[1]

    def _on_range_changed(self) -> None:
        self.prepareGeometryChange()
        self.update()


def dress_plot(view: Any, pointer: Any, ground: PlotGround, theme: Theme) -> None:
    """``view`` is pyqtgraph's PlotWidget, ``pointer`` the line that follows the mouse."""
    view.setBackground(theme.colours.ground)
    pointer.setPen(pg.mkPen(theme.colours.text_dim, width=1))
    ground.set_colour(theme.colours.raised)
