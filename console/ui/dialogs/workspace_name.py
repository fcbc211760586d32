"""Asks for the name of a workspace that is saved, or that is to be called something else."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated
from console.wire.workspaces import LONGEST_NAME, is_workspace_name


class WorkspaceNameDialog(FittingDialog):
    """Signals: ``given(str)``; then it closes."""

    given = Signal(str)

    def __init__(self, parent: QWidget, stage: Stage, name: str, taken: Collection[str], *, renames: bool) -> None:
        """``taken``: saving under such a name replaces that workspace, which is said before; ``renames`` refuses it."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._taken = frozenset(taken)
        self._renames = renames
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self._explanation = QLabel(self)
        self._explanation.setObjectName("dim")
        self._explanation.setWordWrap(True)
        self.name = QLineEdit(name, self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.selectAll()
        self.told = QLabel(self)
        self.told.setObjectName("caution")
        self.told.setWordWrap(True)
        self.save_button = QPushButton(self)
        self.save_button.setObjectName("primary")
        self.save_button.setDefault(True)
        self._cancel = QPushButton(self)
        self._cancel.setAutoDefault(False)
        self.name.textChanged.connect(lambda _text: self._follow())
        self.save_button.clicked.connect(self.save)
        self._cancel.clicked.connect(self.reject)
        parts = (self._title, self._explanation, self.name, self.told)
        lay_out_question(self, stage.theme, 110, parts, (self._cancel, self.save_button))
        keep_translated(self, stage.translator, self._retranslate)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        if self.save_button.isEnabled():
            self.given.emit(self._typed())
            self.accept()

    def _typed(self) -> str:
        return self.name.text().strip()

    def _follow(self) -> None:
        typed, text = self._typed(), self._stage.translator.text
        good, taken = is_workspace_name(typed), typed in self._taken
        self.save_button.setEnabled(good and not (taken and self._renames))
        if typed and not good:
            self.told.setText(text("workspaces-bad-name"))
        elif taken:
            self.told.setText(text("workspaces-name-taken" if self._renames else "workspaces-replaces", name=typed))
        else:
            self.told.clear()

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        title = text("workspaces-rename-title" if self._renames else "workspaces-save-title")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._explanation.setText(text("workspaces-save-explained"))
        self._explanation.setVisible(not self._renames)
        self.name.setAccessibleName(text("workspaces-name"))
        self.name.setPlaceholderText(text("workspaces-name"))
        self.save_button.setText(text("workspaces-rename" if self._renames else "layouts-save"))
        self._cancel.setText(text("flag-cancel"))
        self._follow()
