"""The list of keys: everything that can be done without a mouse."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console.ui.actions.bound import BoundActions
from console.ui.stage import Stage

_WALL_KEYS = (
    ("key-arrows", "← ↑ ↓ →"),
    ("key-back", "Esc"),
    ("key-menu", "Menu / Shift+F10"),
    ("key-panels", "Tab"),
    ("key-call-up", "0 … 9   Enter"),
    ("key-call-up-tile", "2 . 123   Enter"),
    ("key-call-up-screen", "1 . 2 . 123   Enter"),
    ("key-follow", "Ctrl + ← ↑ ↓ → Home PgUp End PgDn"),
    ("key-moving", "← ↑ ↓ →  + −  Shift"),
    ("key-moving-presets", "Home   1 … 9"),
)

_MOST_COLUMNS = 3


class KeysDialog(QDialog):
    """Columns of what and how, of the window whose actions these are."""

    def __init__(self, parent: QWidget, stage: Stage, actions: BoundActions) -> None:
        super().__init__(parent)
        self._theme = stage.theme
        text = stage.translator.text
        self.setWindowTitle(text("action-keys"))
        rows = [(text(row.id.value), row.shortcut) for row in actions.rows]
        rows += [(text(key), shown) for key, shown in _WALL_KEYS]
        rows += [(text("layout-button", name=name), key) for name, key in actions.layout_keys.items()]
        column = QVBoxLayout(self)
        column.setContentsMargins(*[stage.theme.px(5)] * 4)
        column.setSpacing(stage.theme.px(4))
        title = QLabel(text("action-keys"), self)
        title.setObjectName("title")
        column.addWidget(title)
        column.addWidget(self._scrolled(rows), 1)
        close = QPushButton(text("close"), self)
        close.clicked.connect(self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _scrolled(self, rows: list[tuple[str, str]]) -> QScrollArea:
        """In as many columns as there is room for on the screen; what is longer than it is scrolled."""
        area = QScrollArea(self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        room = self.screen().availableGeometry().size() - QSize(self._theme.px(20), self._theme.px(45))
        for columns in range(_MOST_COLUMNS, 0, -1):
            page = QWidget()
            page.setObjectName("ground")
            page.setLayout(self._grid(rows, columns))
            size = page.sizeHint()
            if size.width() <= room.width() or columns == 1:
                area.setWidget(page)
                break
        area.setMinimumSize(size.width() + self._theme.px(5), min(size.height(), room.height()))
        return area

    def _grid(self, rows: list[tuple[str, str]], columns: int) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._theme.px(5))
        grid.setVerticalSpacing(self._theme.px(1.5))
        lines = -(-len(rows) // columns)
        for index, (words, key) in enumerate(rows):
            column = 2 * (index // lines)
            keys = QLabel(_shown(key), self)
            keys.setObjectName("clock")
            grid.addWidget(keys, index % lines, column)
            grid.addWidget(QLabel(words, self), index % lines, column + 1)
        return grid


def _shown(key: str) -> str:
    native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return native if native and native.isascii() and len(key) > 1 and key[0].isalpha() and "/" not in key else key
