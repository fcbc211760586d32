"""The still of the key press, which may be drawn on, with which camera, where and when beneath."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from console.ui.dialogs.flag_moment import FlagMoment
from console.ui.dialogs.still_marker import StillMarker
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated


class MomentView(QWidget):
    """Left half of the flag dialog."""

    def __init__(self, parent: QWidget, stage: Stage, moment: FlagMoment) -> None:
        super().__init__(parent)
        self._stage = stage
        self._moment = moment
        self.marker = StillMarker(self, stage, moment.still)
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
        column.addWidget(self.marker)
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
