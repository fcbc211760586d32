"""Reads branches of the area tree in the background: one when it is opened, all that are known when the directory changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from console.qt.background import Background
from console.ui.models.area_nodes import ROOT, Item
from console.ui.models.branch_reader import BranchReader


class BranchLoader(QObject):
    """Signals: ``loaded(int, list[Item])``: the rows of a branch; ``root_read()``: ``state`` may be another one."""

    loaded = Signal(int, object)
    root_read = Signal()

    def __init__(self, parent: QObject, reader: BranchReader, background: Background) -> None:
        super().__init__(parent)
        self.state: Exception | bool = False
        """False until the outermost areas were read, or why they could not be."""
        self._reader = reader
        self._background = background
        self._loading: set[int] = set()
        self._reading, self._read_wanted = False, False

    def is_loading(self, number: int) -> bool:
        return number in self._loading

    def load(self, number: int, item: Item | None) -> None:
        if number in self._loading:
            return
        self._loading.add(number)
        reader, wanted = self._reader, self._reader.wanted

        def on_loaded(items: list[Item]) -> None:
            self._loading.discard(number)
            if wanted != reader.wanted:
                self.load(number, item)
                return
            self.loaded.emit(number, items)
            self._tell_root(number, None)

        def on_error(error: Exception) -> None:
            self._loading.discard(number)
            if number != ROOT:
                self._background.report("area-branch", error)
            self._tell_root(number, error)

        self._background.run(lambda: reader.read(item, wanted), on_loaded, on_error, name="area-branch", owner=self)

    def load_again(self, branches: Callable[[], Mapping[int, Item | None]]) -> None:
        """All of them in one go; asked again meanwhile, once more when that is through."""
        if self._reading:
            self._read_wanted = True
            return
        self._reading, self._read_wanted = True, False
        reader, wanted, asked = self._reader, self._reader.wanted, {ROOT: None, **branches()}

        def on_found(found: dict[int, list[Item]]) -> None:
            for number, items in found.items():
                self.loaded.emit(number, items)
            on_end(None)

        def on_error(error: Exception) -> None:
            self._background.report("area-branches", error)
            on_end(error)

        def on_end(error: Exception | None) -> None:
            self._reading = False
            self._tell_root(ROOT, error)
            if self._read_wanted:
                self.load_again(branches)

        self._background.run(
            lambda: reader.read_all(asked, wanted),
            on_found,
            on_error,
            name="area-branches",
            owner=self,
        )

    def _tell_root(self, number: int, error: Exception | None) -> None:
        if number == ROOT:
            self.state = error or True
            self.root_read.emit()
