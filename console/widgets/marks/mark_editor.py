"""A still that is drawn on, by mouse or by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.still_mark import Point
from console.widgets.marks.mark_painter import paint_marks
from console.widgets.marks.mark_pen import MarkPen
from console.widgets.theme.theme import Theme
from console.widgets.wall.geometry import fitted

_ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class MarkEditor(QWidget):
    """Signals: ``changed()``: the marks are others. Arrow keys move a cross (Shift: a little), Space begins and ends a mark."""

    changed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, still: QImage) -> None:
        super().__init__(parent)
        self._theme = theme
        self._still = still
        self.words = ""
        """What stands where there is no picture."""
        self.pen = MarkPen()
        self.setMinimumSize(theme.px(70), theme.px(40))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not still.isNull():
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.CrossCursor)

    def show_still(self, still: QImage) -> None:
        """Another picture, without marks."""
        self._still = still
        self._do(self.pen.clear)

    def undo(self) -> None:
        self._do(self.pen.undo)

    def picture_rect(self) -> QRect:
        return fitted(self._still.size(), self.rect())

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self._theme.px(100), self._theme.px(56))

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        return width * 9 // 16

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        if event.button() == Qt.MouseButton.LeftButton and not self._still.isNull():
            self.pen.begin(self._share(event.position()))
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        if self.pen.is_drawing and event.buttons() & Qt.MouseButton.LeftButton:
            self.pen.draw(self._share(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        if self.pen.is_drawing and event.button() == Qt.MouseButton.LeftButton:
            self.pen.draw(self._share(event.position()))
            self._do(self.pen.end)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        key = Qt.Key(event.key())
        if self._still.isNull():
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self.pen.move(*_ARROWS[key], small=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            self.update()
        elif key == Qt.Key.Key_Space:
            self._do(self.pen.press)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.undo()
        else:
            # Enter and Escape are the dialog's.
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours.tile))
        if self._still.isNull():
            painter.setPen(QColor(self._theme.colours.text_dim))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        else:
            picture = self.picture_rect()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(picture, self._still)
            paint_marks(painter, QRectF(picture), self.pen.shown)
            self._paint_focus(painter, picture)
        painter.end()

    def _do(self, act: Callable[[], None]) -> None:
        before = self.pen.marks
        act()
        self.update()
        if self.pen.marks != before:
            self.changed.emit()

    def _share(self, at: QPointF) -> Point:
        picture = self.picture_rect()
        return (at.x() - picture.x()) / picture.width(), (at.y() - picture.y()) / picture.height()

    def _paint_focus(self, painter: QPainter, picture: QRect) -> None:
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.colours.accent), max(2, self._theme.px(0.5))))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        if self.pen.cross is None or not self.hasFocus():
            return
        x = picture.x() + self.pen.cross[0] * picture.width()
        y = picture.y() + self.pen.cross[1] * picture.height()
        arm_px = self._theme.px(3)
        colours = self._theme.colours
        for colour, width_px in ((colours.pen_edge, 4), (colours.pen_edge_light, 2)):
            painter.setPen(QPen(QColor(colour), width_px))
            painter.drawLine(QPointF(x - arm_px, y), QPointF(x + arm_px, y))
            painter.drawLine(QPointF(x, y - arm_px), QPointF(x, y + arm_px))
