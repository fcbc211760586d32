"""A still with the tools to draw on it; the marks are kept beside the picture, which stays as it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from console.domain.still_mark import MarkKind, MarkOrder
from console.ui.stage import Stage
from console.widgets.marks.mark_editor import MarkEditor
from console.widgets.retranslation import keep_translated

_KEYS = {
    MarkKind.ARROW: "Alt+1",
    MarkKind.BOX: "Alt+2",
    MarkKind.LINE: "Alt+3",
    MarkKind.NUMBER: "Alt+4",
}
_UNDO = "Ctrl+Z"


class StillMarker(QWidget):
    """``editor.pen.marks`` are what was drawn. Without a picture there are no tools."""

    def __init__(self, parent: QWidget, stage: Stage, still: QImage) -> None:
        super().__init__(parent)
        self._stage = stage
        self.editor = MarkEditor(self, stage.theme, still)
        self.tools = {kind: self._made_tool(kind) for kind in MarkKind}
        self.tools[self.editor.pen.kind].setChecked(True)
        self.undo_button = QToolButton(self)
        QShortcut(QKeySequence(_UNDO), self).activated.connect(self.editor.undo)
        self.undo_button.clicked.connect(self.editor.undo)
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(stage.theme.px(1))
        for tool in self.tools.values():
            self._group.addButton(tool)
            row.addWidget(tool)
        row.addStretch(1)
        row.addWidget(self.undo_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(stage.theme.px(1))
        column.addWidget(self.editor, 1)
        column.addLayout(row)
        for button in (*self.tools.values(), self.undo_button):
            button.setVisible(not still.isNull())
        self.editor.changed.connect(self._follow)
        keep_translated(self, stage.translator, self._retranslate)
        self._follow()

    def order(self, by: str) -> MarkOrder | None:
        """What was drawn, and by whom; None where nothing was."""
        marks = self.editor.pen.marks
        return MarkOrder(marks, by, self._stage.clock.now_utc()) if marks else None

    def choose(self, kind: MarkKind) -> None:
        self.editor.pen.kind = kind
        self.tools[kind].setChecked(True)

    def _made_tool(self, kind: MarkKind) -> QToolButton:
        tool = QToolButton(self)
        tool.setCheckable(True)
        tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tool.clicked.connect(lambda _checked=False: self.choose(kind))
        # A button's own shortcut would also tick it away again.
        key = QShortcut(QKeySequence(_KEYS[kind]), self)
        key.setContext(Qt.ShortcutContext.WindowShortcut)
        key.activated.connect(lambda: self._on_key(kind))
        return tool

    def _on_key(self, kind: MarkKind) -> None:
        self.choose(kind)
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow(self) -> None:
        self.undo_button.setEnabled(bool(self.editor.pen.marks))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        for kind, tool in self.tools.items():
            words = text(f"mark-{kind.value}")
            tool.setText(words)
            tool.setToolTip(text("mark-tool-hint", tool=words, shortcut=_KEYS[kind]))
        self.undo_button.setText(text("mark-undo"))
        self.undo_button.setToolTip(f"{text('mark-undo')} ({_UNDO})")
        self.editor.setToolTip(text("mark-hint"))
        self.editor.setAccessibleName(text("flag-still"))
        self.editor.setAccessibleDescription(text("mark-hint"))
        self.editor.words = text("flag-no-picture")
