"""Which part of the city is looked at, a kecamatan or a kelurahan, and how far back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QToolButton, QWidget

from console.domain.area import AreaLevel, contains
from console.domain.directory_entry import AreaEntry
from console.health.city_health import CityReach
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated


class CityChoice(QWidget):
    """Signals: ``changed()``: another area or reach."""

    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._stage = stage
        self._areas: Sequence[AreaEntry] = ()
        self.reach = CityReach.DAY
        self.district, self.village = QComboBox(self), QComboBox(self)
        self.buttons = {reach: QToolButton(self) for reach in CityReach}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(stage.theme.px(2))
        for box in (self.district, self.village):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.addItem("", "")
            row.addWidget(box)
        row.addStretch(1)
        group = QButtonGroup(self)
        for reach, button in self.buttons.items():
            button.setCheckable(True)
            button.setChecked(reach is self.reach)
            button.clicked.connect(lambda _checked=False, reach=reach: self._choose(reach))
            group.addButton(button)
            row.addWidget(button)
        self.district.activated.connect(lambda _index: self._on_district())
        self.village.activated.connect(lambda _index: self.changed.emit())
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def area(self) -> str:
        """Its code; empty for everything that the person may see."""
        return str(self.village.currentData() or self.district.currentData() or "")

    @property
    def area_name(self) -> str:
        chosen = self.village if self.village.currentData() else self.district
        return chosen.currentText()

    def set_areas(self, areas: Sequence[AreaEntry]) -> None:
        """What is chosen stays."""
        self._areas = sorted(areas, key=lambda area: area.name.casefold())
        chosen = str(self.district.currentData() or ""), str(self.village.currentData() or "")
        self._fill(self.district, [area for area in self._areas if area.level is AreaLevel.DISTRICT], chosen[0])
        self._fill_villages(chosen[1])

    def _choose(self, reach: CityReach) -> None:
        if reach is not self.reach:
            self.reach = reach
            self.changed.emit()

    def _on_district(self) -> None:
        self._fill_villages("")
        self.changed.emit()

    def _fill_villages(self, chosen: str) -> None:
        district = str(self.district.currentData() or "")
        inside = [one for one in self._areas if one.level is AreaLevel.VILLAGE and district]
        self._fill(self.village, [one for one in inside if contains(district, one.code)], chosen)
        self.village.setEnabled(bool(district))

    def _fill(self, box: QComboBox, areas: Sequence[AreaEntry], chosen: str) -> None:
        while box.count() > 1:
            box.removeItem(1)
        for area in areas:
            box.addItem(area.name, area.code)
        box.setCurrentIndex(max(0, box.findData(chosen)))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.district.setItemText(0, text("city-all"))
        self.village.setItemText(0, text("city-all-villages"))
        self.district.setAccessibleName(text("coverage-district"))
        self.village.setAccessibleName(text("city-village"))
        for reach, button in self.buttons.items():
            button.setText(text(f"city-reach-{reach.value}"))
