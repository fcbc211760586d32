"""Cameras that are on no map because nobody knows where they are: what the city still has to survey."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QAbstractItemView, QLabel, QListView, QWidget

from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.ui.models.entry_list import EntryListModel
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.camera_field import camera_words
from console.ui.pages.page import Page
from console.ui.stage import Services, Stage
from console.widgets.lists.place_delegate import PlaceDelegate
from console.widgets.lists.place_words import PlaceWords
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter
from console.widgets.retranslation import keep_translated

MOST_LISTED = 500


class UnplacedPage(Page):
    """Signals: ``chosen(DirectoryEntry)`` by Enter or double click."""

    chosen = Signal(object)

    def __init__(self, window: QWidget, stage: Stage, services: Services, cameras: Sequence[CameraId]) -> None:
        super().__init__(window, stage, "unplaced-title")
        self._services = services
        self._cameras = cameras
        self.model: EntryListModel[DirectoryEntry] = EntryListModel(self, camera_words)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(
            PlaceDelegate(self.list, RowPainter(stage.theme), PlaceWords(stage.translator), with_place=True)
        )
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.activated.connect(self._on_activated)
        self.answer = AnswerArea(self, stage, self.list)
        self._count = QLabel(self)
        self._count.setWordWrap(True)
        self.body.addWidget(self._count)
        self.body.addWidget(self.answer, 1)
        text = stage.translator.text
        self.answer.show_words(lambda: text("map-reading"))
        keep_translated(self, stage.translator, self._retranslate)
        self._read()

    def _read(self) -> None:
        directory, wanted = self._services.directory, self._cameras[:MOST_LISTED]
        self.stage.background.run(
            lambda: [entry for entry in map(directory.camera, wanted) if entry is not None],
            self._on_read,
            lambda error: self.answer.show_error(error, self._read),
            name="unplaced",
            owner=self,
        )

    def _on_read(self, entries: list[DirectoryEntry]) -> None:
        self.model.set_entries(entries)
        self.answer.show_answer()
        if entries:
            self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, DirectoryEntry):
            self.chosen.emit(entry)

    def _retranslate(self) -> None:
        text, formats = self.stage.translator.text, self.stage.translator.formats
        all_of_them, shown = len(self._cameras), min(len(self._cameras), MOST_LISTED)
        self._count.setText(text("unplaced-explained", count=formats.count(all_of_them), shown=formats.count(shown)))
        self.list.setAccessibleName(text("unplaced-title"))
