"""Which areas the coverage is told of: a level, within the whole city, a kecamatan, or an area that was entered."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from console.domain.area import AreaLevel, contains, parent_code
from console.domain.coverage import AreaCoverage, Coverage
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

LEVELS = (AreaLevel.DISTRICT, AreaLevel.VILLAGE, AreaLevel.RW, AreaLevel.RT)


class CoverageChoice(QWidget):
    """Signals: ``changed()``: other areas are to be shown."""

    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._stage = stage
        self._coverage = Coverage(())
        self.inside: str | None = None
        """The area that is shown from within; None for the whole city."""
        self.district, self.level_box = QComboBox(self), QComboBox(self)
        self.level_box.addItems([level.value for level in LEVELS])
        for box in (self.district, self.level_box):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.up_button = QPushButton(self)
        self.up_button.setAutoDefault(False)
        self.place = QLabel(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(stage.theme.px(2))
        for part in (self.district, self.level_box, self.up_button):
            row.addWidget(part)
        row.addWidget(self.place, 1)
        self.district.activated.connect(lambda _index: self._go(self.district.currentData(), self.level))
        self.level_box.activated.connect(lambda _index: self._go(self.inside, self.level))
        self.up_button.clicked.connect(lambda _checked=False: self.up())
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def level(self) -> AreaLevel:
        return LEVELS[self.level_box.currentIndex()]

    def set_coverage(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self.district.clear()
        self.district.addItem("", None)
        for area in sorted(coverage.at(AreaLevel.DISTRICT), key=lambda area: area.name):
            self.district.addItem(area.name, area.code)
        self._go(self.inside, self.level)

    def enter(self, area: AreaCoverage) -> None:
        """What lies in it; an RT has nothing inside."""
        if area.level in LEVELS[:-1]:
            self._go(area.code, LEVELS[LEVELS.index(area.level) + 1])

    def up(self) -> None:
        """One level, and out of what was entered; all kecamatan at last."""
        outer = parent_code(self.inside) if self.inside is not None else None
        self._go(outer, LEVELS[max(0, LEVELS.index(self.level) - 1)])

    def _go(self, inside: str | None, level: AreaLevel) -> None:
        known = self._coverage.of(inside) if inside is not None else None
        # A kecamatan does not lie in itself, and the city is where one is with nothing chosen.
        within = known is not None and known.level in LEVELS and LEVELS.index(known.level) < LEVELS.index(level)
        self.inside = inside if within else None
        self.level_box.setCurrentIndex(LEVELS.index(level))
        codes = [self.district.itemData(index) for index in range(self.district.count())]
        mine = (index for index, code in enumerate(codes) if code and self.inside and contains(code, self.inside))
        self.district.setCurrentIndex(next(mine, 0))
        self._retranslate()
        self.changed.emit()

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        if self.district.count():
            self.district.setItemText(0, text("coverage-all-districts"))
        for index, level in enumerate(LEVELS):
            self.level_box.setItemText(index, text(f"coverage-level-{level.value}"))
        self.district.setAccessibleName(text("coverage-district"))
        self.level_box.setAccessibleName(text("coverage-level"))
        self.up_button.setText(text("coverage-up"))
        self.up_button.setEnabled(self.level is not LEVELS[0])
        inside = self._coverage.of(self.inside) if self.inside is not None else None
        around = self._coverage.place(inside.code) if inside is not None else ""
        self.place.setText(", ".join(part for part in (inside.name, around) if part) if inside is not None else "")
