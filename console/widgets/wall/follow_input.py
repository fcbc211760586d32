"""The keys and clicks on a wall by which one steps to the next camera while somebody is followed, and only then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.neighbourhood import Sector

_DIRECTIONS = {
    Qt.Key.Key_Up: Sector.NORTH,
    Qt.Key.Key_PageUp: Sector.NORTH_EAST,
    Qt.Key.Key_Right: Sector.EAST,
    Qt.Key.Key_PageDown: Sector.SOUTH_EAST,
    Qt.Key.Key_Down: Sector.SOUTH,
    Qt.Key.Key_End: Sector.SOUTH_WEST,
    Qt.Key.Key_Left: Sector.WEST,
    Qt.Key.Key_Home: Sector.NORTH_WEST,
}
"""Where these keys lie on the number pad, too, while it gives no digits."""
_PAD = {
    Qt.Key.Key_8: Sector.NORTH,
    Qt.Key.Key_9: Sector.NORTH_EAST,
    Qt.Key.Key_6: Sector.EAST,
    Qt.Key.Key_3: Sector.SOUTH_EAST,
    Qt.Key.Key_2: Sector.SOUTH,
    Qt.Key.Key_1: Sector.SOUTH_WEST,
    Qt.Key.Key_4: Sector.WEST,
    Qt.Key.Key_7: Sector.NORTH_WEST,
}
"""With Ctrl: a digit alone begins the number of a camera, and those of the main row with Ctrl are layouts."""


class FollowInput(QObject):
    """Listens to a wall's widget before the wall itself does. Signals: ``stepped(Sector)``, ``clicked(int)`` a tile."""

    stepped = Signal(object)
    clicked = Signal(int)

    def __init__(
        self, widget: QWidget, tile_at: Callable[[QPoint], int | None], middle: int, is_on: Callable[[], bool]
    ) -> None:
        """``middle``: the tile that is looked at; a click there is no step."""
        super().__init__(widget)
        self._tile_at = tile_at
        self._middle = middle
        self._is_on = is_on
        self._pressed: tuple[int, QPoint] | None = None
        kinds = QEvent.Type
        self._handlers: dict[QEvent.Type, Callable[[Any], bool]] = {
            kinds.ShortcutOverride: self._on_key,
            kinds.KeyPress: self._on_key,
            kinds.MouseButtonPress: self._on_press,
            kinds.MouseButtonRelease: self._on_release,
            kinds.MouseButtonDblClick: self._on_double_click,
        }
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        handler = self._handlers.get(event.type()) if self._is_on() else None
        return handler(event) if handler else super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        sector = _sector(event)
        if sector is None:
            return False
        # Accepted, the key comes as a key press instead of triggering the action of a tour or a layout.
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            self.stepped.emit(sector)
        return True

    def _on_press(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        tile = self._tile_at(at)
        is_left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = (tile, at) if is_left and tile is not None and tile != self._middle else None
        return False

    def _on_release(self, event: QMouseEvent) -> bool:
        pressed, self._pressed = self._pressed, None
        at = event.position().toPoint()
        if pressed is not None and (at - pressed[1]).manhattanLength() < QApplication.startDragDistance():
            self.clicked.emit(pressed[0])
        return False

    def _on_double_click(self, event: QMouseEvent) -> bool:
        """Its first click was a step; what lies under the mouse since is another camera."""
        return self._tile_at(event.position().toPoint()) != self._middle


def _sector(event: QKeyEvent) -> Sector | None:
    keypad = Qt.KeyboardModifier.KeypadModifier
    if event.modifiers() & ~keypad != Qt.KeyboardModifier.ControlModifier:
        return None
    key = Qt.Key(event.key())
    if event.modifiers() & keypad and key in _PAD:
        return _PAD[key]
    return _DIRECTIONS.get(key)
