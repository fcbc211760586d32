"""Asks the record of a wall: which wall, when, and if wanted which screen and camera."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.domain.wall_question import WallQuestion
from console.ui.pages.period_fields import PeriodFields
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated
from console.wire.wall_record import KnownWall

_LONGEST_CAMERA = 100


class WallRecordForm(QWidget):
    """Signals: ``changed()``: ``question`` is another one; ``asked()``: Enter was pressed in the camera's field."""

    changed = Signal()
    asked = Signal()

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._stage = stage
        self._walls: Sequence[KnownWall] = ()
        self.which, self.which_screen = QComboBox(self), QComboBox(self)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which_screen.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.camera = QLineEdit(self)
        self.camera.setMaxLength(_LONGEST_CAMERA)
        self.camera.setClearButtonEnabled(True)
        self.times = PeriodFields(self, stage)
        px = stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        row = QHBoxLayout()
        row.setSpacing(px(2))
        for part, stretch in ((self.which, 0), (self.which_screen, 0), (self.camera, 1)):
            row.addWidget(part, stretch)
        column.addLayout(row)
        column.addWidget(self.times)
        self.which.currentIndexChanged.connect(lambda _index: self._on_wall())
        self.which_screen.activated.connect(lambda _index: self.changed.emit())
        self.camera.textChanged.connect(lambda _text: self.changed.emit())
        self.camera.returnPressed.connect(self.asked)
        self.times.changed.connect(self.changed)
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def wall(self) -> KnownWall | None:
        name = self.which.currentData()
        return next((wall for wall in self._walls if wall.name == name), None)

    @property
    def question(self) -> WallQuestion | None:
        """None where the time ends before it begins."""
        since_utc, until_utc = self.times.since_utc, self.times.until_utc
        if since_utc >= until_utc:
            return None
        screen = self.which_screen.currentData()
        chosen = screen if isinstance(screen, int) and screen > 0 else None
        return WallQuestion(since_utc, until_utc, chosen, self.camera.text().strip())

    def set_walls(self, walls: Sequence[KnownWall], chosen: str) -> None:
        self._walls = walls
        self.which.blockSignals(True)
        self.which.clear()
        for wall in walls:
            self.which.addItem(wall.title, wall.name)
        self.which.setCurrentIndex(max(0, self.which.findData(chosen)) if walls else -1)
        self.which.blockSignals(False)
        self._on_wall()

    def _on_wall(self) -> None:
        self._name_screens()
        self.changed.emit()

    def _name_screens(self) -> None:
        wall, chosen, text = self.wall, self.which_screen.currentData(), self._stage.translator.text
        self.which_screen.clear()
        self.which_screen.addItem(text("wall-record-any-screen"), 0)
        for number, title in enumerate(() if wall is None else wall.screens, start=1):
            name = str(number) if title == str(number) else f"{number} · {title}"
            self.which_screen.addItem(text("wall-record-screen", name=name), number)
        self.which_screen.setCurrentIndex(max(0, self.which_screen.findData(chosen)))

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self._name_screens()
        self.camera.setPlaceholderText(text("wall-record-camera"))
        self.which.setAccessibleName(text("walls-which"))
        self.which_screen.setAccessibleName(text("wall-record-which-screen"))
        self.camera.setAccessibleName(text("wall-record-camera"))
