"""A layout to be drawn on: tiles are chosen, split, joined, and their borders dragged, by mouse or by keys alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.domain.layout_draft import Border, Draft, borders
from console.wall.layout_sketch import LayoutSketch
from console.wall.wall import Direction
from console.widgets.theme.apply import font
from console.widgets.theme.theme import Theme
from console.widgets.wall.geometry import fitted

_ARROWS = {
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
}
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_SNAP_PART = 1 / 80
"""Of the wall: so near to another line, or to a twelfth, a border jumps onto it."""


class LayoutCanvas(QWidget):
    """Signals: ``changed()`` after the draft or what is chosen of it changed."""

    changed = Signal()

    def __init__(
        self, parent: QWidget, theme: Theme, draft: Draft, label_of: Callable[[int], str], ratio: float
    ) -> None:
        """``label_of`` names the camera of a tile of the layout that was begun with; ``ratio`` is that of the wall."""
        super().__init__(parent)
        self._theme = theme
        self._label_of = label_of
        self._ratio = ratio
        self.sketch = LayoutSketch(draft)
        self.sketch.changed.connect(lambda _none: self._tell())
        self._dragged: Border | None = None
        self._hovered: Border | None = None
        self._pressed_at: QPoint | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.px(120), theme.px(60))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def draft(self) -> Draft:
        return self.sketch.draft

    def area(self) -> QRect:
        """Where the layout is drawn."""
        return fitted(QSize(round(1000 * self._ratio), 1000), self.rect())

    def rect_of(self, tile: int) -> QRect:
        area, cell = self.area(), self.draft.pieces[tile].cell
        left, right = (area.width() * at // self.draft.columns for at in (cell.column, cell.right))
        top, bottom = (area.height() * at // self.draft.rows for at in (cell.row, cell.bottom))
        return QRect(area.x() + left, area.y() + top, right - left, bottom - top)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        if event.button() != Qt.MouseButton.LeftButton:
            return
        point = event.position().toPoint()
        self._dragged = self._border_at(point, whole=not event.modifiers() & _SHIFT)
        tile = self._tile_at(point)
        if self._dragged is not None:
            self.sketch.remember()
        elif tile is not None and event.modifiers() & _CTRL:
            self.sketch.toggle(tile)
        elif tile is not None:
            self._pressed_at = point
            self.sketch.choose(tile)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        point = event.position().toPoint()
        if self._dragged is not None:
            self._hovered = self._dragged = self.sketch.drag(self._dragged, self._snapped(self._dragged, point))
            self.update()
        elif self._pressed_at is not None:
            swept = QRect(self._pressed_at, point).normalized()
            touched = {tile for tile in range(len(self.draft.pieces)) if self.rect_of(tile).intersects(swept)}
            if len(touched) > 1:
                self.sketch.choose_all(touched)
        else:
            self._hovered = self._border_at(point, whole=not event.modifiers() & _SHIFT)
            self.setCursor(_cursor(self._hovered))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002, N802  Qt's name
        self._dragged = self._pressed_at = None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        key, sketch = Qt.Key(event.key()), self.sketch
        if key in _ARROWS and event.modifiers() & _CTRL:
            sketch.push(_ARROWS[key])
        elif key in _ARROWS:
            sketch.walk(_ARROWS[key], extend=bool(event.modifiers() & _SHIFT))
        elif key in (Qt.Key.Key_V, Qt.Key.Key_H):
            sketch.split(upright=key is Qt.Key.Key_V)
        elif key is Qt.Key.Key_J:
            sketch.join()
        elif key is Qt.Key.Key_Backspace:
            sketch.undo()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours.ground))
        for tile in range(len(self.draft.pieces)):
            self._paint_tile(painter, tile)
        if self._hovered is not None:
            painter.fillRect(self._rect_of_border(self._hovered), QColor(self._theme.colours.accent))
        painter.end()

    def _paint_tile(self, painter: QPainter, tile: int) -> None:
        colours, px = self._theme.colours, self._theme.px
        gap = px(0.5)
        box = self.rect_of(tile).adjusted(gap, gap, -gap, -gap)
        chosen = tile in self.sketch.chosen
        painter.fillRect(box, QColor(colours.accent_ground if chosen else colours.raised))
        if chosen:
            painter.setPen(QPen(QColor(colours.accent), px(0.5)))
            painter.drawRect(box.adjusted(0, 0, -1, -1))
        inner = box.adjusted(px(1), px(0.5), -px(1), -px(0.5))
        painter.setPen(QColor(colours.text))
        painter.setFont(font(self._theme, self._theme.large_font_px, bold=True))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter), str(tile + 1))
        origin = self.draft.pieces[tile].origin
        words = "" if origin is None else self._label_of(origin)
        painter.setFont(font(self._theme, self._theme.small_font_px))
        metrics = QFontMetrics(painter.font())
        if words and inner.height() > metrics.height() * 2 + 2 * self._theme.large_font_px:
            painter.setPen(QColor(colours.text_dim))
            elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter), elided)

    def _tell(self) -> None:
        self._hovered = None
        self.update()
        self.changed.emit()

    def _snapped(self, border: Border, point: QPoint) -> int:
        """To a line that is there already, or a twelfth of the wall, if one is near."""
        area = self.area()
        length = self.draft.columns if border.upright else self.draft.rows
        along = (point.x() - area.x()) / area.width() if border.upright else (point.y() - area.y()) / area.height()
        at = round(along * length)
        others = {one.at for one in borders(self.draft, whole=True) if one.upright is border.upright} - {border.at}
        lines = others | {length * part // 12 for part in range(13)}
        near = min(lines, key=lambda line: abs(line - at))
        return near if abs(near - at) <= length * _SNAP_PART else at

    def _tile_at(self, point: QPoint) -> int | None:
        return next((tile for tile in range(len(self.draft.pieces)) if self.rect_of(tile).contains(point)), None)

    def _border_at(self, point: QPoint, *, whole: bool) -> Border | None:
        near = self._theme.px(1.25)
        reach = QRect(point.x() - near, point.y() - near, 2 * near, 2 * near)
        found = borders(self.draft, whole=whole)
        return next((border for border in found if self._rect_of_border(border).intersects(reach)), None)

    def _rect_of_border(self, border: Border) -> QRect:
        area, draft, half = self.area(), self.draft, self._theme.px(0.25)
        if border.upright:
            x = area.x() + area.width() * border.at // draft.columns
            top, bottom = (area.y() + area.height() * at // draft.rows for at in (border.start, border.end))
            return QRect(x - half, top, 2 * half, bottom - top)
        y = area.y() + area.height() * border.at // draft.rows
        left, right = (area.x() + area.width() * at // draft.columns for at in (border.start, border.end))
        return QRect(left, y - half, right - left, 2 * half)


def _cursor(border: Border | None) -> Qt.CursorShape:
    if border is None:
        return Qt.CursorShape.ArrowCursor
    return Qt.CursorShape.SplitHCursor if border.upright else Qt.CursorShape.SplitVCursor
