"""One release beside the list: its letter, its files, its history, and the buttons of what may be done with it now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console.domain.release_state import ENDED, ReleaseAction, ReleaseParty, ReleaseState, allowed
from console.domain.release_wait import is_due
from console.domain.roles import Permission, may
from console.ui.pages.recorded_words import recorded_words
from console.ui.pages.release_words import ReleaseWords
from console.ui.stage import Services, Stage
from console.widgets.retranslation import keep_translated
from console.wire.releases import RecordedFiles, ReleaseRecord

_STEPS = (ReleaseAction.APPROVE, ReleaseAction.REFUSE, ReleaseAction.RETAIN, ReleaseAction.DESTROY)
_MINUTES = ("handover", "destruction")


class ReleaseDetails(QWidget):
    """Signals: ``step_asked(ReleaseAction)``, ``minute_asked(str)``, ``hold_asked()``: of the release that is shown."""

    step_asked = Signal(object)
    minute_asked = Signal(str)
    hold_asked = Signal()

    def __init__(self, parent: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = stage
        self._may_decide = may(services.person.role, Permission.DECIDE_RELEASES)
        self._may_hold = may(services.person.role, Permission.HOLD_EVIDENCE)
        self._words = ReleaseWords(stage.translator, stage.clock)
        self._desk = services.releases
        self.record: ReleaseRecord | None = None
        self._recorded: RecordedFiles | Exception | None = None
        """Of the release that is shown while it waits for a decision; None until the centre has answered."""
        self.number, self.state = QLabel(self), QLabel(self)
        self.number.setObjectName("title")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lines: list[tuple[str, str]] = []
        """What the facts say, heading and words."""
        self.told: list[str] = []
        """The history's lines."""
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.steps = {action: QPushButton(self) for action in _STEPS}
        self.steps[ReleaseAction.APPROVE].setObjectName("primary")
        self.minutes = {kind: QPushButton(self) for kind in _MINUTES}
        self.hold_button = QPushButton(self)
        self.note = QLabel(self)
        self.note.setObjectName("dim")
        self.note.setWordWrap(True)
        self._lay_out()
        for action, button in self.steps.items():
            button.clicked.connect(lambda _checked=False, action=action: self.step_asked.emit(action))
        for kind, button in self.minutes.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self.minute_asked.emit(kind))
        self.hold_button.clicked.connect(lambda _checked=False: self.hold_asked.emit())
        keep_translated(self, stage.translator, self.look_again)

    def show_release(self, record: ReleaseRecord | None) -> None:
        """Drawn anew only where it changed: what is read must not jump under the eyes."""
        if record != self.record:
            self.record, self._recorded = record, None
            self.look_again()
            if record is not None and record.state is ReleaseState.REQUESTED:
                self._read_statements(record)

    def _read_statements(self, record: ReleaseRecord) -> None:
        desk = self._desk

        def show(found: RecordedFiles | Exception) -> None:
            if self.record == record:
                self._recorded = found
                self.look_again()

        self._stage.background.run(
            lambda: desk.statements(record.id), show, show, name="release-statements", owner=self
        )

    def look_again(self) -> None:
        record = self.record
        self.setVisible(record is not None)
        if record is None:
            return
        self.number.setText(record.number)
        clock = self._words.clock(record)
        self.state.setText(" · ".join(part for part in (self._words.state(record), clock) if part))
        self.state.setObjectName("caution" if record.fault or record.hold else "clock")
        self.state.style().polish(self.state)
        facts = [(self._stage.translator.text(key), words) for key, words in self._facts(record)]
        told = self._words.history(record)
        if (facts, told) != (self.lines, self.told):
            self.lines, self.told = facts, told
            self._show_facts()
        self._show_buttons(record)

    def _facts(self, record: ReleaseRecord) -> list[tuple[str, str]]:
        recorded = recorded_words(self._stage.translator, self._recorded)
        return [*self._words.facts(record), *([("release-recorded", recorded)] if recorded else [])]

    def _show_facts(self) -> None:
        px = self._stage.theme.px
        inside = QWidget(self._area)
        form = QFormLayout(inside)
        form.setContentsMargins(0, 0, px(2), 0)
        form.setHorizontalSpacing(px(4))
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        form.setVerticalSpacing(px(1.5))
        history = self._stage.translator.text("release-history")
        for heading, words in (*self.lines, (history, "\n".join(self.told))):
            label, value = QLabel(heading, inside), QLabel(words, inside)
            label.setObjectName("dim")
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(label, value)
        self._area.setWidget(inside)

    def _show_buttons(self, record: ReleaseRecord) -> None:
        text = self._stage.translator.text
        offered = allowed(record.state, ReleaseParty.OFFICER) if self._may_decide else ()
        for action, button in self.steps.items():
            button.setText(self._words.action(action) + " …")
            button.setVisible(action in offered)
        why = self._why_not_destroyed(record)
        destroy = self.steps[ReleaseAction.DESTROY]
        destroy.setEnabled(not why)
        destroy.setToolTip(self._stage.reason(why) if why else "")
        there = {
            "handover": record.approved_utc is not None,
            "destruction": record.state is ReleaseState.DESTROYED,
        }
        for kind, button in self.minutes.items():
            button.setText(text(f"release-minute-{kind}"))
            button.setVisible(there[kind])
        self.hold_button.setText(text("hold-lift" if record.hold else "hold-set"))
        self.hold_button.setVisible(self._may_hold and record.state not in ENDED)
        waits = "" if self._may_decide or record.state in ENDED else text("release-not-yours")
        self.note.setText(self._stage.reason(why) if why and ReleaseAction.DESTROY in offered else waits)
        self.note.setVisible(bool(self.note.text()))

    def _why_not_destroyed(self, record: ReleaseRecord) -> str:
        if record.hold is not None:
            return "release.legal_hold"
        return "" if is_due(record.retention_until_utc, self._stage.clock.now_utc()) else "release.retention_runs"

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(4), px(3), px(4), px(3))
        column.setSpacing(px(2))
        self.state.setWordWrap(True)
        for part in (self.number, self.state):
            column.addWidget(part)
        column.addWidget(self._area, 1)
        column.addWidget(self.note)
        for parts in (self.steps.values(), (self.hold_button, *self.minutes.values())):
            row = QHBoxLayout()
            row.setSpacing(px(2))
            for button in parts:
                button.setAutoDefault(False)
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
