"""The cameras that the screens speak of now, read from the directory in the background and kept at hand."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.qt.background import Background
from console.ui.directory_ports import CameraDirectory


class CameraBook(QObject):
    """``entry`` never waits. Signals: ``changed`` when entries came or changed."""

    changed = Signal()

    def __init__(self, parent: QObject, directory: CameraDirectory, background: Background) -> None:
        super().__init__(parent)
        self._directory = directory
        self._background = background
        self._entries: dict[CameraId, DirectoryEntry | None] = {}
        self._asked: set[CameraId] = set()

    def entry(self, camera: CameraId) -> DirectoryEntry | None:
        """None while it is being read, and for a camera that the directory does not know."""
        if camera not in self._entries and camera not in self._asked:
            self._read([camera])
        return self._entries.get(camera)

    def learn(self, entry: DirectoryEntry) -> None:
        """An entry that is known already from a list."""
        self._entries[entry.camera.id] = entry

    def read_again(self) -> None:
        """The directory has changed."""
        self._read(list(self._entries))

    def _read(self, cameras: list[CameraId]) -> None:
        if not cameras:
            return
        self._asked.update(cameras)
        directory = self._directory
        self._background.run(
            lambda: {camera: directory.camera(camera) for camera in cameras},
            self._on_read,
            name="camera-book",
            owner=self,
        )

    def _on_read(self, entries: dict[CameraId, DirectoryEntry | None]) -> None:
        self._asked.difference_update(entries)
        if any(self._entries.get(camera, ...) != entry for camera, entry in entries.items()):
            self._entries.update(entries)
            self.changed.emit()
