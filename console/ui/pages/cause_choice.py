"""What the page of disturbances shows: those that are open or those of a time, and which of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated
from console.wire.causes import CauseRecord

_TIMES = (None, timedelta(days=1), timedelta(days=7), timedelta(days=30))
_KEYS = ("causes-open", "causes-past-day", "causes-past-week", "causes-past-month")
_LONGEST_FILTER = 100


class CauseChoice(QWidget):
    """Signals: ``time_changed()``, ``filter_changed()``."""

    time_changed = Signal()
    filter_changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._stage = stage
        self.shown, self.filter, self.count = QComboBox(self), QLineEdit(self), QLabel(self)
        self.shown.addItems(list(_KEYS))
        self.filter.setMaxLength(_LONGEST_FILTER)
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(stage.theme.px(90))
        self.count.setObjectName("small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(stage.theme.px(2))
        row.addWidget(self.shown)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.filter)
        self.shown.currentIndexChanged.connect(lambda _index: self.time_changed.emit())
        self.filter.textChanged.connect(lambda _text: self.filter_changed.emit())
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def past(self) -> timedelta | None:
        """None: those that are open."""
        return _TIMES[self.shown.currentIndex()]

    def fits(self, told: str) -> bool:
        """Each word of the filter stands in it."""
        return all(word in told.casefold() for word in self.filter.text().casefold().split())

    def show_count(self, rows: Sequence[CauseRecord], *, more: bool) -> None:
        count = self._stage.translator.formats.count
        cameras = sum(cause.down if cause.closed_utc is None else len(cause.cameras) for cause in rows)
        lines = f"{count(len(rows))}{'+' if more else ''}"
        text = self._stage.translator.text
        words = text("causes-tally", lines=lines, some=len(rows), cameras=count(cameras), many=cameras)
        self.count.setText(words if rows else "")

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        for index, key in enumerate(_KEYS):
            self.shown.setItemText(index, text(key))
        self.shown.setAccessibleName(text("causes-shown"))
        self.filter.setPlaceholderText(text("causes-filter"))
        self.filter.setAccessibleName(text("causes-filter"))
