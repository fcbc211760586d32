"""Saves a month's report of availability as PDF or CSV, as the centre makes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QWidget

from console.base.clock import WIB
from console.domain.report_days import ReportBy
from console.health.city_health import ReportOrder
from console.qt.background import Lane
from console.ui.dialogs.save_file import ask_file
from console.ui.health_port import CityHealthDesk
from console.ui.pages.page import Page
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

_MONTHS = 13
"""This one and those of the year before."""


class CityReport(QWidget):
    """Says on the page what became of it. ``area`` gives the code of what is looked at."""

    def __init__(self, page: Page, stage: Stage, desk: CityHealthDesk, area: Callable[[], str]) -> None:
        super().__init__(page)
        self._page = page
        self._stage = stage
        self._desk = desk
        self._area = area
        self._label = QLabel(self)
        self.month, self.by = QComboBox(self), QComboBox(self)
        self.buttons = {form: QPushButton(self) for form in ("pdf", "csv")}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(stage.theme.px(2))
        for month in _months(stage.clock.now_utc().astimezone(WIB).date()):
            self.month.addItem("", month)
        self.month.setCurrentIndex(1)
        for by in ReportBy:
            self.by.addItem("", by)
        self.by.setCurrentIndex(list(ReportBy).index(ReportBy.KELURAHAN))
        for part in (self._label, self.month, self.by):
            row.addWidget(part)
        for form, button in self.buttons.items():
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, form=form: self._ask_file(form))
            row.addWidget(button)
        row.addStretch(1)
        keep_translated(self, stage.translator, self._retranslate)

    def order(self, form: str) -> ReportOrder:
        month: date = self.month.currentData()
        by: ReportBy = self.by.currentData()
        return ReportOrder(f"{month:%Y-%m}", by, self._area(), self._stage.translator.language.value, form)

    def save(self, order: ReportOrder, path: Path) -> None:
        """The centre may count for a while: the page says so until the file is there."""
        text, desk = self._stage.translator.text, self._desk
        self._set_enabled(enabled=False)
        self._page.say(lambda: text("city-saving"))
        self._stage.background.run(
            lambda: desk.save(order, path),
            lambda _none: self._on_saved(path),
            self._on_failed,
            name="city-report",
            owner=self,
            lane=Lane.WRITE,
        )

    def _ask_file(self, form: str) -> None:
        order, text = self.order(form), self._stage.translator.text
        where = order.area.replace("/", "-")
        name = "-".join(part for part in ("ronda", order.month, order.by.value, where) if part)
        ask_file(self._page, text("city-save"), f"{name}.{form}", lambda path: self.save(order, path))

    def _on_saved(self, path: Path) -> None:
        text = self._stage.translator.text
        self._set_enabled(enabled=True)
        self._page.say(lambda: text("city-saved", path=str(path)))

    def _on_failed(self, error: Exception) -> None:
        self._set_enabled(enabled=True)
        self._page.say_error(error)

    def _set_enabled(self, *, enabled: bool) -> None:
        for button in self.buttons.values():
            button.setEnabled(enabled)

    def _retranslate(self) -> None:
        translator = self._stage.translator
        text, months = translator.text, translator.formats.months
        self._label.setText(text("city-report"))
        for place in range(self.month.count()):
            month: date = self.month.itemData(place)
            self.month.setItemText(place, f"{months[month.month - 1]} {month.year}")
        for place, by in enumerate(ReportBy):
            self.by.setItemText(place, text("city-by", by=text(f"city-by-{by.value}")))
        self.month.setAccessibleName(text("city-month"))
        self.by.setAccessibleName(text("city-lines"))
        for form, button in self.buttons.items():
            button.setText(text(f"city-save-{form}"))


def _months(today: date) -> list[date]:
    """Their first days, the newest first."""
    found = [today.replace(day=1)]
    while len(found) < _MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found
