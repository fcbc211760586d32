"""Where a page shows what the centre answered: the answer itself, or words in its place, with a button to ask again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from console.base.errors import KnownError
from console.ui.messages import message_for
from console.ui.notices import Say
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated


class AnswerArea(QStackedWidget):
    """``view`` is what shows an answer."""

    def __init__(self, parent: QWidget, stage: Stage, view: QWidget) -> None:
        super().__init__(parent)
        self._stage = stage
        self._view = view
        self._say: Say = lambda: ""
        self._again: Callable[[], None] = lambda: None
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._label.setObjectName("dim")
        self.again_button = QPushButton(self)
        self.again_button.setAutoDefault(False)
        self.again_button.clicked.connect(lambda _checked=False: self._again())
        self._instead = QWidget(self)
        column = QVBoxLayout(self._instead)
        column.setContentsMargins(*[stage.theme.px(6)] * 4)
        column.setSpacing(stage.theme.px(4))
        column.addWidget(self._label)
        column.addWidget(self.again_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.addWidget(view)
        self.addWidget(self._instead)
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def words(self) -> str:
        """What stands in place of an answer; empty while one is shown."""
        return self._label.text() if self.currentWidget() is self._instead else ""

    def show_answer(self) -> None:
        self.setCurrentWidget(self._view)

    def show_words(self, say: Say) -> None:
        self._say_instead(say)
        self.again_button.hide()

    def show_error(self, error: Exception, again: Callable[[], None]) -> None:
        """What happened and what the person can do: here Ronda does nothing by itself, it is asked again by the button.

        Raises it when it is no KnownError: then it is a bug, and everybody must know.
        """
        if not isinstance(error, KnownError):
            raise error
        self._again = again
        self._say_instead(lambda: message_for(self._stage.translator, error).without_does)
        self.again_button.show()

    def _say_instead(self, say: Say) -> None:
        self._say = say
        self._label.setText(say())
        self.setCurrentWidget(self._instead)

    def _retranslate(self) -> None:
        self._label.setText(self._say())
        self.again_button.setText(self._stage.translator.text("page-again"))
