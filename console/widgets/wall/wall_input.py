"""What keys, clicks and drops on a wall do to its model."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDrag, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.wall.wall import Direction, Wall
from console.wall.walls import Walls
from console.widgets.wall.dragging import (
    can_drop,
    dragged_areas,
    dragged_cameras,
    dragged_from,
    dragged_tile,
    tile_data,
)

_ARROWS = {
    Qt.Key.Key_Up: Direction.UP,
    Qt.Key.Key_Down: Direction.DOWN,
    Qt.Key.Key_Left: Direction.LEFT,
    Qt.Key.Key_Right: Direction.RIGHT,
}


class WallInput(QObject):
    """Filters the events of a wall's widget; what it does not know goes on to the widget.

    Signals: ``places_dropped(list[str], list[CameraId], int | None)``: areas and cameras, several or to be found out;
    None is between the tiles.
    """

    places_dropped = Signal(object, object, object)

    def __init__(
        self,
        widget: QWidget,
        wall: Wall,
        tile_at: Callable[[QPoint], int | None],
        on_drop_target: Callable[[int | None], None],
        on_menu: Callable[[QPoint | None], None],
        walls: Walls | None = None,
    ) -> None:
        """``on_menu`` gets a point of the screen, or None for a menu asked for by key. ``walls`` are those of all windows."""
        super().__init__(widget)
        self._wall = wall
        self._widget = widget
        self._tile_at = tile_at
        self._on_drop_target = on_drop_target
        self._on_menu = on_menu
        self._walls = walls or Walls()
        self._pressed_at: QPoint | None = None
        kinds = QEvent.Type
        self._handlers: dict[QEvent.Type, Callable[[Any], bool]] = {
            kinds.KeyPress: self._on_key,
            kinds.MouseButtonPress: self._on_press,
            kinds.MouseMove: self._on_move,
            kinds.MouseButtonDblClick: self._on_double_click,
            kinds.ContextMenu: self._on_context_menu,
            kinds.DragEnter: self._on_drag,
            kinds.DragMove: self._on_drag,
            kinds.DragLeave: self._on_drag_leave,
            kinds.Drop: self._on_drop,
        }
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        handler = self._handlers.get(event.type())
        return handler(event) if handler else super().eventFilter(watched, event)

    def drop(self, data: QMimeData, tile: int | None) -> None:
        """Puts one camera on ``tile``, a tile in exchange; of more it is told."""
        other, areas, cameras = dragged_tile(data, self._wall.name), dragged_areas(data), dragged_cameras(data)
        if other is not None:
            if tile is not None:
                self._wall.swap(other, tile)
            return
        there = dragged_from(data)
        if there is not None:
            if tile is not None:
                self._walls.exchange(there, (self._wall.name, tile))
        elif len(cameras) == 1 and not areas:
            self._wall.put(cameras[0], tile)
        elif cameras or areas:
            self.places_dropped.emit(areas, cameras, tile)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.NoModifier:
            return False
        if key in _ARROWS:
            self._wall.move_selection(_ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle_full(self._wall.selected)
        elif key is Qt.Key.Key_Escape and self._wall.full_screen is not None:
            self._wall.show_full(None)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._wall.remove()
        else:
            return False
        return True

    def _on_press(self, event: QMouseEvent) -> bool:
        tile = self._tile_at(event.position().toPoint())
        self._pressed_at = event.position().toPoint()
        if tile is not None:
            self._wall.select(tile)
        return False

    def _on_move(self, event: QMouseEvent) -> bool:
        start = self._pressed_at
        held = bool(event.buttons() & Qt.MouseButton.LeftButton)
        if (
            start is None
            or not held
            or self._wall.full_screen is not None
            or self._wall.tiles[self._wall.selected] is None
        ):
            return False
        if (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            drag = QDrag(self._widget)
            drag.setMimeData(tile_data(self._wall.name, self._wall.selected))
            drag.exec(Qt.DropAction.MoveAction)
        return True

    def _on_double_click(self, event: QMouseEvent) -> bool:
        tile = self._tile_at(event.position().toPoint())
        if tile is not None and event.button() == Qt.MouseButton.LeftButton:
            self._toggle_full(tile)
        return True

    def _on_context_menu(self, event: QContextMenuEvent) -> bool:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self._on_menu(None if by_key else event.globalPos())
        return True

    def _on_drag(self, event: QDropEvent) -> bool:
        if not self._can_drop(event.mimeData()):
            event.ignore()
            return True
        self._on_drop_target(self._tile_at(event.position().toPoint()))
        event.acceptProposedAction()
        return True

    def _can_drop(self, data: QMimeData) -> bool:
        there = dragged_from(data)
        return can_drop(data, self._wall.name) or (there is not None and self._walls.named(there[0]) is not None)

    def _on_drag_leave(self, _event: QEvent) -> bool:
        self._on_drop_target(None)
        return True

    def _on_drop(self, event: QDropEvent) -> bool:
        self._on_drop_target(None)
        self.drop(event.mimeData(), self._tile_at(event.position().toPoint()))
        event.acceptProposedAction()
        return True

    def _toggle_full(self, tile: int) -> None:
        self._wall.show_full(None if self._wall.full_screen is not None else tile)
