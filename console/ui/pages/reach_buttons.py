"""How far back a health page looks: one button for each reach, one of them down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from console.health.reach import Reach
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

READ_EVERY_S = {Reach.QUARTER: 1, Reach.SIX_HOURS: 10, Reach.WEEK: 60, Reach.QUARTER_YEAR: 60}
"""While a page is open; as often as there can be news."""


class ReachButtons(QWidget):
    """Signals: ``chosen()``: another reach."""

    chosen = Signal()

    def __init__(self, parent: QWidget, stage: Stage, reaches: Sequence[Reach] = tuple(Reach)) -> None:
        super().__init__(parent)
        self._stage = stage
        self.reach = reaches[0]
        self.buttons = {reach: QToolButton(self) for reach in reaches}
        group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(stage.theme.px(1))
        for reach, button in self.buttons.items():
            button.setCheckable(True)
            button.setChecked(reach is self.reach)
            button.clicked.connect(lambda _checked=False, reach=reach: self._choose(reach))
            group.addButton(button)
            row.addWidget(button)
        keep_translated(self, stage.translator, self._retranslate)

    def _choose(self, reach: Reach) -> None:
        if reach is not self.reach:
            self.reach = reach
            self.chosen.emit()

    def _retranslate(self) -> None:
        for reach, button in self.buttons.items():
            button.setText(self._stage.translator.text(f"reach-{reach.value}"))
