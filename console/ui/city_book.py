"""The map of the city as the directory has it now, made in the background for who asks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from console.citymap.city import CityMap, build
from console.qt.background import Background
from console.ui.ports import CityDirectory


class CityBook(QObject):
    """Main thread. Signals: ``changed()``: there is a newer map; ``failed(error)``: it could not be read."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject, directory: CityDirectory, background: Background) -> None:
        super().__init__(parent)
        self._directory = directory
        self._background = background
        self._reading = False
        self._read_once_more = False
        self._waiting: list[Callable[[CityMap], None]] = []
        self.city: CityMap | None = None

    def read(self) -> None:
        """Never two at a time: what changes meanwhile is read afterwards."""
        if self._reading:
            self._read_once_more = True
            return
        self._reading = True
        directory = self._directory
        self._background.run(
            lambda: build(directory.cameras(), directory.areas()),
            self._on_read,
            self._on_failed,
            name="city-map",
            owner=self,
        )

    def ask(self, use: Callable[[CityMap], None]) -> None:
        """Calls ``use`` with the map as it is, or once the first one is there; a failure is told by ``failed``."""
        if self.city is not None:
            use(self.city)
            return
        self._waiting.append(use)
        self.read()

    def _on_read(self, city: CityMap) -> None:
        self._reading = False
        self.city = city
        waiting, self._waiting = self._waiting, []
        self.changed.emit()
        for use in waiting:
            use(city)
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._reading = False
        self._waiting = []
        self.failed.emit(error)
        self._go_on()

    def _go_on(self) -> None:
        if self._read_once_more:
            self._read_once_more = False
            self.read()
