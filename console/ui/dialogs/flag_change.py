"""Says something of a flag that needs a word more: a reason, a note, or the flag that tells the same."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.event import EventEntry
from console.domain.flag_change import REASONS, FlagChange, FlagReason, check_contents
from console.domain.flag_state import FlagAction
from console.ui.messages import message_for
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.growing import grow_to_words
from console.widgets.lists.event_words import EventWords
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated


class FlagChangeDialog(FittingDialog):
    """Signals: ``said(FlagChange)``, complete by the rules; then it closes. ``others``: flags it may repeat."""

    said = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        words: EventWords,
        entry: EventEntry,
        action: FlagAction,
        others: Sequence[EventEntry] = (),
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._words = words
        self._entry = entry
        self._action = action
        self._others = others
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._where = QLabel(self)
        self._where.setObjectName("dim")
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self._where.setWordWrap(True)
        self.reason = QComboBox(self)
        self.original = QComboBox(self)
        self.note = QLineEdit(self)
        self.note.setMaxLength(2000)
        self._problem = QLabel(self)
        self._problem.setObjectName("alarm")
        self._problem.setWordWrap(True)
        self.say_button = QPushButton(self)
        self.say_button.setObjectName("primary")
        self.cancel_button = QPushButton(self)
        self.cancel_button.setAutoDefault(False)
        self.say_button.setDefault(True)
        self.cancel_button.clicked.connect(self.reject)
        self.say_button.clicked.connect(self.say)
        self._lay_out()
        keep_translated(self, stage.translator, self._retranslate)
        (self.reason if action in REASONS else self.note).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def problem(self) -> str:
        return self._problem.text()

    def say(self) -> None:
        """What is missing is said in the dialog, which stays."""
        change = FlagChange(
            id=new_id(),
            action=self._action,
            reason=self._reason(),
            note=self.note.text().strip(),
            duplicate_of=self.original.currentData(),
        )
        try:
            check_contents(change)
        except KnownError as error:
            self._problem.setText(message_for(self._stage.translator, error).whole)
            grow_to_words(self)
            return
        self.said.emit(change)
        self.accept()

    def _reason(self) -> FlagReason | None:
        chosen = self.reason.currentData()
        return FlagReason(chosen) if chosen else None

    def _lay_out(self) -> None:
        parts = (self._title, self._where, self.reason, self.original, self.note, self._problem)
        lay_out_question(self, self._stage.theme, 120, parts, (self.cancel_button, self.say_button))
        self.reason.setVisible(self._action in REASONS)
        self.original.setVisible(self._action is FlagAction.MARK_DUPLICATE)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        action = self._words.flag.action(self._action).removesuffix(" …")
        self.setWindowTitle(action)
        self._title.setText(self._words.title(self._entry))
        parts = (self._entry.number, self._words.place(self._entry), self._words.time(self._entry))
        self._where.setText(" · ".join(part for part in parts if part))
        chosen, original = self.reason.currentIndex(), self.original.currentIndex()
        self.reason.clear()
        self.reason.addItem(text("flag-choose-reason"), "")
        for reason in REASONS.get(self._action, ()):
            self.reason.addItem(text(f"flag-reason-{reason.value}"), reason.value)
        self.reason.setCurrentIndex(max(0, chosen))
        self.original.clear()
        self.original.addItem(text("flag-choose-original"), None)
        for other in self._others:
            self.original.addItem(f"{other.number}  {self._words.title(other)}", other.id)
        self.original.setCurrentIndex(max(0, original))
        self.note.setPlaceholderText(text("flag-change-note"))
        for part, name in ((self.reason, "flag-choose-reason"), (self.original, "flag-choose-original")):
            part.setAccessibleName(text(name))
        self.note.setAccessibleName(text("flag-change-note"))
        self.say_button.setText(action)
        self.cancel_button.setText(text("flag-cancel"))
