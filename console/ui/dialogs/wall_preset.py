"""A preset of a wall before it is called: what it changes on each screen, on which it goes, at once or one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.retranslation import keep_translated

LEAST_PACE_S, MOST_PACE_S = 2, 120
_USUAL_PACE_S = 10


@dataclass(frozen=True)
class PresetLine:
    """One screen: what the preset would change there, in words; ``can`` it be sent there now, by this person."""

    number: int
    words: str
    changes: bool
    can: bool


class WallPresetDialog(FittingDialog):
    """Signals: ``called(screens, pace_s)``, 0 for all at once; ``rename_asked()``, ``delete_asked()``."""

    called = Signal(tuple, int)
    rename_asked = Signal()
    delete_asked = Signal()

    def __init__(self, parent: QWidget, stage: Stage, name: str, lines: Sequence[PresetLine], *, keeps: bool) -> None:
        """``keeps``: the person may rename and delete presets."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage, self._name = stage, name
        self._title, self._explanation = QLabel(self), QLabel(self)
        self._title.setObjectName("title")
        self._explanation.setObjectName("dim")
        self._explanation.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setWordWrap(True)
        for line in lines:
            self._add(line)
        self.way = QComboBox(self)
        self.way.addItems(["", ""])
        self.pace = QSpinBox(self)
        self.pace.setRange(LEAST_PACE_S, MOST_PACE_S)
        self.pace.setValue(_USUAL_PACE_S)
        self.rename_button, self.delete_button, self.cancel_button, self.call_button = (
            QPushButton(self) for _count in range(4)
        )
        self.call_button.setObjectName("primary")
        self.call_button.setDefault(True)
        for button in (self.rename_button, self.delete_button):
            button.setVisible(keeps)
        self._connect()
        self._lay_out()
        keep_translated(self, stage.translator, self._retranslate)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def screens(self) -> tuple[int, ...]:
        """Those that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(
            item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def call(self) -> None:
        if self.screens():
            self.called.emit(self.screens(), self.pace.value() if self.way.currentIndex() else 0)
            self.accept()

    def _add(self, line: PresetLine) -> None:
        item = QListWidgetItem(line.words, self.list)
        item.setData(Qt.ItemDataRole.UserRole, line.number)
        item.setCheckState(Qt.CheckState.Checked if line.changes and line.can else Qt.CheckState.Unchecked)
        if not line.can:
            item.setFlags(item.flags() & ~(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable))

    def _connect(self) -> None:
        self.list.itemChanged.connect(lambda _item: self._follow())
        self.way.currentIndexChanged.connect(lambda _index: self._follow())
        self.call_button.clicked.connect(self.call)
        self.cancel_button.clicked.connect(self.reject)
        self.rename_button.clicked.connect(self.rename_asked)
        self.delete_button.clicked.connect(self.delete_asked)
        for button in (self.rename_button, self.delete_button, self.cancel_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(6)] * 4)
        column.setSpacing(px(3))
        self.setMinimumSize(px(150), px(90))
        column.addWidget(self._title)
        column.addWidget(self._explanation)
        column.addWidget(self.list, 1)
        how = QHBoxLayout()
        how.addWidget(self.way, 1)
        how.addWidget(self.pace)
        column.addLayout(how)
        row = QHBoxLayout()
        for button in (self.rename_button, self.delete_button):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.cancel_button, self.call_button):
            row.addWidget(button)
        column.addLayout(row)

    def _follow(self) -> None:
        chosen = len(self.screens())
        self.pace.setEnabled(self.way.currentIndex() == 1)
        self.way.setEnabled(chosen > 1)
        self.call_button.setEnabled(chosen > 0)
        self.call_button.setText(self._stage.translator.text("wall-preset-call", count=chosen))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("wall-preset-title", name=self._name))
        self._title.setText(text("wall-preset-title", name=self._name))
        self._explanation.setText(text("wall-preset-explained"))
        for index, key in enumerate(("wall-preset-at-once", "wall-preset-one-by-one")):
            self.way.setItemText(index, text(key))
        self.way.setAccessibleName(text("wall-preset-way"))
        self.pace.setAccessibleName(text("wall-preset-pace"))
        self.pace.setSuffix(f" {text('wall-preset-seconds')}")
        self.list.setAccessibleName(text("wall-preset-explained"))
        self.rename_button.setText(text("wall-preset-rename"))
        self.delete_button.setText(text("wall-preset-delete"))
        self.cancel_button.setText(text("flag-cancel"))
        self._follow()
