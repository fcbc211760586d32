"""A living picture on which areas are drawn, corner by corner, by mouse or by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.camera_mask import FEWEST_CORNERS, MOST_CORNERS, MOST_POLYGONS, Point, Polygons
from console.qt.timer import Timer
from console.widgets.theme.theme import Theme
from console.widgets.wall.geometry import fitted

_PICTURE_EVERY_MS = 100
_NEAR = 0.02
"""A click so close to the first corner closes the area."""
_STEP = 0.02
_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_FILL_ALPHA = 90


class AreaEditor(QWidget):
    """Signals: ``changed()``. ``polygons`` are the areas that are closed; ``corners`` those of the one being drawn."""

    changed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, picture: Callable[[], QImage], polygons: Polygons) -> None:
        """``picture`` gives the newest one, again and again."""
        super().__init__(parent)
        self._theme = theme
        self._ask = picture
        self._picture = picture()
        self.polygons = polygons
        self.corners: list[Point] = []
        self._cross: Point | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setMinimumSize(theme.px(120), theme.px(68))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        Timer(self, "mask-picture", _PICTURE_EVERY_MS, self._look).start()

    def close_area(self) -> None:
        """The corners so far become an area; fewer than three are none yet."""
        if len(self.corners) >= FEWEST_CORNERS and len(self.polygons) < MOST_POLYGONS:
            self._set((*self.polygons, tuple(self.corners)))

    def undo(self) -> None:
        """The last corner, else the last area."""
        if self.corners:
            self.corners.pop()
            self.update()
            self.changed.emit()
        else:
            self._set(self.polygons[:-1])

    def clear(self) -> None:
        self._set(())

    def picture_rect(self) -> QRect:
        size = QSize(16, 9) if self._picture.isNull() else self._picture.size()
        return fitted(size, self.rect())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        if event.button() == Qt.MouseButton.LeftButton:
            self._cross = None
            picture, at = self.picture_rect(), event.position()
            self._add((at.x() - picture.x()) / picture.width(), (at.y() - picture.y()) / picture.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        key = Qt.Key(event.key())
        if key in _ARROWS:
            (x, y), (right, down) = self._cross or (0.5, 0.5), _ARROWS[key]
            self._cross = (min(1.0, max(0.0, x + right * _STEP)), min(1.0, max(0.0, y + down * _STEP)))
            self.update()
        elif key == Qt.Key.Key_Space:
            self._cross = self._cross or (0.5, 0.5)
            self._add(*self._cross)
        elif key == Qt.Key.Key_C:
            self.close_area()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.undo()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours.tile))
        picture = self.picture_rect()
        if not self._picture.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(picture, self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for polygon in self.polygons:
            self._paint_outline(painter, [_placed(picture, point) for point in polygon], closed=True)
        open_area = [*self.corners, *([self._cross] if self._cross else [])]
        self._paint_outline(painter, [_placed(picture, point) for point in open_area], closed=False)
        painter.end()

    def _paint_outline(self, painter: QPainter, corners: list[QPointF], *, closed: bool) -> None:
        outline, half, colours = QPolygonF(corners), self._theme.px(0.75), self._theme.colours
        fill = QColor(colours.pen)
        fill.setAlpha(_FILL_ALPHA)
        painter.setBrush(fill if closed else Qt.BrushStyle.NoBrush)
        for colour, width_px in ((colours.pen_edge, self._theme.px(1)), (colours.pen, self._theme.px(0.5))):
            painter.setPen(QPen(QColor(colour), width_px))
            if closed:
                painter.drawPolygon(outline)
            else:
                painter.drawPolyline(outline)
                for corner in corners:
                    painter.drawEllipse(corner, half, half)

    def _add(self, x: float, y: float) -> None:
        x, y = min(1.0, max(0.0, x)), min(1.0, max(0.0, y))
        if len(self.corners) >= FEWEST_CORNERS:
            first = self.corners[0]
            if abs(first[0] - x) < _NEAR and abs(first[1] - y) < _NEAR:
                self.close_area()
                return
        if len(self.corners) < MOST_CORNERS:
            self.corners.append((x, y))
            self.update()
            self.changed.emit()

    def _set(self, polygons: Polygons) -> None:
        self.polygons, self.corners = polygons, []
        self.update()
        self.changed.emit()

    def _look(self) -> None:
        newest = self._ask()
        if not newest.isNull():
            self._picture = newest
            self.update()


def _placed(picture: QRect, point: Point) -> QPointF:
    return QPointF(picture.x() + point[0] * picture.width(), picture.y() + point[1] * picture.height())
