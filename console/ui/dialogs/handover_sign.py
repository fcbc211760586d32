"""A signature under a hand-over note: the password is asked once more, and the dialog stays until the signature counts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QWidget

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.handover import HandoverPart
from console.qt.background import Lane
from console.ui.handover_port import HandoverDesk
from console.ui.messages import message_for
from console.ui.stage import Stage
from console.widgets.question_layout import fit_words, lay_out_question
from console.widgets.retranslation import keep_translated
from console.wire.handovers import HandoverRecord

LONGEST_PASSWORD = 1000


class HandoverSignDialog(QDialog):
    """Signals: ``signed(HandoverRecord)``; then it closes."""

    signed = Signal(object)

    def __init__(
        self, parent: QWidget, stage: Stage, desk: HandoverDesk, record: HandoverRecord, part: HandoverPart
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage, self._desk, self._record, self._part = stage, desk, record, part
        self._error: KnownError | None = None
        self._busy = False
        self._title, self._about, self._explanation, self.problem = (QLabel(self) for _ in range(4))
        self._title.setObjectName("title")
        self._explanation.setObjectName("dim")
        self.problem.setObjectName("alarm")
        for label in (self._about, self._explanation, self.problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(LONGEST_PASSWORD)
        self.password.textChanged.connect(lambda _text: self._follow())
        self.do_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self.do_button.setObjectName("primary")
        self.do_button.setDefault(True)
        self.do_button.clicked.connect(lambda _checked=False: self.sign())
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        parts = (self._title, self._about, self._explanation, self.password, self.problem)
        lay_out_question(self, stage.theme, 130, parts, (self.cancel_button, self.do_button))
        keep_translated(self, stage.translator, self._retranslate)
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)

    def sign(self) -> None:
        if self._busy or not self.password.text():
            return
        desk, record, part, secret = self._desk, self._record, self._part, Secret(self.password.text())
        self._busy, self._error = True, None
        self._retranslate()
        self._stage.background.run(
            lambda: desk.sign(record, part, secret),
            self._on_signed,
            self._on_failed,
            name="handover-sign",
            owner=self,
            lane=Lane.CAPTURE,
        )

    def _on_signed(self, record: HandoverRecord) -> None:
        self.password.clear()
        self.signed.emit(record)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._busy, self._error = False, error
        self.password.clear()
        self.password.setFocus(Qt.FocusReason.OtherFocusReason)
        self._retranslate()

    def _follow(self) -> None:
        self.do_button.setEnabled(bool(self.password.text()) and not self._busy)

    def _retranslate(self) -> None:
        text, summary = self._stage.translator.text, self._record.summary
        title = text(f"handover-title-{self._part.value}")
        self.setWindowTitle(title)
        self._title.setText(title)
        self._about.setText(f"{summary.number} · {summary.author}")
        self._explanation.setText(text(f"handover-explain-{self._part.value}"))
        self.password.setPlaceholderText(text("handover-password"))
        self.password.setAccessibleName(text("handover-password"))
        self.do_button.setText(text("release-busy") if self._busy else text("handover-sign"))
        self.cancel_button.setText(text("flag-cancel"))
        self.problem.setText(problem_words(self._stage, self._error))
        self.problem.setVisible(self._error is not None)
        self._follow()
        fit_words(self)


def problem_words(stage: Stage, error: KnownError | None) -> str:
    """What happened, and what the person can do."""
    if error is None:
        return ""
    message = message_for(stage.translator, error)
    return f"{message.happened} {message.can_do}"
