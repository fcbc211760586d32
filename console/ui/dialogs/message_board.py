"""Asks for the words of a message on a tile."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from console.domain.tile_content import LONGEST_BOARD_TEXT, board_text
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.question_layout import lay_out_question
from console.widgets.retranslation import keep_translated


class MessageBoardDialog(FittingDialog):
    """Signals: ``given(str)`` as ``board_text`` gives it; then it closes. Ctrl+Enter confirms; Enter begins a line."""

    given = Signal(str)

    def __init__(self, parent: QWidget, stage: Stage, words: str = "") -> None:
        """``words``: those that stand there now."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self.words = QPlainTextEdit(words, self)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(stage.theme.px(28))
        self.words.selectAll()
        self.left = QLabel(self)
        self.left.setObjectName("small")
        self.confirm_button = QPushButton(self)
        self.confirm_button.setObjectName("primary")
        self.confirm_button.setShortcut("Ctrl+Return")
        self.cancel_button = QPushButton(self)
        self.cancel_button.setAutoDefault(False)
        self.words.textChanged.connect(self._follow)
        self.confirm_button.clicked.connect(self.confirm)
        self.cancel_button.clicked.connect(self.reject)
        parts = (self._title, self.words, self.left)
        lay_out_question(self, stage.theme, 100, parts, (self.cancel_button, self.confirm_button))
        keep_translated(self, stage.translator, self._retranslate)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        words = self._read()
        if words is not None:
            self.given.emit(words)
            self.accept()

    def _read(self) -> str | None:
        try:
            return board_text(self.words.toPlainText())
        except ValueError:
            return None

    def _follow(self) -> None:
        left = LONGEST_BOARD_TEXT - len(self.words.toPlainText().strip())
        self.left.setText(self._stage.translator.text("message-board-left", count=left))
        self.confirm_button.setEnabled(self._read() is not None)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("message-board-title"))
        self._title.setText(text("message-board-title"))
        self.words.setPlaceholderText(text("message-board-placeholder"))
        self.words.setAccessibleName(text("message-board-title"))
        self.confirm_button.setText(text("message-board-show"))
        self.cancel_button.setText(text("flag-cancel"))
        self._follow()
