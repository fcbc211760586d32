"""Asks how a preset is to be called, or whether one is to be deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated

LONGEST_NAME = 64
"""As the centre takes it."""


class PresetDialog(FittingDialog):
    """Signals: ``confirmed(str)`` with the name; then it closes."""

    confirmed = Signal(str)

    def __init__(self, parent: QWidget, stage: Stage, camera_name: str, deleted: str = "") -> None:
        """``deleted``: the name of the preset that is to go; without it one is to be saved."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._deleted = deleted
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self._about = QLabel(f"{camera_name}\n{deleted}" if deleted else camera_name, self)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._explanation = QLabel(self)
        self._explanation.setObjectName("dim")
        for label in (self._about, self._explanation):
            label.setWordWrap(True)
        self.name = QLineEdit(deleted, self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setVisible(not deleted)
        self.name.textChanged.connect(lambda _text: self._follow())
        self.confirm_button = QPushButton(self)
        self.confirm_button.setObjectName("primary")
        self.confirm_button.setDefault(True)
        self.confirm_button.clicked.connect(self.confirm)
        self.cancel_button = QPushButton(self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        keep_translated(self, stage.translator, self._retranslate)
        (self.confirm_button if deleted else self.name).setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        if self._chosen():
            self.confirmed.emit(self._chosen())
            self.accept()

    def _chosen(self) -> str:
        return self._deleted or self.name.text().strip()

    def _follow(self) -> None:
        self.confirm_button.setEnabled(bool(self._chosen()))

    def _lay_out(self) -> None:
        parts = (self._title, self._about, self._explanation, self.name)
        lay_out_question(self, self._stage.theme, 110, parts, (self.cancel_button, self.confirm_button))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        kind = "delete" if self._deleted else "save"
        title = text(f"preset-{kind}-title")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._explanation.setText(text(f"preset-{kind}-explained"))
        self.name.setPlaceholderText(text("preset-name"))
        self.name.setAccessibleName(text("preset-name"))
        self.confirm_button.setText(text(f"preset-{kind}-confirm"))
        self.cancel_button.setText(text("flag-cancel"))
        self._follow()
