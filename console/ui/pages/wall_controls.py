"""The buttons below the picture of a steered wall; which of them work follows what the person may do with the screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from console.domain.wall_wanted import LONGEST_MESSAGE
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

_SENDING = ("walls-send", "walls-send-wall", "walls-clear-tile", "walls-clear")
_OTHERS = ("walls-message-send", "walls-claim", "walls-release", "walls-undo")
_PRESETS = (
    "walls-preset-apply",
    "walls-preset-apply-screen",
    "walls-preset-look",
    "walls-preset-stop",
    "walls-preset-save",
    "walls-preset-delete",
)
KEYS = {"walls-send": "Ctrl+Return", "walls-undo": "Ctrl+Z"}
_LONGEST_PRESET = 60


class WallControls(QWidget):
    """Buttons by their text key."""

    def __init__(self, parent: QWidget, stage: Stage, acts: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(parent)
        self._stage = stage
        self.buttons = {key: self._button(acts[key]) for key in (*_SENDING, *_OTHERS, *_PRESETS)}
        self.message = QLineEdit(self)
        self.message.setMaxLength(LONGEST_MESSAGE)
        self.message.setDragEnabled(True)
        self.message.returnPressed.connect(acts["walls-message-send"])
        self.preset = QComboBox(self)
        self.preset.setEditable(True)
        self.preset.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.preset.lineEdit()
        if line is not None:
            line.setMaxLength(_LONGEST_PRESET)
        self.is_open = QCheckBox(self)
        self.is_open.clicked.connect(lambda _checked=False: acts["walls-open"]())
        self._lay_out()
        keep_translated(self, stage.translator, self._retranslate)

    def preset_name(self) -> str:
        return self.preset.currentText().strip()

    def show_presets(self, names: tuple[str, ...]) -> None:
        """What was typed stays."""
        typed = self.preset.currentText()
        self.preset.clear()
        self.preset.addItems(list(names))
        self.preset.setCurrentIndex(-1)
        self.preset.setEditText(typed)

    def _button(self, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        buttons = self.buttons
        rows: tuple[tuple[QWidget, ...], ...] = (
            (*(buttons[key] for key in _SENDING), self.is_open),
            (self.message, *(buttons[key] for key in _OTHERS)),
            (self.preset, *(buttons[key] for key in _PRESETS)),
        )
        for parts in rows:
            row = QHBoxLayout()
            row.setSpacing(px(2))
            for part in parts:
                row.addWidget(part, 1 if part in (self.message, self.preset) else 0)
            if parts is rows[0]:
                row.addStretch(1)
            column.addLayout(row)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        for key, button in self.buttons.items():
            button.setText(text(key))
            # A new text takes the key away.
            button.setShortcut(KEYS.get(key, ""))
            button.setToolTip(KEYS.get(key, ""))
        self.message.setPlaceholderText(text("walls-message"))
        self.message.setAccessibleName(text("walls-message"))
        self.preset.setAccessibleName(text("walls-preset"))
        line = self.preset.lineEdit()
        if line is not None:
            line.setPlaceholderText(text("walls-preset"))
        self.is_open.setText(text("walls-open"))
