"""For how long a screen of a wall is claimed: usual lengths, until the end of the shift, or any other."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from console.domain.shift import shift_end_utc
from console.domain.wall_right import LEAST_CLAIM_S, MOST_CLAIM_S
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

_MINUTE_S = 60
_QUARTER, _HOUR, _SHIFT, _OWN = "quarter", "hour", "shift", "own"


class ClaimLength(QWidget):
    """Begins with an hour."""

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._stage = stage
        self.kind = QComboBox(self)
        self.minutes = QSpinBox(self)
        self.minutes.setRange(LEAST_CLAIM_S // _MINUTE_S, MOST_CLAIM_S // _MINUTE_S)
        self.minutes.setValue(30)
        for key in (_QUARTER, _HOUR, _SHIFT, _OWN):
            self.kind.addItem("", key)
        self.kind.setCurrentIndex(1)
        self.kind.currentIndexChanged.connect(lambda _index: self._follow())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(stage.theme.px(2))
        row.addWidget(self.kind, 1)
        row.addWidget(self.minutes)
        keep_translated(self, stage.translator, self._retranslate)
        self._follow()

    def for_s(self) -> int:
        """Counted from now, so that the end of a shift is not that of when the dialog was opened."""
        now = self._stage.clock.now_utc()
        lengths = {
            _QUARTER: 15 * _MINUTE_S,
            _HOUR: 60 * _MINUTE_S,
            _SHIFT: round((shift_end_utc(now) - now).total_seconds()),
            _OWN: self.minutes.value() * _MINUTE_S,
        }
        return min(MOST_CLAIM_S, max(LEAST_CLAIM_S, lengths[self.kind.currentData()]))

    def _follow(self) -> None:
        self.minutes.setVisible(self.kind.currentData() == _OWN)

    def _retranslate(self) -> None:
        translator, now = self._stage.translator, self._stage.clock.now_utc()
        end = translator.formats.hour(shift_end_utc(now))
        for index in range(self.kind.count()):
            self.kind.setItemText(index, translator.text(f"claim-length-{self.kind.itemData(index)}", end=end))
        self.kind.setAccessibleName(translator.text("claim-length"))
        self.minutes.setAccessibleName(translator.text("claim-length-own"))
        self.minutes.setSuffix(f" {translator.text('claim-length-minutes')}")
