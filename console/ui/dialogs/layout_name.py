"""Asks under which name a layout or a tour is saved."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from console.domain.layout import MOST_NAME
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated


@dataclass(frozen=True)
class NameWords:
    """What is asked, by text keys."""

    title: str
    explained: str
    name: str
    save: str
    replaces: str


LAYOUT_WORDS = NameWords(
    "layouts-save-title", "layouts-save-explained", "layouts-name", "layouts-save", "layouts-replaces"
)
TOUR_WORDS = NameWords("tours-save-title", "tours-save-explained", "tours-name", "tours-save", "tours-replaces")


class LayoutNameDialog(FittingDialog):
    """Signals: ``given(str)``; then it closes."""

    given = Signal(str)

    def __init__(
        self, parent: QWidget, stage: Stage, name: str, taken: Collection[str], words: NameWords = LAYOUT_WORDS
    ) -> None:
        """``taken``: names that a saved one has already; one of them is replaced, which is said before."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._taken = frozenset(taken)
        self._words = words
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self._explanation = QLabel(self)
        self._explanation.setObjectName("dim")
        self._explanation.setWordWrap(True)
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(MOST_NAME)
        self.name.selectAll()
        self.warning = QLabel(self)
        self.warning.setWordWrap(True)
        self.save_button = QPushButton(self)
        self.save_button.setObjectName("primary")
        self.save_button.setDefault(True)
        self._cancel = QPushButton(self)
        self._cancel.setAutoDefault(False)
        self.name.textChanged.connect(lambda _text: self._follow())
        self.save_button.clicked.connect(self.save)
        self._cancel.clicked.connect(self.reject)
        self._lay_out()
        keep_translated(self, stage.translator, self._retranslate)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        if self._typed():
            self.given.emit(self._typed())
            self.accept()

    def _typed(self) -> str:
        typed = self.name.text().strip()
        return typed if typed.isprintable() else ""

    def _follow(self) -> None:
        typed = self._typed()
        self.save_button.setEnabled(bool(typed))
        is_taken = typed in self._taken
        self.warning.setText(self._stage.translator.text(self._words.replaces, name=typed) if is_taken else "")

    def _lay_out(self) -> None:
        parts = (self._title, self._explanation, self.name, self.warning)
        lay_out_question(self, self._stage.theme, 110, parts, (self._cancel, self.save_button))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text(self._words.title))
        self._title.setText(text(self._words.title))
        self._explanation.setText(text(self._words.explained))
        self.name.setAccessibleName(text(self._words.name))
        self.name.setPlaceholderText(text(self._words.name))
        self.save_button.setText(text(self._words.save))
        self._cancel.setText(text("flag-cancel"))
        self._follow()
