"""Something to be added to a hand-over note: a remark, a question, or a correction by its author."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.handover import LONGEST_REMARK, RemarkKind
from console.qt.background import Lane
from console.ui.dialogs.handover_sign import problem_words
from console.ui.handover_port import HandoverDesk
from console.ui.stage import Stage
from console.widgets.question_layout import fit_words, lay_out_question
from console.widgets.retranslation import keep_translated
from console.wire.handovers import HandoverRecord


class HandoverRemarkDialog(QDialog):
    """Signals: ``added(HandoverRecord)``; then it closes. The same words again after a lost answer are one remark."""

    added = Signal(object)

    def __init__(
        self, parent: QWidget, stage: Stage, desk: HandoverDesk, record: HandoverRecord, *, is_author: bool
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage, self._desk, self._record = stage, desk, record
        self._kinds = (RemarkKind.REMARK, RemarkKind.CORRECTION if is_author else RemarkKind.QUESTION)
        self._said: tuple[RemarkKind, str] | None = None
        self._said_id = new_id()
        self._error: KnownError | None = None
        self._busy = False
        self._title, self._explanation, self.problem = (QLabel(self) for _ in range(3))
        self._title.setObjectName("title")
        self._explanation.setObjectName("dim")
        self.problem.setObjectName("alarm")
        for label in (self._explanation, self.problem):
            label.setWordWrap(True)
        self.kind, self.words = QComboBox(self), QPlainTextEdit(self)
        self.kind.addItems([kind.value for kind in self._kinds])
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(stage.theme.px(30))
        self.words.textChanged.connect(self._follow)
        self.do_button, self.cancel_button = QPushButton(self), QPushButton(self)
        self.do_button.setObjectName("primary")
        self.do_button.clicked.connect(lambda _checked=False: self.send())
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        parts = (self._title, self._explanation, self.kind, self.words, self.problem)
        lay_out_question(self, stage.theme, 130, parts, (self.cancel_button, self.do_button))
        keep_translated(self, stage.translator, self._retranslate)
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)

    def send(self) -> None:
        kind, words = self._kinds[self.kind.currentIndex()], self.words.toPlainText().strip()
        if self._busy or not self._is_whole():
            return
        if self._said != (kind, words):
            self._said, self._said_id = (kind, words), new_id()
        desk, note_id, remark_id = self._desk, self._record.summary.id, self._said_id
        self._busy, self._error = True, None
        self._retranslate()
        self._stage.background.run(
            lambda: desk.add(note_id, remark_id, kind, words),
            self._on_added,
            self._on_failed,
            name="handover-remark",
            owner=self,
            lane=Lane.CAPTURE,
        )

    def _on_added(self, record: HandoverRecord) -> None:
        self.added.emit(record)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._busy, self._error = False, error
        self._retranslate()

    def _is_whole(self) -> bool:
        return 0 < len(self.words.toPlainText().strip()) <= LONGEST_REMARK

    def _follow(self) -> None:
        self.do_button.setEnabled(self._is_whole() and not self._busy)

    def _retranslate(self) -> None:
        text = self._stage.translator.text
        self.setWindowTitle(text("handover-add-title"))
        self._title.setText(f"{text('handover-add-title')}: {self._record.summary.number}")
        self._explanation.setText(text("handover-add-explained", most=LONGEST_REMARK))
        for index, kind in enumerate(self._kinds):
            self.kind.setItemText(index, text(f"handover-remark-{kind.value}"))
        self.kind.setAccessibleName(text("handover-add-title"))
        self.words.setPlaceholderText(text("handover-add-words"))
        self.words.setAccessibleName(text("handover-add-words"))
        self.do_button.setText(text("release-busy") if self._busy else text("handover-add-do"))
        self.cancel_button.setText(text("flag-cancel"))
        self.problem.setText(problem_words(self._stage, self._error))
        self.problem.setVisible(self._error is not None)
        self._follow()
        fit_words(self)
