"""The page of who guards privacy: who saw a camera, what was done with a flag's pictures, and whether the record is whole."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from console.base.clock import WIB
from console.domain.audit_question import AuditQuestion, FlagQuestion
from console.qt.background import Lane
from console.ui.dialogs.save_file import ask_file
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.audit_question_form import AuditQuestionForm
from console.ui.pages.audit_words import AuditWords
from console.ui.pages.page import Page
from console.ui.stage import Services, Stage
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated
from console.wire.audit import AuditFinding, AuditFindings, AuditVerification

_SHARES = (17, 14, 9, 34, 26)


class AuditPage(Page):
    """Each search is written down too, which the page says."""

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window, stage, "audit-title")
        self._desk = services.audit_reading
        self._asked: AuditQuestion | None = None
        """What the table answers, or is about to."""
        self._found = AuditFindings(findings=())
        self._verified: AuditVerification | None = None
        self.words = words = AuditWords(stage.translator, stage.clock)
        columns: tuple[Column[AuditFinding], ...] = (
            Column("audit-column-when", words.when),
            Column("audit-column-who", words.who),
            Column("audit-column-where", lambda one: one.workstation),
            Column("audit-column-what", words.what),
            Column("audit-column-why", words.why),
        )
        self.model: RowsTable[AuditFinding] = RowsTable(self, stage.translator, columns)
        self.table = TableView(self, self.model, _SHARES)
        self.form = AuditQuestionForm(self, stage, services.directory)
        self.answer = AnswerArea(self, stage, self.table)
        self.count = QLabel(self)
        self.count.setObjectName("small")
        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.verdict.hide()
        self.search_button, self.save_button, self.verify_button = (QPushButton(self) for _ in range(3))
        self.search_button.setObjectName("primary")
        self.search_button.setDefault(True)
        self._lay_out_parts()
        self.form.changed.connect(self._follow)
        self.search_button.clicked.connect(self.search)
        self.save_button.clicked.connect(self.ask_file)
        self.verify_button.clicked.connect(self.verify)
        self._follow()
        keep_translated(self, stage.translator, self._retranslate)
        self.form.camera.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> None:
        question = self.form.question
        if question is None:
            return
        text, desk = self.stage.translator.text, self._desk
        self._asked = question
        self._show_found(AuditFindings(findings=()))
        self.answer.show_words(lambda: text("audit-searching"))
        self.stage.background.run(
            lambda: desk.ask(question),
            lambda found: self._on_found(question, found),
            lambda error: self._on_failed(question, error),
            name="audit-search",
            owner=self,
        )

    def ask_file(self) -> None:
        """Where the table goes; it is then asked of the centre as a file, which is written down there."""
        if self._asked is None:
            return
        question = self._asked
        title = self.stage.translator.text("audit-save")
        ask_file(self, title, self._file_name(), lambda path: self.save(question, path))

    def save(self, question: AuditQuestion, path: Path) -> None:
        text, desk = self.stage.translator.text, self._desk
        self.stage.background.run(
            lambda: desk.save(question, path),
            lambda _none: self.say(lambda: text("audit-saved", path=str(path))),
            self.say_error,
            name="audit-save",
            owner=self,
            lane=Lane.WRITE,
        )

    def verify(self) -> None:
        text = self.stage.translator.text
        self.verify_button.setEnabled(False)
        self.say(lambda: text("audit-verifying"))
        self.stage.background.run(
            self._desk.verify, self._on_verified, self._on_verify_failed, name="audit-verify", owner=self
        )

    def _on_found(self, question: AuditQuestion, found: AuditFindings) -> None:
        if question is not self._asked:
            return  # another question was asked meanwhile
        self._show_found(found)
        if found.findings:
            self.answer.show_answer()
            self.table.setCurrentIndex(self.model.index(0, 0))
            return
        text = self.stage.translator.text
        self.answer.show_words(lambda: text("audit-nothing"))

    def _on_failed(self, question: AuditQuestion, error: Exception) -> None:
        if question is self._asked:
            self.answer.show_error(error, self.search)

    def _on_verified(self, found: AuditVerification) -> None:
        self._verified = found
        self.verify_button.setEnabled(True)
        self.say(lambda: "")
        self._retranslate()

    def _on_verify_failed(self, error: Exception) -> None:
        self.verify_button.setEnabled(True)
        self.say_error(error)

    def _show_found(self, found: AuditFindings) -> None:
        self._found = found
        self.model.set_rows(found.findings)
        self._retranslate()

    def _follow(self) -> None:
        """Says what is missing while nothing is asked yet."""
        is_whole = self.form.question is not None
        self.search_button.setEnabled(is_whole)
        if self._asked is None:
            key = "audit-ready" if is_whole else self.form.lacking
            text = self.stage.translator.text
            self.answer.show_words(lambda: text(key))

    def _file_name(self) -> str:
        question = self._asked
        about = question.number if isinstance(question, FlagQuestion) else question.camera_id if question else ""
        now = self.stage.clock.now_utc().astimezone(WIB)
        return f"audit-{about}-{now:%Y%m%d-%H%M}.csv"

    def _lay_out_parts(self) -> None:
        px = self.stage.theme.px
        top = QHBoxLayout()
        top.setSpacing(px(3))
        top.addWidget(self.form, 1)
        top.addWidget(self.search_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.body.addWidget(self.count)
        self.body.addWidget(self.answer, 1)
        self.body.addWidget(self.verdict)
        for button in (self.verify_button, self.save_button):
            button.setAutoDefault(False)
            self.foot.addWidget(button)

    def _retranslate(self) -> None:
        text, formats = self.stage.translator.text, self.stage.translator.formats
        self.search_button.setText(text("audit-search"))
        self.save_button.setText(text("audit-save"))
        self.verify_button.setText(text("audit-verify"))
        self.table.setAccessibleName(text("audit-table"))
        found = self._found
        self.save_button.setEnabled(bool(found.findings))
        count = text("audit-count", count=formats.count(len(found.findings)))
        self.count.setText(f"{count} {text('audit-more')}" if found.more else count if found.findings else "")
        self.count.setObjectName("caution" if found.more else "small")
        self.count.style().polish(self.count)
        self._say_verdict()

    def _say_verdict(self) -> None:
        if self._verified is None:
            return
        self.verdict.setText("\n".join(self.words.verdict(self._verified)))
        self.verdict.setObjectName("well" if self._verified.holds else "alarm")
        self.verdict.style().polish(self.verdict)
        self.verdict.show()
