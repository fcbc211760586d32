"""Wheel and hand on a picture: zoom at the pointer, drag what is larger than its tile. The keys are actions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from console.wall.wall import Wall
from console.widgets.wall.view_control import STEP, ViewControl

_NOTCH = 120.0
"""What one notch of a common wheel is to Qt; touch pads give fractions of it."""


class ViewInput(QObject):
    """Sees the events of a wall's widget before ``WallInput`` and takes those that are about looking at a picture."""

    def __init__(
        self,
        widget: QWidget,
        wall: Wall,
        control: ViewControl,
        tile_at: Callable[[QPoint], int | None],
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._wall = wall
        self._control = control
        self._tile_at = tile_at
        self._dragged_tile: int | None = None
        self._last = QPointF()
        kinds = QEvent.Type
        self._handlers: dict[QEvent.Type, Callable[[Any], bool]] = {
            kinds.Wheel: self._on_wheel,
            kinds.MouseButtonPress: self._on_press,
            kinds.MouseMove: self._on_move,
            kinds.MouseButtonRelease: self._on_release,
            kinds.MouseButtonDblClick: self._on_double_click,
        }
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        handler = self._handlers.get(event.type())
        return handler(event) if handler else super().eventFilter(watched, event)

    def _on_wheel(self, event: QWheelEvent) -> bool:
        tile = self._tile_at(event.position().toPoint())
        notches = event.angleDelta().y() / _NOTCH
        if tile is None or not notches or self._wall.cameras[tile] is None:
            return False
        self._control.zoom(tile, STEP**notches, event.position())
        event.accept()
        return True

    def _on_press(self, event: QMouseEvent) -> bool:
        """Never taken: the press selects the tile too."""
        tile = self._tile_at(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        self._dragged_tile = tile if left and tile is not None and self._control.can_drag(tile) else None
        self._last = event.position()
        return False

    def _on_move(self, event: QMouseEvent) -> bool:
        if self._dragged_tile is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        if self._dragged_tile >= len(self._wall.cameras):
            self._dragged_tile = None
            return False
        self._control.drag(self._dragged_tile, event.position() - self._last)
        self._last = event.position()
        self._widget.setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def _on_release(self, _event: QMouseEvent) -> bool:
        if self._dragged_tile is not None:
            self._dragged_tile = None
            self._widget.unsetCursor()
        return False

    def _on_double_click(self, event: QMouseEvent) -> bool:
        """The whole picture again; where it is whole already, the wall does what it does."""
        tile = self._tile_at(event.position().toPoint())
        if tile is None or event.button() != Qt.MouseButton.LeftButton or not self._control.view(tile).zoom.is_zoomed:
            return False
        self._control.reset(tile)
        return True
