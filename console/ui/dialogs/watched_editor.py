"""Cameras to keep an eye on, and why: a line for each reason, with a chip for each of its cameras."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from console.domain.handover import LONGEST_WHY, MOST_CAMERAS, MOST_WATCHED
from console.ui.pages.camera_field import CameraField
from console.ui.stage import Services, Stage
from console.widgets.retranslation import keep_translated
from console.wire.handovers import CameraFact, WatchedLine

_CHIPS_A_ROW, _LONGEST_CHIP = 3, 18


class WatchedEditor(QWidget):
    """Signals: ``changed()``: a line came or went, or is being written."""

    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self._stage = stage
        self._lines: list[WatchedLine] = []
        self._cameras: list[CameraFact] = []
        self.field = CameraField(self, stage, services.directory)
        self.field.changed.connect(self._on_camera)
        self.why = QLineEdit(self)
        self.why.setMaxLength(LONGEST_WHY)
        self.why.textChanged.connect(lambda _text: self._follow())
        self.why.returnPressed.connect(self.add_line)
        self.add_button = QPushButton(self)
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda _checked=False: self.add_line())
        self._rows, self._chips = QVBoxLayout(), QGridLayout()
        self._lay_out()
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def lines(self) -> tuple[WatchedLine, ...]:
        """With the one that is being written, where it is whole."""
        return (*self._lines, *([self._written()] if self._is_whole() else []))

    def put(self, lines: tuple[WatchedLine, ...]) -> None:
        self._lines = list(lines)
        self._show()

    def add_line(self) -> None:
        if not self._is_whole():
            return
        self._lines.append(self._written())
        self._cameras = []
        self.why.clear()
        self._show()

    def remove_line(self, line: WatchedLine) -> None:
        self._lines.remove(line)
        self._show()

    def _written(self) -> WatchedLine:
        return WatchedLine(cameras=tuple(self._cameras), why=self.why.text().strip())

    def _is_whole(self) -> bool:
        return bool(self._cameras and self.why.text().strip()) and len(self._lines) < MOST_WATCHED

    def _on_camera(self) -> None:
        entry = self.field.entry
        if entry is None:
            return
        camera = CameraFact(id=entry.camera.id, number=entry.camera.number, name=entry.camera.name)
        self.field.entry = None
        self.field.field.clear()
        if camera not in self._cameras and len(self._cameras) < MOST_CAMERAS:
            self._cameras.append(camera)
        self._show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_off(self, camera: CameraFact) -> None:
        self._cameras.remove(camera)
        self._show()

    def _show(self) -> None:
        _empty(self._chips)
        for place, camera in enumerate(self._cameras):
            self._chips.addWidget(self._chip(camera), *divmod(place, _CHIPS_A_ROW))
        _empty(self._rows)
        for line in self._lines:
            self._rows.addWidget(self._row(line))
        self._follow()

    def _chip(self, camera: CameraFact) -> QToolButton:
        chip = QToolButton(self)
        short = camera.name if len(camera.name) <= _LONGEST_CHIP else f"{camera.name[: _LONGEST_CHIP - 1]}…"
        chip.setText(f"{camera.number} {short}  ✕")
        words = self._stage.translator.text("handover-chip-remove", camera=f"{camera.number} {camera.name}")
        chip.setToolTip(words)
        chip.setAccessibleName(words)
        chip.clicked.connect(lambda _checked=False: self._take_off(camera))
        return chip

    def _row(self, line: WatchedLine) -> QWidget:
        row = QWidget(self)
        words = QLabel(f"{', '.join(f'{one.number} {one.name}' for one in line.cameras)}: {line.why}", row)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        remove = QToolButton(row)
        remove.setObjectName("flat")
        remove.setText("✕")
        remove.setToolTip(self._stage.translator.text("handover-line-remove"))
        remove.setAccessibleName(self._stage.translator.text("handover-line-remove"))
        remove.clicked.connect(lambda _checked=False: self.remove_line(line))
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(words, 1)
        inside.addWidget(remove)
        return row

    def _follow(self) -> None:
        self.add_button.setEnabled(self._is_whole())
        self.changed.emit()

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(1.5))
        self._rows.setSpacing(px(1))
        self._chips.setSpacing(px(1.5))
        column.addLayout(self._rows)
        column.addWidget(self.field)
        column.addLayout(self._chips)
        row = QHBoxLayout()
        row.setSpacing(px(2))
        row.addWidget(self.why, 1)
        row.addWidget(self.add_button)
        column.addLayout(row)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.why.setPlaceholderText(text("handover-why"))
        self.why.setAccessibleName(text("handover-why"))
        self.add_button.setText(text("handover-line-add"))
        self._show()


def _empty(layout: QGridLayout | QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
