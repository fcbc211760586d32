"""What the operator does to the wall: each intent is one short method that ends in its model."""

from __future__ import annotations

from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.domain.layout import layout_by_name
from console.ui.camera_book import CameraBook
from console.wall.wall import Wall


class WallIntents:
    """For one window. Main thread."""

    def __init__(self, wall: Wall, book: CameraBook) -> None:
        self._wall = wall
        self._book = book

    def show_camera(self, entry: DirectoryEntry) -> None:
        self._book.learn(entry)
        self._wall.put(entry.camera.id)

    def show_camera_by_id(self, camera: str) -> None:
        self._wall.put(CameraId(camera))

    def set_layout(self, name: str) -> None:
        self._wall.set_layout(layout_by_name(name))

    def remove(self) -> None:
        self._wall.remove()

    def toggle_full_tile(self) -> None:
        self._wall.show_full(None if self._wall.full_screen is not None else self._wall.selected)
