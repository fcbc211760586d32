"""The call-up that is being typed, large over the wall: the digits, which camera that is, where it goes, how long it waits."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QVBoxLayout, QWidget

from console.ui.panels.call_up_words import Said
from console.ui.stage import Stage
from console.widgets.theme.apply import font

_BAR_STEPS = 1000
_DIGITS_SHARE = 3.2
"""The digits are so many times the large font: read from the back of the room."""


class CallUpPanel(QFrame):
    """Lies over the middle of the wall and takes neither keys nor clicks."""

    def __init__(self, over: QWidget, stage: Stage) -> None:
        super().__init__(over)
        self._over = over
        self._stage = stage
        self.setObjectName("callUp")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.digits = self._label("")
        self.digits.setFont(font(stage.theme, round(_DIGITS_SHARE * stage.theme.large_font_px), bold=True))
        self.camera = self._label("title")
        self.place = self._label("dim")
        self.target = self._label("small")
        self._waiting = QProgressBar(self)
        self._waiting.setTextVisible(False)
        self._waiting.setRange(0, _BAR_STEPS)
        self._waiting.setFixedHeight(stage.theme.px(1))
        px = stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(3), px(6), px(4))
        column.setSpacing(px(1.5))
        for part in (self.digits, self.camera, self.place, self.target, self._waiting):
            column.addWidget(part)
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def say(self, said: Said) -> None:
        for label, words in (
            (self.digits, said.digits),
            (self.camera, said.camera),
            (self.place, said.place),
            (self.target, said.target),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        name = "alarm" if said.wrong else "title"
        if self.camera.objectName() != name:
            self.camera.setObjectName(name)
            self.camera.style().polish(self.camera)
        self.setAccessibleName(", ".join(part for part in (said.digits, said.camera, said.place, said.target) if part))
        self.show()
        self._place()

    def show_waiting(self, share: float) -> None:
        """How much of the time is left, from 1 to 0."""
        self._waiting.setValue(round(share * _BAR_STEPS))

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setWordWrap(True)
        return label

    def _place(self) -> None:
        width_px = min(self._over.width(), self._stage.theme.px(130))
        height_px = min(self._over.height(), max(self.heightForWidth(width_px), self.minimumSizeHint().height()))
        self.setGeometry(
            (self._over.width() - width_px) // 2, (self._over.height() - height_px) // 2, width_px, height_px
        )
        self.raise_()
