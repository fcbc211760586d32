"""A fake desk of hand-over notes: remembers what was asked, signs with one password, and may be away."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from console.base.errors import KnownError
from console.base.observer import Signal
from console.base.redaction import Secret
from console.domain.handover import HandoverPart, HandoverState, RemarkKind
from console.domain.handover_question import HandoverQuestion
from console.events.handover_box import NoteDraft, WaitingNote
from console.wire.handovers import HandoverBody, HandoverList, HandoverRecord, RemarkRecord
from tests.helpers.handover_notes import note_record, signature
from tests.helpers.screen_fakes import START_UTC

PASSWORD = "kata-sandi-jaga"


@dataclass
class FakeHandovers:
    """``records`` newest first."""

    changed: Signal[None] = field(default_factory=Signal)
    records: list[HandoverRecord] = field(default_factory=list)
    waits: list[WaitingNote] = field(default_factory=list)
    kept: NoteDraft | None = None
    failure: KnownError | None = None
    questions: list[HandoverQuestion] = field(default_factory=list)
    handed: list[HandoverBody] = field(default_factory=list)
    saved: list[tuple[str, Path]] = field(default_factory=list)

    def all(self, question: HandoverQuestion, before: UUID | None = None) -> HandoverList:  # noqa: ARG002  the port's signature
        self._answer()
        self.questions.append(question)
        found = [one.summary for one in self.records if question.words in one.summary.author]
        if question.only_open:
            found = [one for one in found if one.state is not HandoverState.DONE]
        if question.only_late:
            found = [one for one in found if one.is_late]
        return HandoverList(handovers=tuple(found))

    def one(self, handover_id: UUID) -> HandoverRecord:
        self._answer()
        return next(one for one in self.records if one.summary.id == handover_id)

    def waiting(self) -> tuple[WaitingNote, ...]:
        return tuple(self.waits)

    def draft(self) -> NoteDraft | None:
        return self.kept

    def keep_draft(self, draft: NoteDraft | None) -> None:
        self.kept = draft

    def hand_over(self, handover_id: UUID, body: HandoverBody, password: Secret) -> HandoverRecord | None:
        self._check(password)
        self.handed.append(body)
        self.kept = None
        if self.failure is not None:
            self.waits.append(WaitingNote(handover_id, "sari", "Sari Wulandari", body))
            return None
        mine = (signature(HandoverPart.GIVES, "Sari Wulandari"),)
        record = note_record(body, note_id=handover_id, author="Sari Wulandari", author_id="p-1", signatures=mine)
        self.records.insert(0, record)
        self.changed.emit(None)
        return record

    def sign(self, record: HandoverRecord, part: HandoverPart, password: Secret) -> HandoverRecord:
        self._answer()
        self._check(password)
        signatures = (*record.summary.signatures, signature(part, "Sari Wulandari"))
        state = HandoverState.DONE if part is HandoverPart.TAKES else HandoverState.SIGNED
        summary = record.summary.model_copy(update={"signatures": signatures, "state": state, "is_late": False})
        return self._put(record.model_copy(update={"summary": summary}))

    def add(self, handover_id: UUID, remark_id: UUID, kind: RemarkKind, text: str) -> HandoverRecord:
        record = self.one(handover_id)
        remark = RemarkRecord(
            id=remark_id, kind=kind, text=text, by="Sari Wulandari", role="operator", at_utc=START_UTC
        )
        return self._put(record.model_copy(update={"remarks": (*record.remarks, remark)}))

    def throw_away(self, handover_id: UUID) -> None:
        self.waits = [one for one in self.waits if one.id != handover_id]
        self.changed.emit(None)

    def save_file(self, handover_id: UUID, kind: str, path: Path) -> None:  # noqa: ARG002  the port's signature
        self._answer()
        self.saved.append((kind, path))

    def _put(self, record: HandoverRecord) -> HandoverRecord:
        self.records = [record if one.summary.id == record.summary.id else one for one in self.records]
        self.changed.emit(None)
        return record

    def _answer(self) -> None:
        if self.failure is not None:
            raise self.failure

    @staticmethod
    def _check(password: Secret) -> None:
        if password.reveal() != PASSWORD:
            raise KnownError("auth.wrong_password")
