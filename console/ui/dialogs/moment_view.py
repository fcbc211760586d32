"""The still of the key press, with which camera, where and when beneath."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from console.ui.dialogs.flag_moment import FlagMoment
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated
from console.widgets.theme.theme import Theme
from console.widgets.wall.geometry import fitted


class Still(QWidget):
    """A picture fitted into whatever room there is."""

    def __init__(self, parent: QWidget, theme: Theme, moment: FlagMoment) -> None:
        super().__init__(parent)
        self._theme = theme
        self._moment = moment
        self.words = ""
        self.setMinimumSize(theme.px(70), theme.px(40))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:  # noqa: N802  Qt's name
        return QSize(self._theme.px(100), self._theme.px(56))

    def heightForWidth(self, width: int) -> int:  # noqa: N802  Qt's name
        return width * 9 // 16

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  Qt's name
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours.tile))
        still = self._moment.still
        if still.isNull():
            painter.setPen(QColor(self._theme.colours.text_dim))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(fitted(still.size(), self.rect()), still)
        painter.end()


class MomentView(QWidget):
    """Left half of the flag dialog."""

    def __init__(self, parent: QWidget, stage: Stage, moment: FlagMoment) -> None:
        super().__init__(parent)
        self._stage = stage
        self._moment = moment
        self._still = Still(self, stage.theme, moment)
        self._camera = QLabel(self)
        self._camera.setObjectName("title")
        self._place = QLabel(self)
        self._place.setObjectName("dim")
        self._time = QLabel(self)
        self._with = QLabel(self)
        self._with.setObjectName("small")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(stage.theme.px(1.5))
        column.addWidget(self._still)
        column.addSpacing(stage.theme.px(1))
        for label in (self._camera, self._place, self._time, self._with):
            label.setWordWrap(True)
            column.addWidget(label)
        column.addStretch(1)
        keep_translated(self, stage.translator, self._retranslate)

    def _retranslate(self) -> None:
        text, formats = self._stage.translator.text, self._stage.translator.formats
        entry = self._moment.entry
        self._camera.setText(f"{entry.camera.number}  {entry.camera.name}" if entry else self._moment.camera_id)
        self._place.setText(entry.place if entry else "")
        self._time.setText(formats.moment(self._moment.at_utc))
        self._with.setText(text("flag-with-evidence"))
        self._still.words = text("flag-no-picture")
        self._still.setAccessibleName(text("flag-still"))
