"""Asks one of the audit's two questions: a camera with a period, or the number of a flag."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QLocale, Qt, QTimeZone, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.base.clock import WIB
from console.domain.audit_question import AuditQuestion, CameraQuestion, FlagQuestion
from console.i18n.language import Language
from console.ui.directory_ports import CameraDirectory
from console.ui.models.audit_periods import AuditPeriod, span
from console.ui.pages.camera_field import CameraField
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

_LONGEST_NUMBER = 60
_QUESTIONS = ("audit-of-camera", "audit-of-flag")
_LOCALES = {Language.INDONESIAN: QLocale.Language.Indonesian, Language.ENGLISH: QLocale.Language.English}


class AuditQuestionForm(QWidget):
    """Signals: ``changed()``: ``question`` is another one. Times are Semarang's."""

    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage, directory: CameraDirectory) -> None:
        super().__init__(parent)
        self._stage = stage
        self.kind = QComboBox(self)
        self.kind.addItems(list(_QUESTIONS))
        self.camera = CameraField(self, stage, directory)
        self.period = QComboBox(self)
        for period in AuditPeriod:
            self.period.addItem("", period.value)
        self.since, self.until = self._made_time(), self._made_time()
        self._since_label, self._until_label = QLabel(self), QLabel(self)
        self.number = QLineEdit(self)
        self.number.setMaxLength(_LONGEST_NUMBER)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self._set_period()
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.camera.changed.connect(self.changed)
        self.period.activated.connect(lambda _index: self._set_period())
        self.number.textChanged.connect(lambda _text: self.changed.emit())
        for edit in (self.since, self.until):
            edit.dateTimeChanged.connect(lambda _moment: self._on_time())
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def question(self) -> AuditQuestion | None:
        """None while something is missing, or the period ends before it begins."""
        if self.kind.currentIndex() == 1:
            number = self.number.text().strip()
            return FlagQuestion(number) if number else None
        since_utc, until_utc = _utc(self.since), _utc(self.until)
        if self.camera.entry is None or since_utc >= until_utc:
            return None
        return CameraQuestion(self.camera.entry.camera.id, since_utc, until_utc)

    @property
    def lacking(self) -> str:
        """The text key of what to do next, where there is no question yet."""
        if self.kind.currentIndex() == 1:
            return "audit-lacks-number"
        return "audit-lacks-camera" if self.camera.entry is None else "audit-lacks-period"

    def _on_kind(self, index: int) -> None:
        self._pages.setCurrentIndex(index)
        self.changed.emit()

    def _set_period(self) -> None:
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
        px = self._stage.theme.px
        times = QHBoxLayout()
        times.setSpacing(px(2))
        for part in (self.period, self._since_label, self.since, self._until_label, self.until):
            times.addWidget(part)
        times.addStretch(1)
        of_camera = QWidget(self)
        column = QVBoxLayout(of_camera)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(self.camera)
        column.addLayout(times)
        column.addStretch(1)
        of_flag = QWidget(self)
        row = QVBoxLayout(of_flag)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.number)
        row.addStretch(1)
        for page in (of_camera, of_flag):
            self._pages.addWidget(page)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(px(3))
        whole.addWidget(self.kind, 0, Qt.AlignmentFlag.AlignTop)
        whole.addWidget(self._pages, 1)

    def _retranslate(self) -> None:
        translator = self._stage.translator
        text = translator.text
        for index, key in enumerate(_QUESTIONS):
            self.kind.setItemText(index, text(key))
        for index, period in enumerate(AuditPeriod):
            self.period.setItemText(index, text(f"audit-period-{period.value}"))
        self._since_label.setText(text("audit-since"))
        self._until_label.setText(text("audit-until"))
        self.number.setPlaceholderText(text("audit-number-example"))
        for part, key in (
            (self.kind, "audit-question"),
            (self.period, "audit-period"),
            (self.since, "audit-since"),
            (self.until, "audit-until"),
            (self.number, "audit-number"),
        ):
            part.setAccessibleName(text(key))
        for edit in (self.since, self.until):
            edit.setLocale(QLocale(_LOCALES[translator.language]))
            edit.setDisplayFormat(f"d MMM yyyy HH{translator.formats.clock_mark}mm 'WIB'")
            edit.setMinimumWidth(
                edit.fontMetrics().horizontalAdvance("30 Nov 2026 00.00 WIB") + self._stage.theme.px(14)
            )


def _utc(edit: QDateTimeEdit) -> datetime:
    return datetime.fromtimestamp(edit.dateTime().toSecsSinceEpoch(), UTC)
