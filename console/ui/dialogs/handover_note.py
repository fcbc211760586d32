"""Writes the hand-over note of a shift: the console proposes what it knows, the person adds words and signs with a password."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.redaction import Secret
from console.domain.handover import LONGEST_SHIFT, note_fault
from console.domain.shift import Duty
from console.events.handover_box import NoteDraft
from console.qt.background import Lane
from console.qt.throttle import Throttle
from console.ui.dialogs.handover_sign import LONGEST_PASSWORD, problem_words
from console.ui.dialogs.watched_editor import WatchedEditor
from console.ui.handover_fact_words import FactWords
from console.ui.handover_facts import FactsTaker
from console.ui.handover_words import HandoverWords
from console.ui.on_duty import OnDuty
from console.ui.stage import Services, Stage
from console.widgets.retranslation import keep_translated
from console.wire.handovers import HandoverBody, HandoverFacts, HandoverRecord

_DRAFT_WINDOW_MS = 1000


class HandoverNoteDialog(QDialog):
    """Signals: ``handed(HandoverRecord | None)``, None: it is kept here; then it closes. What is typed is kept until then."""

    handed = Signal(object)

    def __init__(self, parent: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self._stage, self._services = stage, services
        self._desk = services.handovers
        self._words = HandoverWords(stage.translator, stage.clock)
        self.duty = _own_duty(services.duty, stage.clock.now_utc())
        self.facts: HandoverFacts | None = None
        self._error: KnownError | None = None
        self._busy = False
        kept = self._desk.draft()
        draft = self._draft = kept or NoteDraft(new_id())
        self._title, self._about, self._text_label, self._watched_label = (QLabel(self) for _ in range(4))
        self.told, self.problem = QLabel(self), QLabel(self)
        self.text = QPlainTextEdit(draft.text, self)
        self.watched = WatchedEditor(self, stage, services)
        self.watched.put(draft.watched)
        self.password = QLineEdit(self)
        self.do_button, self.again_button, self.cancel_button = (QPushButton(self) for _ in range(3))
        self._area = QScrollArea(self)
        self._lay_out()
        self._connect()
        keep_translated(self, stage.translator, self._retranslate)
        self.take_facts()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_facts(self) -> None:
        """As of now, anew."""
        self.facts, self._error = None, None
        self._retranslate()
        taker, now = FactsTaker(self._services), self._stage.clock.now_utc()
        self._stage.background.run(
            lambda: taker.take(now), self._on_facts, self._on_failed, name="handover-facts", owner=self
        )

    def send(self) -> None:
        body = self._body()
        if body is None or self._busy or not self.password.text():
            return
        desk, note_id, secret = self._desk, self._draft.id, Secret(self.password.text())
        self._busy, self._error = True, None
        self._retranslate()
        self._stage.background.run(
            lambda: desk.hand_over(note_id, body, secret),
            self._on_handed,
            self._on_failed,
            name="handover-send",
            owner=self,
            lane=Lane.CAPTURE,
        )

    def _body(self) -> HandoverBody | None:
        if self.facts is None or self._fault() is not None:
            return None
        return HandoverBody(
            shift=self.duty.name,
            from_utc=self.duty.since_utc,
            until_utc=self.duty.until_utc,
            facts=self.facts,
            watched=self.watched.lines,
            text=self.text.toPlainText().strip(),
        )

    def _fault(self) -> str | None:
        return note_fault(self.text.toPlainText(), [(line.why, len(line.cameras)) for line in self.watched.lines])

    def _on_facts(self, facts: HandoverFacts) -> None:
        self.facts = facts
        self._retranslate()

    def _on_handed(self, record: HandoverRecord | None) -> None:
        self.password.clear()
        self.handed.emit(record)
        self.accept()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._busy, self._error = False, error
        self.password.clear()
        self._retranslate()

    def _keep_draft(self) -> None:
        draft = NoteDraft(self._draft.id, self.text.toPlainText(), self.watched.lines)
        if draft == self._draft or self._busy:
            return
        self._draft, desk = draft, self._desk
        self._stage.background.run(
            lambda: desk.keep_draft(draft), lambda _none: None, name="handover-draft", owner=self, lane=Lane.WRITE
        )

    def _follow(self) -> None:
        fault = self._fault()
        ready = self.facts is not None and fault is None and bool(self.password.text()) and not self._busy
        self.do_button.setEnabled(ready)
        is_typed = bool(self.text.toPlainText().strip())
        error = KnownError(fault) if fault is not None and is_typed else self._error
        self.problem.setText(problem_words(self._stage, error))
        self.problem.setVisible(error is not None)

    def _connect(self) -> None:
        keep_later = Throttle(self, "handover-draft", _DRAFT_WINDOW_MS, self._keep_draft)
        for changed in (self.text.textChanged, self.watched.changed):
            changed.connect(keep_later)
            changed.connect(self._follow)
        self.password.textChanged.connect(lambda _text: self._follow())
        self.password.returnPressed.connect(self.send)
        self.do_button.clicked.connect(lambda _checked=False: self.send())
        self.again_button.clicked.connect(lambda _checked=False: self.take_facts())
        self.cancel_button.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        self.resize(px(300), px(160))
        self._title.setObjectName("title")
        self.problem.setObjectName("alarm")
        for label in (self._about, self._text_label, self._watched_label):
            label.setObjectName("dim")
        for label in (self._about, self.told, self.problem):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setMargin(px(2))
        self.text.setTabChangesFocus(True)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setMaxLength(LONGEST_PASSWORD)
        self.do_button.setObjectName("primary")
        self._area.setWidgetResizable(True)
        self._area.setMinimumWidth(px(90))
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setWidget(self.told)
        both = QHBoxLayout()
        both.setSpacing(px(4))
        both.addWidget(self._area, 1)
        both.addLayout(self._words_column(), 1)
        foot = QHBoxLayout()
        foot.setSpacing(px(2))
        for button in (self.again_button, self.do_button, self.cancel_button):
            button.setAutoDefault(False)
        foot.addWidget(self.again_button)
        foot.addStretch(1)
        for part in (self.password, self.cancel_button, self.do_button):
            foot.addWidget(part)
        self.password.setMinimumWidth(px(45))
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(6)] * 4)
        column.setSpacing(px(3))
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(both, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def _words_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(self._stage.theme.px(1.5))
        column.addWidget(self._text_label)
        column.addWidget(self.text, 1)
        column.addWidget(self._watched_label)
        column.addWidget(self.watched)
        return column

    def _retranslate(self) -> None:
        text, duty = self._stage.translator.text, self.duty
        self.setWindowTitle(text("handover-write-title"))
        self._title.setText(text("handover-write-title"))
        shift = self._words.shift(duty.name, duty.since_utc, duty.until_utc)
        self._about.setText(f"{shift}. {text('handover-write-explained')}")
        self._text_label.setText(text("handover-text"))
        self.text.setPlaceholderText(text("handover-text-hint"))
        self.text.setAccessibleName(text("handover-text"))
        self._watched_label.setText(text("handover-watched"))
        self.told.setText(self._facts_words())
        self.password.setPlaceholderText(text("handover-password"))
        self.password.setAccessibleName(text("handover-password"))
        self.do_button.setText(text("release-busy") if self._busy else text("handover-send"))
        self.again_button.setText(text("handover-facts-again"))
        self.cancel_button.setText(text("handover-later"))
        self._follow()

    def _facts_words(self) -> str:
        text = self._stage.translator.text
        if self.facts is None:
            return text("handover-facts-reading") if self._error is None else text("handover-facts-missing")
        told = FactWords(self._stage.translator, self._stage.clock).of(self.facts, None)
        sections = [(heading, lines) for heading, lines in told if lines]
        return "\n\n".join("\n".join((heading, *lines)) for heading, lines in sections)


def _own_duty(on_duty: OnDuty | None, now_utc: datetime) -> Duty:
    if on_duty is None:
        return Duty("", now_utc - timedelta(hours=1), now_utc)
    duty = on_duty.duty
    # Of a clock that was set: a note is of a minute at least and of 24 hours at most.
    since = max(duty.since_utc, duty.until_utc - LONGEST_SHIFT)
    return Duty(duty.name, min(since, duty.until_utc - timedelta(minutes=1)), duty.until_utc)
