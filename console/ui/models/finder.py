"""Searches the directory for what is typed, in the background; the newest question wins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from console.domain.camera_filter import EVERY_CAMERA
from console.domain.condition import Condition
from console.domain.directory_entry import DirectoryEntry
from console.qt.background import Background
from console.ui.directory_ports import CameraDirectory
from console.ui.models.entry_list import EntryListModel
from console.widgets.lists.place_words import PlaceWords

MOST_RESULTS = 200
Then = Callable[[list[DirectoryEntry]], None]


class Finder(QObject):
    """Main thread. Signals: ``answered()``: ``asked`` and ``model`` go together now."""

    answered = Signal()

    def __init__(self, parent: QObject, directory: CameraDirectory, background: Background, words: PlaceWords) -> None:
        super().__init__(parent)
        self._directory = directory
        self._background = background
        self._words = words
        self.wanted = EVERY_CAMERA
        """What is asked from now on."""
        self.asked = ""
        """What was asked last; empty while nothing is typed."""
        self.model: EntryListModel[DirectoryEntry] = EntryListModel(self, words.whole, lambda entry: entry.camera.id)

    @property
    def count(self) -> str:
        """Of what was found; a plus when there may be more."""
        found = len(self.model.entries)
        return f"{found}+" if found == MOST_RESULTS else str(found)

    def ask(self, text: str, then: Then = lambda _found: None) -> None:
        """``then`` gets what was found, unless that is nothing."""
        self.asked = text
        if not text:
            self.model.set_entries(())
            self.answered.emit()
            return
        directory, wanted = self._directory, self.wanted

        def on_found(found: list[DirectoryEntry]) -> None:
            if text != self.asked or wanted != self.wanted:
                return
            in_order = self._in_order(found, text)
            self.model.set_entries(in_order)
            self.answered.emit()
            if in_order:
                then(in_order)

        self._background.run(lambda: directory.search(text, MOST_RESULTS, wanted), on_found, name="search", owner=self)

    def _in_order(self, found: list[DirectoryEntry], text: str) -> list[DirectoryEntry]:
        """The camera of this number, then working ones as they are seen here."""
        condition_of = self._words.condition_of
        return sorted(
            found, key=lambda one: (str(one.camera.number) != text, condition_of(one) is not Condition.WORKING)
        )
