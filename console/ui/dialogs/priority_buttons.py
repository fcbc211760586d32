"""Priority as four buttons side by side; Ctrl+1 to Ctrl+4 choose, the category proposes."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

PRIORITIES = (1, 2, 3, 4)


class PriorityButtons(QWidget):
    """Once a person has chosen, the category proposes no more."""

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._translator = stage.translator
        self._chosen = False
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(stage.theme.px(1))
        for priority in PRIORITIES:
            button = QPushButton(self)
            button.setCheckable(True)
            button.setAutoDefault(False)
            # Not the button's own shortcut: that clicks a tenth of a second later, and setText takes it away.
            QShortcut(QKeySequence(f"Ctrl+{priority}"), self, button.click)
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button, priority)
            row.addWidget(button, 1)
        self._group.button(PRIORITIES[1]).setChecked(True)
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def value(self) -> int:
        return self._group.checkedId()

    def set_value(self, priority: int) -> None:
        """What the category proposes."""
        if not self._chosen and priority in PRIORITIES:
            self._group.button(priority).setChecked(True)

    def _on_clicked(self) -> None:
        self._chosen = True

    def _retranslate(self) -> None:
        for priority in PRIORITIES:
            words = self._translator.text("priority", priority=priority)
            button = self._group.button(priority)
            button.setText(words)
            button.setToolTip(f"{words} (Ctrl+{priority})")
