"""A camera chosen by typing: number, name or place; what fits is listed below the field until one is taken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from console.domain.directory_entry import DirectoryEntry
from console.qt.throttle import Throttle
from console.ui.directory_ports import CameraDirectory
from console.ui.models.entry_list import EntryListModel
from console.ui.stage import Stage
from console.widgets.lists.place_delegate import PlaceDelegate
from console.widgets.lists.place_words import PlaceWords
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.row_painter import RowPainter
from console.widgets.retranslation import keep_translated
from console.widgets.search_field import SearchField

_TYPING_WINDOW_MS = 80
_MOST_RESULTS = 50
_ROWS_SHOWN = 4


class CameraField(QWidget):
    """Signals: ``changed()``: another camera is chosen, or none."""

    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage, directory: CameraDirectory) -> None:
        super().__init__(parent)
        self._stage = stage
        self._directory = directory
        self.entry: DirectoryEntry | None = None
        """The one that is chosen."""
        self.field = SearchField(self, stage.theme)
        self.field.installEventFilter(self)
        self.model: EntryListModel[DirectoryEntry] = EntryListModel(self, camera_words)
        self.results = self._made_results()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(stage.theme.px(1))
        column.addWidget(self.field)
        column.addWidget(self.results)
        self._search_later = Throttle(self, "camera-field", _TYPING_WINDOW_MS, self._search)
        self.field.textEdited.connect(lambda _text: self._on_typed())
        self.field.clear_button.clicked.connect(self._on_typed)
        keep_translated(self, stage.translator, self._retranslate)

    def choose(self, entry: DirectoryEntry) -> None:
        self.entry = entry
        self.field.setText(camera_words(entry))
        self.results.hide()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.entry is None:
            if event.key() == Qt.Key.Key_Down and self.model.entries:
                self.results.setFocus(Qt.FocusReason.TabFocusReason)
                self.results.setCurrentIndex(self.model.index(0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._search(then_choose=True)
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        if self.entry is not None:
            self.entry = None
            self.changed.emit()
        self._search_later()

    def _search(self, *, then_choose: bool = False) -> None:
        typed = self.field.text().strip()
        directory = self._directory

        def on_found(found: list[DirectoryEntry]) -> None:
            if self.entry is not None or typed != self.field.text().strip():
                return
            self.model.set_entries(found)
            self._show_results(len(found))
            if then_choose and found:
                self.choose(found[0])

        if typed:
            find = lambda: directory.search(typed, _MOST_RESULTS)  # noqa: E731  one expression for the thread
            self._stage.background.run(find, on_found, name="camera-field", owner=self)
        else:
            self.model.set_entries(())
            self.results.hide()

    def _show_results(self, count: int) -> None:
        row_px = self.results.sizeHintForRow(0)
        self.results.setFixedHeight(min(count, _ROWS_SHOWN) * row_px + 2 * self.results.frameWidth())
        self.results.setVisible(count > 0)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, DirectoryEntry):
            self.choose(entry)

    def _made_results(self) -> QListView:
        results = QListView(self)
        results.setObjectName("framed")
        results.setModel(self.model)
        results.setUniformItemSizes(True)
        results.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        results.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        rows = RowPainter(self._stage.theme)
        results.setItemDelegate(PlaceDelegate(results, rows, PlaceWords(self._stage.translator), with_place=True))
        results.activated.connect(self._on_activated)
        results.clicked.connect(self._on_activated)
        results.hide()
        return results

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.field.setPlaceholderText(text("search-placeholder"))
        self.field.setAccessibleName(text("audit-camera"))
        self.results.setAccessibleName(text("results-name"))


def camera_words(entry: DirectoryEntry) -> str:
    return f"{entry.camera.number} · {entry.camera.name}"
