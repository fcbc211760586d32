"""A picture of a wall: its screens side by side with their layouts and the names of cameras; chosen and dropped upon."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.widgets.theme.theme import Theme
from console.widgets.wall.dragging import CAMERAS_TYPE, dragged_from
from console.widgets.wall.screen_shot import fitted
from console.widgets.wall.screen_sketch import ScreenSketch, paint_screen, tiles_room

_SCREEN_SHAPE = QSize(16, 9)
_GAP = 2.0
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class WallPicture(QWidget):
    """Signals: ``chosen()``; ``dropped(data, screen, tile)``: tile counts from 0, -1 is the screen as a whole;
    ``dropped_as_tour(data)``: cameras or areas, let go with Shift; ``hovered(data)`` over what is chosen then;
    ``menu_asked(point)`` on the screen, for the tile chosen.
    """

    chosen = Signal()
    dropped = Signal(QMimeData, int, int)
    dropped_as_tour = Signal(QMimeData)
    hovered = Signal(QMimeData)
    menu_asked = Signal(QPoint)

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sketches: Sequence[ScreenSketch] = ()
        self.screen_number = 0
        self.tile = 0
        self.takes: Callable[[], bool] = lambda: True
        """Whether anything may be dropped on the screen that is chosen."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(theme.px(120), theme.px(60))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_wall(self, sketches: Sequence[ScreenSketch]) -> None:
        """What was chosen stays so while it is there."""
        self._sketches = sketches
        numbers = [sketch.number for sketch in sketches]
        if self.screen_number not in numbers:
            self.screen_number, self.tile = (numbers[0], 0) if numbers else (0, 0)
        here = self._chosen()
        self.tile = min(self.tile, len(here.layout.cells) - 1) if here is not None else 0
        self.setAccessibleDescription(". ".join(_spoken(sketch) for sketch in sketches))
        self.update()

    def rect_of(self, number: int) -> QRect:
        """Where a screen is drawn."""
        place = [sketch.number for sketch in self._sketches].index(number)
        columns, size = columns_for(self._theme, self.size(), len(self._sketches))
        gap = self._theme.px(_GAP)
        return QRect(QPoint(place % columns * (size.width() + gap), place // columns * (size.height() + gap)), size)

    def tile_rect(self, number: int, tile: int) -> QRect:
        sketch = next(one for one in self._sketches if one.number == number)
        area, layout = tiles_room(self._theme, self.rect_of(number)), sketch.layout
        if sketch.shot is not None:
            area = fitted(area, sketch.shot.image.size())
        cell = layout.cells[tile]
        left, right = (area.x() + area.width() * at // layout.columns for at in (cell.column, cell.right))
        top, bottom = (area.y() + area.height() * at // layout.rows for at in (cell.row, cell.bottom))
        return QRect(left, top, right - left, bottom - top)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        found = self._at(event.position().toPoint())
        if found is not None:
            self._choose(found[0], max(0, found[1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Arrows go through the tiles of all screens."""
        step = _STEPS.get(Qt.Key(event.key()))
        every = [(one.number, tile) for one in self._sketches for tile in range(len(one.layout.cells))]
        if step is None or not every:
            super().keyPressEvent(event)
            return
        here = every.index((self.screen_number, self.tile))
        self._choose(*every[(here + step) % len(every)])

    def dragEnterEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802  Qt's own pair of types
        data = event.mimeData()
        if data.hasFormat(CAMERAS_TYPE) or dragged_from(data) is not None or data.hasText():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802  Qt's name
        found = self._at(event.position().toPoint())
        if found is None:
            event.ignore()
            return
        self._choose(found[0], max(0, found[1]))
        self.hovered.emit(event.mimeData())
        if self.takes():
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802  Qt's name
        super().dragLeaveEvent(event)
        self.chosen.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802  Qt's name
        """By mouse where it is, by key at the chosen tile."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        here = self._chosen()
        if by_key and here is not None:
            self.menu_asked.emit(self.mapToGlobal(self.tile_rect(here.number, self.tile).center()))
        elif not by_key:
            self.menu_asked.emit(event.globalPos())

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802  Qt's name
        found = self._at(event.position().toPoint())
        if found is None:
            return
        self._choose(found[0], max(0, found[1]))
        if self.takes():
            event.acceptProposedAction()
            data, with_shift = event.mimeData(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if with_shift and data.hasFormat(CAMERAS_TYPE):
                self.dropped_as_tour.emit(data)
            else:
                self.dropped.emit(data, *found)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.colours.panel))
        for sketch in self._sketches:
            tiles = [self.tile_rect(sketch.number, tile) for tile in range(len(sketch.layout.cells))]
            chosen = self.tile if sketch.number == self.screen_number else None
            paint_screen(painter, self._theme, sketch, self.rect_of(sketch.number), tiles, chosen)
        painter.end()

    def _choose(self, number: int, tile: int) -> None:
        if (number, tile) != (self.screen_number, self.tile):
            self.screen_number, self.tile = number, tile
            self.update()
            self.chosen.emit()

    def _chosen(self) -> ScreenSketch | None:
        return next((one for one in self._sketches if one.number == self.screen_number), None)

    def _at(self, point: QPoint) -> tuple[int, int] | None:
        for sketch in self._sketches:
            if self.rect_of(sketch.number).contains(point):
                tiles = range(len(sketch.layout.cells))
                hit = (tile for tile in tiles if self.tile_rect(sketch.number, tile).contains(point))
                return sketch.number, next(hit, -1)
        return None


def columns_for(theme: Theme, room: QSize, count: int) -> tuple[int, QSize]:
    """As many in a row as make the screens largest, and the size of each."""
    gap = theme.px(_GAP)

    def size_with(columns: int) -> QSize:
        rows = ceil(count / columns)
        return QSize((room.width() - gap * (columns - 1)) // columns, (room.height() - gap * (rows - 1)) // rows)

    def shown(columns: int) -> int:
        fit = fitted(tiles_room(theme, QRect(QPoint(0, 0), size_with(columns))), _SCREEN_SHAPE)
        return fit.width() * fit.height()

    columns = max(range(1, count + 1), key=shown)
    return columns, size_with(columns)


def _spoken(sketch: ScreenSketch) -> str:
    names = ", ".join(name for name in sketch.names if name)
    return ", ".join(part for part in (sketch.title, sketch.state, sketch.claim, sketch.message, names) if part)
