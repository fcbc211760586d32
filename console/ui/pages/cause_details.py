"""One disturbance: what fell since when, why it is one line, and its cameras."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.ui.cause_words import CauseWords
from console.ui.models.rows_table import Column, RowsTable
from console.ui.stage import Services, Stage
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated
from console.wire.causes import CauseCamera, CauseRecord, CauseRuleRecord

_SHARES = (12, 30, 32, 20)


class CauseDetails(QWidget):
    """Signals: ``chosen(str)``: a camera of it, by Enter or double click."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, stage: Stage, services: Services, words: CauseWords) -> None:
        super().__init__(parent)
        self._stage = stage
        self._directory = services.directory
        self._words = words
        self._cause: CauseRecord | None = None
        self._rule: CauseRuleRecord | None = None
        self._entries: Mapping[CameraId, DirectoryEntry] = {}
        columns: tuple[Column[CauseCamera], ...] = (
            Column("causes-column-number", self._number),
            Column("causes-column-camera", self._name),
            Column("causes-column-place", self._place),
            Column("causes-column-down", self._since),
        )
        self.model: RowsTable[CauseCamera] = RowsTable(self, stage.translator, columns)
        self.table = TableView(self, self.model, _SHARES)
        self.table.activated.connect(self._on_activated)
        self.title, self.why = QLabel(self), QLabel(self)
        self.title.setObjectName("strong")
        self.why.setObjectName("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(stage.theme.px(2))
        for label in (self.title, self.why):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(label)
        column.addWidget(self.table, 1)
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def cause(self) -> CauseRecord | None:
        return self._cause

    def camera(self) -> CauseCamera | None:
        """The one that is selected."""
        entry = self.table.currentIndex().data(ENTRY_ROLE)
        return entry if isinstance(entry, CauseCamera) else None

    def entry(self, camera: CauseCamera) -> DirectoryEntry | None:
        """None while it is being read, and for a camera that the directory does not know."""
        return self._entries.get(CameraId(camera.camera_id))

    def show_cause(self, cause: CauseRecord | None, rule: CauseRuleRecord | None) -> None:
        before, kept = self._cause, self.camera()
        self._cause, self._rule = cause, rule
        cameras = cause.cameras if cause is not None else ()
        if before is None or cause is None or before.cameras != cause.cameras:
            # Those that are down first: they are what somebody has to do with.
            self.model.set_rows(sorted(cameras, key=lambda one: one.since_utc is None))
            self._select(kept)
            self._read(tuple(CameraId(one.camera_id) for one in cameras))
        self._retranslate()

    def _select(self, kept: CauseCamera | None) -> None:
        ids = [one.camera_id for one in self.model.rows]
        if ids:
            row = ids.index(kept.camera_id) if kept is not None and kept.camera_id in ids else 0
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _read(self, cameras: tuple[CameraId, ...]) -> None:
        if all(camera in self._entries for camera in cameras):
            return
        filtered = self._directory.filtered
        self._stage.background.run(
            lambda: filtered.of(cameras), self._on_entries, name="disturbance-cameras", owner=self
        )

    def _on_entries(self, entries: Mapping[CameraId, DirectoryEntry]) -> None:
        self._entries = {**self._entries, **entries}
        if self.model.rows:
            end = self.model.index(len(self.model.rows) - 1, len(_SHARES) - 1)
            self.model.dataChanged.emit(self.model.index(0, 0), end)

    def _on_activated(self, index: QModelIndex) -> None:
        camera = index.data(ENTRY_ROLE)
        if isinstance(camera, CauseCamera):
            self.chosen.emit(camera.camera_id)

    def _number(self, camera: CauseCamera) -> str:
        entry = self.entry(camera)
        return str(entry.camera.number) if entry is not None else ""

    def _name(self, camera: CauseCamera) -> str:
        entry = self.entry(camera)
        return entry.camera.name if entry is not None else camera.camera_id

    def _place(self, camera: CauseCamera) -> str:
        entry = self.entry(camera)
        return entry.place if entry is not None else ""

    def _since(self, camera: CauseCamera) -> str:
        if camera.since_utc is not None:
            return self._stage.translator.formats.recent(camera.since_utc, self._stage.clock.now_utc())
        is_open = self._cause is not None and self._cause.closed_utc is None
        return self._stage.translator.text("causes-back") if is_open else ""

    def _retranslate(self) -> None:
        cause, rule = self._cause, self._rule
        self.title.setText(self._words.title(cause) if cause is not None else "")
        self.why.setText(self._words.why(cause, rule) if cause is not None and rule is not None else "")
        self.table.setAccessibleName(self.title.text())
