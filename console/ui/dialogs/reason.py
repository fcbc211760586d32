"""Asks for a reason before something is done that must have one; it is written down with the person's name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QWidget

from console.domain.closure import LONGEST_REASON, SHORTEST_REASON
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated


@dataclass(frozen=True)
class ReasonWords:
    """The text keys of one question."""

    title: str
    explanation: str
    confirm: str
    suggestions: Sequence[str] = ()
    """Text keys of usual reasons; anything else may be typed."""


class ReasonDialog(FittingDialog):
    """Signals: ``given(str)``; then it closes. It can't be confirmed without a reason."""

    given = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        stage: Stage,
        words: ReasonWords,
        about: str,
        more: Callable[[QWidget], QWidget] | None = None,
    ) -> None:
        """``about`` names the camera; ``more`` makes what else is asked, below the reason."""
        super().__init__(parent)
        self.more = more(self) if more is not None else None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._words = words
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self._about = QLabel(about, self)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._explanation = QLabel(self)
        self._explanation.setObjectName("dim")
        for label in (self._about, self._explanation):
            label.setWordWrap(True)
        self.reason = QComboBox(self)
        self._line = QLineEdit(self)
        self._line.setMaxLength(LONGEST_REASON)
        self.reason.setLineEdit(self._line)
        self.confirm_button = QPushButton(self)
        self.confirm_button.setObjectName("primary")
        self.cancel_button = QPushButton(self)
        self.cancel_button.setAutoDefault(False)
        self.confirm_button.setDefault(True)
        self.reason.editTextChanged.connect(lambda _text: self._follow())
        self.confirm_button.clicked.connect(self.confirm)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        keep_translated(self, stage.translator, self._retranslate)
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        reason = self._reason()
        if len(reason) >= SHORTEST_REASON:
            self.given.emit(reason)
            self.accept()

    def _reason(self) -> str:
        return self.reason.currentText().strip()

    def _follow(self) -> None:
        self.confirm_button.setEnabled(len(self._reason()) >= SHORTEST_REASON)

    def _lay_out(self) -> None:
        more = () if self.more is None else (self.more,)
        parts = (self._title, self._about, self._explanation, self.reason, *more)
        lay_out_question(self, self._stage.theme, 120, parts, (self.cancel_button, self.confirm_button))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text(self._words.title))
        self._title.setText(text(self._words.title))
        self._explanation.setText(text(self._words.explanation))
        typed = self.reason.currentText()
        self.reason.clear()
        self.reason.addItems([text(key) for key in self._words.suggestions])
        self.reason.setCurrentIndex(-1)
        self.reason.setEditText(typed)
        self._line.setPlaceholderText(text("reason-placeholder"))
        self.reason.setAccessibleName(text("reason-placeholder"))
        self.confirm_button.setText(text(self._words.confirm))
        self.cancel_button.setText(text("flag-cancel"))
        self._follow()
