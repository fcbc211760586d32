"""The person's own lists of cameras at hand: changed at once, kept on this machine in the background."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from console.domain.own_cameras import OwnCameras
from console.qt.background import Background, Lane
from console.ui.directory_ports import OwnCamerasDesk

Change = Callable[[OwnCameras], OwnCameras]


class OwnLists(QObject):
    """Main thread. Signals: ``changed()``.

    What is changed before the lists are read is done to what was read. Where they could not be read, what is changed
    holds until the program ends and is not written: they may be whole on the disk.
    """

    changed = Signal()

    def __init__(self, parent: QObject, desk: OwnCamerasDesk, background: Background) -> None:
        super().__init__(parent)
        self.own = OwnCameras()
        self._desk = desk
        self._background = background
        self._waiting: list[Change] = []
        self._is_read, self._is_kept = False, True
        background.run(desk.load, self._on_read, self._on_failed, name="own-lists", owner=self, lane=Lane.WRITE)

    def change(self, change: Change) -> None:
        if not self._is_read:
            self._waiting.append(change)
            return
        own = change(self.own)
        if own == self.own:
            return
        self.own = own
        self.changed.emit()
        if not self._is_kept:
            return
        desk = self._desk
        self._background.run(lambda: desk.save(own), lambda _none: None, name="own-lists", owner=self, lane=Lane.WRITE)

    def _on_failed(self, error: Exception) -> None:
        self._is_kept = False
        self._background.report("own-lists", error)
        self._on_read(self.own)

    def _on_read(self, own: OwnCameras) -> None:
        self._is_read = True
        if self._desk.problem is not None:
            self._background.report("own-lists", self._desk.problem)
        self.own = own
        self.changed.emit()
        waiting, self._waiting = self._waiting, []
        for change in waiting:
            self.change(change)
