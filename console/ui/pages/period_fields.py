"""A time from when to when: one of the usual periods, or one's own; in Semarang's time."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale, QTimeZone, Signal
from PySide6.QtWidgets import QComboBox, QDateTimeEdit, QHBoxLayout, QLabel, QWidget

from console.base.clock import WIB
from console.i18n.language import Language
from console.ui.models.audit_periods import AuditPeriod, span
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

_LOCALES = {Language.INDONESIAN: QLocale.Language.Indonesian, Language.ENGLISH: QLocale.Language.English}


class PeriodFields(QWidget):
    """Signals: ``changed()``."""

    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage) -> None:
        super().__init__(parent)
        self._stage = stage
        self.period = QComboBox(self)
        for period in AuditPeriod:
            self.period.addItem("", period.value)
        self.since, self.until = self._made_time(), self._made_time()
        self._since_label, self._until_label = QLabel(self), QLabel(self)
        self._lay_out()
        self.set_period()
        self.period.activated.connect(lambda _index: self.set_period())
        for edit in (self.since, self.until):
            edit.dateTimeChanged.connect(lambda _moment: self._on_time())
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def since_utc(self) -> datetime:
        return _utc(self.since)

    @property
    def until_utc(self) -> datetime:
        return _utc(self.until)

    def set_period(self) -> None:
        """The one that is chosen, up to now."""
        period = AuditPeriod(self.period.currentData())
        if period is not AuditPeriod.OWN:
            for edit, moment in zip((self.since, self.until), span(period, self._stage.clock.now_utc()), strict=True):
                edit.blockSignals(True)
                edit.setDateTime(QDateTime.fromSecsSinceEpoch(round(moment.timestamp()), edit.timeZone()))
                edit.blockSignals(False)
        self.changed.emit()

    def _on_time(self) -> None:
        self.period.setCurrentIndex(self.period.findData(AuditPeriod.OWN.value))
        self.changed.emit()

    def _made_time(self) -> QDateTimeEdit:
        edit = QDateTimeEdit(self)
        offset = WIB.utcoffset(None)
        edit.setTimeZone(QTimeZone(round(offset.total_seconds())))
        edit.setCalendarPopup(True)
        return edit

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._stage.theme.px(2))
        for part in (self.period, self._since_label, self.since, self._until_label, self.until):
            row.addWidget(part)
        row.addStretch(1)

    def _retranslate(self) -> None:
        translator = self._stage.translator
        text = translator.text
        for index, period in enumerate(AuditPeriod):
            self.period.setItemText(index, text(f"audit-period-{period.value}"))
        self._since_label.setText(text("audit-since"))
        self._until_label.setText(text("audit-until"))
        for part, key in ((self.period, "audit-period"), (self.since, "audit-since"), (self.until, "audit-until")):
            part.setAccessibleName(text(key))
        for edit in (self.since, self.until):
            edit.setLocale(QLocale(_LOCALES[translator.language]))
            edit.setDisplayFormat(f"d MMM yyyy HH{translator.formats.clock_mark}mm 'WIB'")
            edit.setMinimumWidth(
                edit.fontMetrics().horizontalAdvance("30 Nov 2026 00.00 WIB") + self._stage.theme.px(14)
            )


def _utc(edit: QDateTimeEdit) -> datetime:
    return datetime.fromtimestamp(edit.dateTime().toSecsSinceEpoch(), UTC)
