"""Tells the lists of cameras what the tiles of this window show of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.ui.camera_book import CameraBook
from console.ui.seen_here import SeenHere
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView


class SeenTiles(QObject):
    """For one wall. Main thread. Signals: ``changed()``: ``seen`` knows something else now."""

    changed = Signal()

    def __init__(self, view: WallView, wall: Wall, book: CameraBook) -> None:
        super().__init__(view)
        self.seen = SeenHere()
        self._view = view
        self._wall = wall
        self._book = book
        view.refresh.spoke.connect(self._look)

    def _look(self) -> None:
        tiles = zip(self._wall.cameras, self._view.refresh.states, strict=False)
        if self.seen.look(tiles, self._book.entry):
            self.changed.emit()
