"""A bookmark with words: what it is, its tags, and how much time it marks; all may stay empty, Enter saves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.event import BookmarkDraft, tags_of
from console.qt.background import Lane
from console.ui.messages import message_for
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.growing import grow_to_words
from console.widgets.retranslation import keep_translated

RANGES_S = (0, 10, 30, 60, 120)
"""How much time before the moment is marked; 0 is the moment alone."""
_LONGEST_NOTE = 2000


class BookmarkDialog(FittingDialog):
    """Closes only when the bookmark is on disk. Signals: ``saved(UUID)`` then. ``draft`` holds the moment of the key press."""

    saved = Signal(object)

    def __init__(
        self, parent: QWidget, stage: Stage, draft: BookmarkDraft, place: str, save: Callable[[BookmarkDraft], UUID]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._draft = draft
        self._place = place
        self._save = save
        self._busy = False
        self._error: Exception | None = None
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self._where = QLabel(self)
        self._where.setObjectName("dim")
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setWordWrap(True)
        self.note = QLineEdit(self)
        self.note.setMaxLength(_LONGEST_NOTE)
        self.tags = QLineEdit(self)
        self.range = QComboBox(self)
        for seconds in RANGES_S:
            self.range.addItem("", seconds)
        self.save_button = QPushButton(self)
        self.save_button.setObjectName("primary")
        self.save_button.setDefault(True)
        self.save_button.clicked.connect(self.save)
        self.cancel_button = QPushButton(self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self._labels = {name: QLabel(self) for name in ("note", "tags", "range")}
        self._problem = QLabel(self)
        self._problem.setObjectName("alarm")
        self._problem.setWordWrap(True)
        self._lay_out()
        keep_translated(self, stage.translator, self._retranslate)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def problem(self) -> str:
        return self._problem.text()

    def save(self) -> None:
        """In the background; a failure is said in the dialog, which stays."""
        if self._busy:
            return
        self._busy, self._error = True, None
        draft, save = self._filled(), self._save
        self._retranslate()
        self._stage.background.run(
            lambda: save(draft), self._on_saved, self._on_error, name="bookmark", owner=self, lane=Lane.WRITE
        )

    def reject(self) -> None:
        """Not while it is being saved: then it is too late to say no."""
        if not self._busy:
            super().reject()

    def _filled(self) -> BookmarkDraft:
        seconds = int(self.range.currentData())
        since_utc = self._draft.at_utc - timedelta(seconds=seconds) if seconds else None
        return replace(self._draft, note=self.note.text().strip(), tags=tags_of(self.tags.text()), since_utc=since_utc)

    def _on_saved(self, bookmark_id: UUID) -> None:
        self.saved.emit(bookmark_id)
        self.accept()

    def _on_error(self, error: Exception) -> None:
        self._busy, self._error = False, error
        self._retranslate()

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        self.setMinimumWidth(px(120))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(6)] * 4)
        column.setSpacing(px(1.5))
        column.addWidget(self._title)
        column.addWidget(self._where)
        for name, field in (("note", self.note), ("tags", self.tags), ("range", self.range)):
            column.addSpacing(px(1.5))
            self._labels[name].setObjectName("heading")
            column.addWidget(self._labels[name])
            column.addWidget(field)
        column.addWidget(self._problem)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column.addLayout(buttons)

    def _retranslate(self) -> None:
        text, formats = self._stage.translator.text, self._stage.translator.formats
        self.setWindowTitle(text("bookmark-title"))
        self._title.setText(text("bookmark-title"))
        self._where.setText(f"{self._place} · {formats.recent(self._draft.at_utc, self._stage.clock.now_utc())}")
        for name, field in (("note", self.note), ("tags", self.tags), ("range", self.range)):
            self._labels[name].setText(text(f"bookmark-{name}"))
            field.setAccessibleName(text(f"bookmark-{name}"))
        self.note.setPlaceholderText(text("bookmark-note-hint"))
        self.tags.setPlaceholderText(text("bookmark-tags-hint"))
        for index, seconds in enumerate(RANGES_S):
            name = "bookmark-moment" if not seconds else "bookmark-last-seconds"
            self.range.setItemText(index, text(name, seconds=seconds))
        self.save_button.setText(text("flag-saving" if self._busy else "bookmark-save"))
        self.cancel_button.setText(text("flag-cancel"))
        self._problem.setText(message_for(self._stage.translator, self._error).whole if self._error else "")
        grow_to_words(self)
