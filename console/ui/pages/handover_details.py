"""One hand-over note beside the list: its words, what has become of everything in it, and what may be done with it now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console.domain.handover import HandoverPart, HandoverState
from console.events.handover_box import WaitingNote
from console.ui.handover_fact_words import Section
from console.ui.handover_words import HandoverWords
from console.ui.messages import short_message
from console.ui.stage import Services, Stage
from console.widgets.retranslation import keep_translated
from console.wire.handovers import HandoverRecord, HandoverSummary

_FILES = ("pdf", "csv")


class HandoverDetails(QWidget):
    """Signals: ``sign_asked(HandoverPart)``, ``remark_asked()``, ``file_asked(str)``, ``throw_asked()``,
    ``wall_asked()``: of the note shown."""

    sign_asked = Signal(object)
    remark_asked = Signal()
    file_asked = Signal(str)
    throw_asked = Signal()
    wall_asked = Signal()

    def __init__(self, parent: QWidget, stage: Stage, services: Services, words: HandoverWords) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stage = stage
        self._person_id = services.person.id
        self._username = services.person.username
        self._words = words
        self.shown: HandoverRecord | HandoverSummary | WaitingNote | None = None
        """A summary while the note itself is being read."""
        self.sections: list[Section] = []
        self.title, self.state = QLabel(self), QLabel(self)
        self.title.setObjectName("title")
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (self.title, self.state):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.signs = {part: QPushButton(self) for part in HandoverPart}
        self.wall_button, self.remark_button, self.throw_button = (QPushButton(self) for _ in range(3))
        self.files = {kind: QPushButton(self) for kind in _FILES}
        self._lay_out()
        self._connect()
        keep_translated(self, stage.translator, self.look_again)

    @property
    def record(self) -> HandoverRecord | None:
        """The note, once it is read."""
        return self.shown if isinstance(self.shown, HandoverRecord) else None

    @property
    def cameras(self) -> list[str]:
        """Those that it asks to keep an eye on, each once, in its order."""
        shown = self.shown
        if shown is None or isinstance(shown, HandoverSummary):
            return []
        return list(dict.fromkeys(camera.id for line in shown.body.watched for camera in line.cameras))

    def show_note(self, shown: HandoverRecord | HandoverSummary | WaitingNote | None) -> None:
        if shown != self.shown:
            self.shown = shown
            self.look_again()

    def look_again(self) -> None:
        shown = self.shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        if isinstance(shown, WaitingNote):
            self._say(shown.author, self._waiting_words(shown), self._words.body(shown.body))
        else:
            summary = shown.summary if isinstance(shown, HandoverRecord) else shown
            reading: list[Section] = [(self._stage.translator.text("handover-reading"), ())]
            sections = self._words.sections(shown) if isinstance(shown, HandoverRecord) else reading
            title = f"{summary.number}  ·  {summary.author}"
            shift = self._words.shift(summary.shift, summary.from_utc, summary.until_utc)
            self._say(title, f"{shift} · {self._words.state(summary)}", sections)
        self._show_buttons()

    def _say(self, title: str, state: str, sections: Sequence[Section]) -> None:
        self.title.setText(title)
        self.state.setText(state)
        if list(sections) == self.sections:
            return
        self.sections = list(sections)
        px = self._stage.theme.px
        inside = QWidget(self._area)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, px(2), 0)
        column.setSpacing(px(1))
        for heading, lines in self.sections:
            head = QLabel(heading, inside)
            head.setObjectName("dim")
            column.addWidget(head)
            for line in lines:
                words = QLabel(line, inside)
                words.setTextFormat(Qt.TextFormat.PlainText)
                words.setWordWrap(True)
                words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                column.addWidget(words)
            column.addSpacing(px(2))
        column.addStretch(1)
        self._area.setWidget(inside)

    def _waiting_words(self, note: WaitingNote) -> str:
        text = self._stage.translator.text
        if not note.refused:
            return text("handover-waiting")
        return text("handover-refused", why=short_message(self._stage.translator, note.refused))

    def _show_buttons(self) -> None:
        record, shown = self.record, self.shown
        state = record.summary.state if record is not None else None
        is_author = record is not None and record.summary.author_id == self._person_id
        self.signs[HandoverPart.GIVES].setVisible(is_author and state is HandoverState.WRITTEN)
        self.signs[HandoverPart.TAKES].setVisible(not is_author and state is HandoverState.SIGNED)
        for button in (self.remark_button, *self.files.values()):
            button.setVisible(record is not None)
        self.wall_button.setVisible(bool(self.cameras))
        is_mine = isinstance(shown, WaitingNote) and bool(shown.refused) and shown.username == self._username
        self.throw_button.setVisible(is_mine)
        text = self._stage.translator.text
        for part, button in self.signs.items():
            button.setText(text(f"handover-sign-{part.value}"))
        self.wall_button.setText(text("handover-to-wall"))
        self.remark_button.setText(text("handover-add"))
        self.throw_button.setText(text("handover-throw-away"))
        for kind, button in self.files.items():
            button.setText(text(f"handover-file-{kind}"))

    def _connect(self) -> None:
        for part, button in self.signs.items():
            button.clicked.connect(lambda _checked=False, part=part: self.sign_asked.emit(part))
        for kind, button in self.files.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self.file_asked.emit(kind))
        self.remark_button.clicked.connect(lambda _checked=False: self.remark_asked.emit())
        self.wall_button.clicked.connect(lambda _checked=False: self.wall_asked.emit())
        self.throw_button.clicked.connect(lambda _checked=False: self.throw_asked.emit())

    def _lay_out(self) -> None:
        px = self._stage.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(*[px(4)] * 4)
        column.setSpacing(px(2))
        column.addWidget(self.title)
        column.addWidget(self.state)
        column.addWidget(self._area, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(2))
        for button in self.signs.values():
            button.setObjectName("primary")
        for button in (*self.signs.values(), self.wall_button, self.remark_button, self.throw_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in self.files.values():
            buttons.addWidget(button)
        for button in (
            *self.signs.values(),
            self.wall_button,
            self.remark_button,
            self.throw_button,
            *self.files.values(),
        ):
            button.setAutoDefault(False)
        column.addLayout(buttons)
