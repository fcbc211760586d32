"""The last changes of one screen of a wall: who, when, what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget

from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated
from console.wire.wall_changes import ScreenChanges, WallChangeRecord


class WallChangesDialog(FittingDialog):
    """Newest first; nothing can be done with them here."""

    def __init__(self, parent: QWidget, stage: Stage, screen: str, told: ScreenChanges) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage, self._screen, self._told = stage, screen, told
        self._title, self._none = QLabel(self), QLabel(self)
        self._title.setObjectName("title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._none.setObjectName("dim")
        self._none.setVisible(not told.changes)
        self.lines = QListWidget(self)
        self.lines.setWordWrap(True)
        self.lines.setVisible(bool(told.changes))
        self.lines.addItems([""] * len(told.changes))
        self._close = QPushButton(self)
        self._close.setDefault(True)
        self._close.clicked.connect(self.reject)
        lay_out_question(self, stage.theme, 190, (self._title, self._none, self.lines), (self._close,))
        keep_translated(self, stage.translator, self._retranslate)

    def said(self, change: WallChangeRecord) -> str:
        text, formats = self._stage.translator.text, self._stage.translator.formats
        key = f"wall-changes-{change.op.replace('.', '-')}"
        what = text(key, about=change.about) if self._stage.translator.has(key) else change.op
        who = change.by or text("wall-changes-by-rule")
        return f"{formats.moment(change.at_utc)} · {who} · {what}"

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("wall-changes-title", screen=self._screen))
        self._title.setText(text("wall-changes-title", screen=self._screen))
        self._none.setText(text("wall-changes-none"))
        self.lines.setAccessibleName(text("wall-changes-title", screen=self._screen))
        for row, change in enumerate(self._told.changes):
            self.lines.item(row).setText(self.said(change))
        self._close.setText(text("close"))
