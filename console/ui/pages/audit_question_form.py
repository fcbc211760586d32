"""Asks one of the audit's two questions: a camera with a period, or the number of a flag."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from console.domain.audit_question import AuditQuestion, CameraQuestion, FlagQuestion
from console.ui.directory_ports import CameraDirectory
from console.ui.pages.camera_field import CameraField
from console.ui.pages.period_fields import PeriodFields
from console.ui.stage import Stage
from console.widgets.retranslation import keep_translated

_LONGEST_NUMBER = 60
_QUESTIONS = ("audit-of-camera", "audit-of-flag")


class AuditQuestionForm(QWidget):
    """Signals: ``changed()``: ``question`` is another one. Times are Semarang's."""

    changed = Signal()

    def __init__(self, parent: QWidget, stage: Stage, directory: CameraDirectory) -> None:
        super().__init__(parent)
        self._stage = stage
        self.kind = QComboBox(self)
        self.kind.addItems(list(_QUESTIONS))
        self.camera = CameraField(self, stage, directory)
        self.times = PeriodFields(self, stage)
        self.period, self.since, self.until = self.times.period, self.times.since, self.times.until
        self.number = QLineEdit(self)
        self.number.setMaxLength(_LONGEST_NUMBER)
        self._pages = QStackedWidget(self)
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._on_kind)
        self.camera.changed.connect(self.changed)
        self.times.changed.connect(self.changed)
        self.number.textChanged.connect(lambda _text: self.changed.emit())
        keep_translated(self, stage.translator, self._retranslate)

    @property
    def question(self) -> AuditQuestion | None:
        """None while something is missing, or the period ends before it begins."""
        if self.kind.currentIndex() == 1:
            number = self.number.text().strip()
            return FlagQuestion(number) if number else None
        since_utc, until_utc = self.times.since_utc, self.times.until_utc
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

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        of_camera = QWidget(self)
        column = QVBoxLayout(of_camera)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addWidget(self.camera)
        column.addWidget(self.times)
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
        text = self._stage.translator.text
        for index, key in enumerate(_QUESTIONS):
            self.kind.setItemText(index, text(key))
        self.number.setPlaceholderText(text("audit-number-example"))
        for part, key in ((self.kind, "audit-question"), (self.number, "audit-number")):
            part.setAccessibleName(text(key))
