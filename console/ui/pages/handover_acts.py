"""What a person does with hand-over notes: writes one, signs, adds something, takes one along as a file."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject

from console.domain.handover import HandoverPart
from console.events.handover_box import WaitingNote
from console.qt.background import Lane
from console.ui.dialogs.handover_note import HandoverNoteDialog
from console.ui.dialogs.handover_remark import HandoverRemarkDialog
from console.ui.dialogs.handover_sign import HandoverSignDialog
from console.ui.dialogs.save_file import ask_file
from console.ui.pages.handover_details import HandoverDetails
from console.ui.pages.page import Page
from console.ui.stage import Services, Stage
from console.wire.handovers import HandoverRecord


class HandoverActs(QObject):
    """For one page, which says what became of them. Main thread."""

    def __init__(self, page: Page, stage: Stage, services: Services, details: HandoverDetails) -> None:
        super().__init__(page)
        self._page = page
        self._stage = stage
        self._services = services
        self._desk = services.handovers
        self._details = details
        self.dialog: HandoverNoteDialog | HandoverSignDialog | HandoverRemarkDialog | None = None
        """The one that is open."""
        details.sign_asked.connect(self.sign)
        details.remark_asked.connect(self.add)
        details.file_asked.connect(self.save)
        details.throw_asked.connect(self.throw_away)

    def write(self) -> None:
        if isinstance(self.dialog, HandoverNoteDialog):
            self.dialog.activateWindow()
            return
        dialog = HandoverNoteDialog(self._page, self._stage, self._services)
        dialog.handed.connect(self._on_handed)
        self._open(dialog)

    def sign(self, part: HandoverPart) -> None:
        record = self._details.record
        if record is not None:
            dialog = HandoverSignDialog(self._page, self._stage, self._desk, record, part)
            dialog.signed.connect(self._on_signed)
            self._open(dialog)

    def add(self) -> None:
        record = self._details.record
        if record is not None:
            is_author = record.summary.author_id == self._services.person.id
            dialog = HandoverRemarkDialog(self._page, self._stage, self._desk, record, is_author=is_author)
            dialog.added.connect(self._on_added)
            self._open(dialog)

    def save(self, kind: str) -> None:
        record = self._details.record
        if record is not None:
            title = self._stage.translator.text(f"handover-file-{kind}")
            ask_file(
                self._page,
                title,
                f"{record.summary.number}.{kind}",
                lambda path: self._save(record.summary.id, kind, path),
            )

    def throw_away(self) -> None:
        note = self._details.shown
        if isinstance(note, WaitingNote):
            desk, note_id = self._desk, note.id
            self._stage.background.run(
                lambda: desk.throw_away(note_id),
                lambda _none: None,
                self._page.say_error,
                name="handover-throw-away",
                owner=self,
                lane=Lane.WRITE,
            )

    def _open(self, dialog: HandoverNoteDialog | HandoverSignDialog | HandoverRemarkDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(lambda _result: self._forget())
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _save(self, note_id: UUID, kind: str, path: Path) -> None:
        text, desk, page = self._stage.translator.text, self._desk, self._page
        self._stage.background.run(
            lambda: desk.save_file(note_id, kind, path),
            lambda _none: page.say(lambda: text("handover-saved", path=str(path))),
            page.say_error,
            name="handover-file",
            owner=self,
            lane=Lane.WRITE,
        )

    def _on_handed(self, record: HandoverRecord | None) -> None:
        text = self._stage.translator.text
        if record is None:
            self._page.say(lambda: text("handover-kept-here"))
        else:
            number = record.summary.number
            self._page.say(lambda: text("handover-sent", number=number))

    def _on_signed(self, record: HandoverRecord) -> None:
        text = self._stage.translator.text
        self._page.say(lambda: f"{record.summary.number}: {text(f'handover-state-{record.summary.state.value}')}")
        self._details.show_note(record)

    def _on_added(self, record: HandoverRecord) -> None:
        text = self._stage.translator.text
        self._page.say(lambda: text("handover-added", number=record.summary.number))
        self._details.show_note(record)
