"""Asks for the span of a report of what was seen, and in which kind of file it is wanted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.domain.patrol import HOURS_OFFERED
from console.ui.stage import Stage
from console.widgets.fitting_dialog import FittingDialog
from console.widgets.retranslation import keep_translated

_USUAL_HOURS = 24


class SeenReportDialog(FittingDialog):
    """Signals: ``given(int, str)``: the last hours, ``csv`` or ``pdf``; then it closes."""

    given = Signal(int, str)

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage = stage
        self._title = QLabel(self)
        self._title.setObjectName("title")
        self._about = QLabel(self)
        self._about.setObjectName("dim")
        self._about.setWordWrap(True)
        self.hours = QComboBox(self)
        self.hours.addItems([""] * len(HOURS_OFFERED))
        self.hours.setCurrentIndex(HOURS_OFFERED.index(_USUAL_HOURS))
        self.buttons = {kind: QPushButton(self) for kind in ("csv", "pdf")}
        self._cancel = QPushButton(self)
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.reject)
        px = stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(6)] * 4)
        column.setSpacing(px(3))
        self.setMinimumWidth(px(120))
        for part in (self._title, self._about, self.hours):
            column.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._cancel)
        for kind, button in self.buttons.items():
            button.setObjectName("primary")
            button.clicked.connect(lambda _checked=False, kind=kind: self.confirm(kind))
            row.addWidget(button)
        column.addLayout(row)
        keep_translated(self, stage.translator, self._retranslate)

    def confirm(self, kind: str) -> None:
        self.given.emit(HOURS_OFFERED[self.hours.currentIndex()], kind)
        self.accept()

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("seen-report-title"))
        self._title.setText(text("seen-report-title"))
        self._about.setText(text("seen-report-about"))
        self.hours.setAccessibleName(text("seen-report-hours"))
        for index, hours in enumerate(HOURS_OFFERED):
            self.hours.setItemText(index, text("seen-report-last-hours", hours=hours))
        for kind, button in self.buttons.items():
            button.setText(text(f"seen-report-save-{kind}"))
        self._cancel.setText(text("flag-cancel"))
