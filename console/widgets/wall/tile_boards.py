"""Puts the boards of a wall over the pictures' places of their tiles, and gives them what the mouse does there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.domain.tile_content import Board, Hotspot, other_in
from console.wall.wall import Wall
from console.widgets.wall.tile import Tile

_NOTCH = 120
MakeBoard = Callable[[Board, QWidget], QWidget]


@runtime_checkable
class Pressable(Protocol):
    """A board that answers the mouse; points are its own."""

    def press(self, point: QPoint) -> None: ...

    def turn_wheel(self, point: QPointF, notches: float) -> None: ...


class TileBoards(QObject):
    """For one view. Without ``make`` the tiles stay as they are. Main thread only."""

    def __init__(self, view: QWidget, wall: Wall, tiles: Callable[[], Sequence[Tile]]) -> None:
        super().__init__(view)
        self._view = view
        self._wall = wall
        self._tiles = tiles
        self._make: MakeBoard | None = None
        self._shown: dict[int, tuple[Board, QWidget]] = {}
        self._pressed_at: QPoint | None = None
        view.installEventFilter(self)

    def offer(self, make: MakeBoard) -> None:
        """From now on boards are made so."""
        self._make = make
        self.follow(numbered=False)

    def widget(self, tile: int) -> QWidget | None:
        shown = self._shown.get(tile)
        return None if shown is None else shown[1]

    def follow(self, *, numbered: bool) -> None:
        """Each board where its tile is. ``numbered``: the number of the tile is shown instead."""
        tiles, contents = self._tiles(), self._wall.tiles
        for gone in [index for index in self._shown if index >= len(tiles)]:
            # Its tile has gone, and it went with it.
            del self._shown[gone]
        if self._make is None:
            return
        for index, (tile, content) in enumerate(zip(tiles, contents, strict=True)):
            other = other_in(content)
            board = None if isinstance(other, Hotspot) else other
            widget = self._widget_for(index, tile, board, self._make)
            if widget is not None:
                widget.setGeometry(tile.picture_rect())
                widget.setVisible(not numbered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if isinstance(event, QMouseEvent) and event.button() is Qt.MouseButton.LeftButton:
            if event.type() is QEvent.Type.MouseButtonPress:
                self._pressed_at = event.position().toPoint()
            elif event.type() is QEvent.Type.MouseButtonRelease:
                self._on_release(event.position().toPoint())
        elif isinstance(event, QWheelEvent):
            board = self._pressable(event.position().toPoint())
            if board is not None:
                widget, pressable = board
                pressable.turn_wheel(widget.mapFrom(self._view, event.position()), event.angleDelta().y() / _NOTCH)
                return True
        return super().eventFilter(watched, event)

    def _on_release(self, point: QPoint) -> None:
        start, self._pressed_at = self._pressed_at, None
        board = self._pressable(point)
        if start is None or board is None:
            return
        if (point - start).manhattanLength() < QApplication.startDragDistance():
            widget, pressable = board
            pressable.press(widget.mapFrom(self._view, point))

    def _pressable(self, point: QPoint) -> tuple[QWidget, Pressable] | None:
        for _board, widget in self._shown.values():
            if widget.isVisible() and isinstance(widget, Pressable):
                place = widget.mapFrom(self._view, point)
                if widget.rect().contains(place):
                    return widget, widget
        return None

    def _widget_for(self, index: int, tile: Tile, board: Board | None, make: MakeBoard) -> QWidget | None:
        known = self._shown.get(index)
        if known is not None and known[0] == board:
            return known[1]
        if known is not None:
            del self._shown[index]
            known[1].hide()
            known[1].deleteLater()
        if board is None:
            return None
        widget = make(board, tile)
        self._shown[index] = board, widget
        widget.destroyed.connect(lambda _object=None: self._on_destroyed(index, board))
        return widget

    def _on_destroyed(self, index: int, board: Board) -> None:
        """With its tile, or with the window: what it has drawn with is kept no longer."""
        known = self._shown.get(index)
        if known is not None and known[0] is board:
            del self._shown[index]
