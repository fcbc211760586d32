"""Asks before something is done that is not taken back lightly, or for one line of text that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated


@dataclass(frozen=True)
class AskWords:
    """The text keys of one question; ``field`` names its line of text, where it has one."""

    title: str
    explanation: str
    confirm: str
    field: str = ""


class AskDialog(FittingDialog):
    """Signals: ``confirmed(str)`` with what was typed; then it closes."""

    confirmed = Signal(str)

    def __init__(
        self, parent: QWidget, stage: Stage, words: AskWords, about: str, *, typed: str = "", must_be: str = ""
    ) -> None:
        """``must_be``: only this confirms, so that nobody does it by a habit of the hand."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage, self._words, self._must_be = stage, words, must_be
        self._title, self._about, self._explanation = QLabel(self), QLabel(about, self), QLabel(self)
        self._title.setObjectName("title")
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._explanation.setObjectName("dim")
        for label in (self._about, self._explanation):
            label.setWordWrap(True)
        self.line = QLineEdit(typed, self)
        self.line.setMaxLength(60)
        self.line.setVisible(bool(words.field))
        self.line.textChanged.connect(lambda _text: self._follow())
        self.confirm_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self.confirm_button.setObjectName("primary")
        self.confirm_button.setDefault(True)
        self.confirm_button.clicked.connect(self.confirm)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        parts = (self._title, self._about, self._explanation, self.line)
        lay_out_question(self, stage.theme, 120, parts, (self.cancel_button, self.confirm_button))
        keep_translated(self, stage.translator, self._retranslate)
        first = self.line if words.field else self.cancel_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        if self._is_answered():
            self.confirmed.emit(self.line.text().strip())
            self.accept()

    def _is_answered(self) -> bool:
        typed = self.line.text().strip()
        return typed == self._must_be if self._must_be else bool(typed) or not self._words.field

    def _follow(self) -> None:
        self.confirm_button.setEnabled(self._is_answered())

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text(self._words.title))
        self._title.setText(text(self._words.title))
        self._explanation.setText(text(self._words.explanation))
        if self._words.field:
            self.line.setPlaceholderText(text(self._words.field))
            self.line.setAccessibleName(text(self._words.field))
        self.confirm_button.setText(text(self._words.confirm))
        self.cancel_button.setText(text("flag-cancel"))
        self._follow()
