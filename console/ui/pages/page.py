"""What every page has: its title, room for its own parts, a line that says what has just been done, and its end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.base.errors import KnownError
from console.ui.messages import message_for
from console.ui.notices import Say
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.retranslation import keep_translated

_SHARE = 0.94


class Page(FittingDialog):
    """Beside the wall, not instead of it: the room goes on. Esc closes it."""

    def __init__(self, window: QWidget, stage: Stage, title_key: str) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.stage = stage
        self._title_key = title_key
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self.status = QLabel(self)
        self.status.setTextFormat(Qt.TextFormat.PlainText)
        self.status.setWordWrap(True)
        self._say_status: Say = lambda: ""
        self._close = QPushButton(self)
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self.foot = QHBoxLayout()
        """Buttons before the one that closes the page."""
        self.body = QVBoxLayout()
        self._lay_out()
        self.resize(int(window.width() * _SHARE), int(window.height() * _SHARE))
        keep_translated(self, stage.translator, self._retranslate_frame)

    def say(self, words: Say) -> None:
        self._say_status = words
        self.status.setText(words())

    def say_error(self, error: Exception) -> None:
        """Raises it when it is no KnownError: then it is a bug, and everybody must know."""
        if not isinstance(error, KnownError):
            raise error
        translator = self.stage.translator
        self.say(lambda: message_for(translator, error).whole)

    def _lay_out(self) -> None:
        px = self.stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(5)] * 4)
        column.setSpacing(px(3))
        self.body.setSpacing(px(3))
        column.addWidget(self._title)
        column.addLayout(self.body, 1)
        row = QHBoxLayout()
        row.setSpacing(px(2))
        self.foot.setSpacing(px(2))
        row.addWidget(self.status, 1)
        row.addLayout(self.foot)
        row.addWidget(self._close)
        column.addLayout(row)

    def _retranslate_frame(self) -> None:
        text = self.stage.translator.text
        self.setWindowTitle(text(self._title_key))
        self._title.setText(text(self._title_key))
        self._close.setText(text("close"))
        self.status.setText(self._say_status())
