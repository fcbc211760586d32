"""Asks for the name of a group of cameras."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from console.domain.own_cameras import LONGEST_NAME
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated


class GroupNameDialog(FittingDialog):
    """Signals: ``given(str)``; then it closes. It can't be confirmed with a name that is taken or empty."""

    given = Signal(str)

    def __init__(
        self, parent: QWidget, stage: Stage, title: str, is_free: Callable[[str], bool], name: str = ""
    ) -> None:
        """``title`` is a text key; ``name`` is the one so far."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._title_key = title
        self._is_free = is_free
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self.line = QLineEdit(name, self)
        self.line.setMaxLength(LONGEST_NAME)
        self.line.selectAll()
        self.problem = QLabel(self)
        self.problem.setObjectName("caution")
        self.confirm_button = QPushButton(self)
        self.confirm_button.setObjectName("primary")
        self.confirm_button.setDefault(True)
        self.cancel_button = QPushButton(self)
        self.cancel_button.setAutoDefault(False)
        self.line.textChanged.connect(lambda _text: self._follow())
        self.confirm_button.clicked.connect(self.confirm)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        keep_translated(self, stage.translator, self._retranslate)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        name = " ".join(self.line.text().split())
        if name and self._is_free(name):
            self.given.emit(name)
            self.accept()

    def _follow(self) -> None:
        name = " ".join(self.line.text().split())
        taken = bool(name) and not self._is_free(name)
        self.problem.setText(self._stage.translator.text("group-name-taken") if taken else "")
        self.confirm_button.setEnabled(bool(name) and not taken)

    def _lay_out(self) -> None:
        parts = (self._title, self.line, self.problem)
        lay_out_question(self, self._stage.theme, 100, parts, (self.cancel_button, self.confirm_button))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text(self._title_key))
        self._title.setText(text(self._title_key))
        self.line.setPlaceholderText(text("group-name"))
        self.line.setAccessibleName(text("group-name"))
        self.confirm_button.setText(text("group-save"))
        self.cancel_button.setText(text("flag-cancel"))
        self._follow()
