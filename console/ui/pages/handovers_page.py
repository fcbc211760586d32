"""Hand-over notes: those that wait for a second signature, late ones, all of them; read, signed, added to, taken along."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QWidget

from console.events.handover_box import WaitingNote
from console.qt.relay import listen
from console.qt.throttle import Throttle
from console.ui.handover_words import HandoverWords
from console.ui.models.rows_table import Column, RowsTable
from console.ui.pages.answer_area import AnswerArea
from console.ui.pages.handover_acts import HandoverActs
from console.ui.pages.handover_choice import HandoverChoice
from console.ui.pages.handover_details import HandoverDetails
from console.ui.pages.page import Page
from console.ui.stage import Services, Stage
from console.widgets.lists.roles import ENTRY_ROLE
from console.widgets.lists.table_view import TableView
from console.widgets.retranslation import keep_translated
from console.wire.handovers import HandoverList, HandoverRecord, HandoverSummary

_CHANGES_WINDOW_MS = 500
_SHARES = (36, 22, 42)
NoteRow = HandoverSummary | WaitingNote
"""At the centre, or still on this console's disk."""


class HandoversPage(Page):
    """Follows what others write and sign. Signals: ``wall_asked(list)``: cameras to be shown, from the selected tile on."""

    wall_asked = Signal(list)

    def __init__(self, window: QWidget, stage: Stage, services: Services) -> None:
        super().__init__(window, stage, "handovers-title")
        self._desk = services.handovers
        self._words = HandoverWords(stage.translator, stage.clock)
        self._found = HandoverList(handovers=())
        self._older: Sequence[HandoverSummary] = ()
        self._failed: Exception | None = None
        columns: tuple[Column[NoteRow], ...] = (
            Column("handovers-column-shift", self._shift),
            Column("handovers-column-author", lambda row: row.author),
            Column("handovers-column-state", self._state),
        )
        self.model: RowsTable[NoteRow] = RowsTable(self, stage.translator, columns)
        self.table = TableView(self, self.model, _SHARES)
        self.details = HandoverDetails(self, stage, services, self._words)
        self.acts = HandoverActs(self, stage, services, self.details)
        self.choice = HandoverChoice(self, stage)
        self.write_button, self.older_button = QPushButton(self), QPushButton(self)
        self.answer = self._lay_out_parts()
        self._connect()
        keep_translated(self, stage.translator, self._retranslate)
        self._begin()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> None:
        """The note of one's own shift."""
        self.acts.write()

    def read(self) -> None:
        """Anew; what somebody has gone back to stays."""
        question, desk = self.choice.question, self._desk
        self.stage.background.run(
            lambda: desk.all(question),
            lambda found: self._on_read(found) if question == self.choice.question else None,
            lambda error: self._on_failed(error) if question == self.choice.question else None,
            name="handovers",
            owner=self,
        )

    def read_older(self) -> None:
        question, desk = self.choice.question, self._desk
        rows = [*self._found.handovers, *self._older]
        last = rows[-1].id if rows else None

        def on_older(found: HandoverList) -> None:
            if question == self.choice.question:
                self._older = [*self._older, *found.handovers]
                self._found = self._found.model_copy(update={"more": found.more})
                self._show()

        self.stage.background.run(
            lambda: desk.all(question, last), on_older, self.say_error, name="older-handovers", owner=self
        )

    def _begin(self) -> None:
        """Another question: nothing of the one before stays on the screen."""
        self._found, self._older, self._failed = HandoverList(handovers=()), (), None
        text = self.stage.translator.text
        self.answer.show_words(lambda: text("handovers-reading"))
        self.details.show_note(None)
        self.read()

    def _on_read(self, found: HandoverList) -> None:
        first = {one.id for one in found.handovers}
        self._older = [one for one in self._older if one.id not in first]
        more = self._found.more if self._older else found.more
        self._found, self._failed = found.model_copy(update={"more": more}), None
        self._show()

    def _on_failed(self, error: Exception) -> None:
        """What waits on this console's disk is there all the same."""
        self._found, self._older, self._failed = HandoverList(handovers=()), (), error
        self._show()
        if not self.model.rows:
            self.answer.show_error(error, self._begin)
        else:
            self.say_error(error)

    def _show(self) -> None:
        before = self.details.shown
        kept = before.summary.id if isinstance(before, HandoverRecord) else before.id if before is not None else None
        waiting = [note for note in reversed(self._desk.waiting()) if self.choice.fits(note)]
        rows: list[NoteRow] = [*waiting, *self._found.handovers, *self._older]
        self.model.set_rows(rows)
        ids = [row.id for row in rows]
        if rows:
            self.answer.show_answer()
            self.table.setCurrentIndex(self.model.index(ids.index(kept) if kept in ids else 0, 0))
        elif self._failed is None:
            text, key = self.stage.translator.text, self.choice.nothing_key
            self.answer.show_words(lambda: text(key))
        self._follow()
        self.older_button.setVisible(self._found.more)

    def _follow(self) -> None:
        row = self.table.currentIndex().data(ENTRY_ROLE)
        if not isinstance(row, HandoverSummary):
            self.details.show_note(row if isinstance(row, WaitingNote) else None)
            return
        record = self.details.record
        if record is None or record.summary.id != row.id:
            self.details.show_note(row)
        self._read_note(row.id)

    def _read_note(self, note_id: UUID) -> None:
        desk = self._desk

        def on_read(record: HandoverRecord) -> None:
            row = self.table.currentIndex().data(ENTRY_ROLE)
            if isinstance(row, HandoverSummary) and row.id == record.summary.id:
                self.details.show_note(record)

        self.stage.background.run(lambda: desk.one(note_id), on_read, self.say_error, name="handover", owner=self)

    def _shift(self, row: NoteRow) -> str:
        one = row.body if isinstance(row, WaitingNote) else row
        return self._words.shift(one.shift, one.from_utc, one.until_utc)

    def _state(self, row: NoteRow) -> str:
        if isinstance(row, HandoverSummary):
            return self._words.state(row)
        return self.stage.translator.text("handover-refused-short" if row.refused else "handover-waiting-short")

    def _connect(self) -> None:
        self.choice.changed.connect(self._begin)
        self.details.wall_asked.connect(lambda: self.wall_asked.emit(self.details.cameras))
        self.write_button.clicked.connect(lambda _checked=False: self.write())
        self.older_button.clicked.connect(lambda _checked=False: self.read_older())
        self.table.selectionModel().currentChanged.connect(lambda _now, _before: self._follow())
        read_later = Throttle(self, "handovers", _CHANGES_WINDOW_MS, self.read)
        listen(self._desk.changed, lambda _none: read_later(), self)

    def _lay_out_parts(self) -> AnswerArea:
        px = self.stage.theme.px
        both = QSplitter(Qt.Orientation.Horizontal, self)
        both.setChildrenCollapsible(False)
        both.setHandleWidth(px(2))
        both.addWidget(self.table)
        both.addWidget(self.details)
        both.setSizes([px(140), px(160)])
        answer = AnswerArea(self, self.stage, both)
        self.body.addWidget(self.choice)
        self.body.addWidget(answer, 1)
        self.write_button.setObjectName("primary")
        for button in (self.older_button, self.write_button):
            button.setAutoDefault(False)
            self.foot.addWidget(button)
        self.older_button.hide()
        return answer

    def _retranslate(self) -> None:
        text = self.stage.translator.text
        self.write_button.setText(text("handover-write"))
        self.older_button.setText(text("handovers-older"))
        self.table.setAccessibleName(text("handovers-title"))
