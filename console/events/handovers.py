"""Hand-over notes: written here and kept until the centre has them, read and signed there with the password asked again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.handover import HandoverPart, Reach, RemarkKind
from console.domain.handover_question import HandoverQuestion
from console.events.centre_news import CentreNews, Push
from console.events.handover_box import HandoverBox, NoteDraft, WaitingNote
from console.events.handover_sender import HandoverSender
from console.net.failures import is_away, is_retryable
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.proof.statement import HANDOVER_STATEMENT, SignedStatement
from console.wire.events import EvidenceStatement
from console.wire.handovers import HandoverBody, HandoverList, HandoverRecord, RemarkBody, SignatureBody
from console.wire.push import PushKind

_PAGE = 100
Sign = Callable[[Mapping[str, Any]], SignedStatement | None]


class HandoverCentre(Protocol):
    """The part of the centre's client that hand-over notes need."""

    def handovers(self, question: HandoverQuestion, before: UUID | None, limit: int) -> HandoverList: ...

    def handover(self, handover_id: UUID) -> HandoverRecord: ...

    def put_handover(self, handover_id: UUID, body: HandoverBody) -> HandoverRecord: ...

    def sign_handover(self, handover_id: UUID, body: SignatureBody) -> HandoverRecord: ...

    def add_to_handover(self, handover_id: UUID, remark_id: UUID, body: RemarkBody) -> HandoverRecord: ...

    def handover_file(self, handover_id: UUID, kind: str) -> bytes: ...

    def confirm_password(self, password: Secret) -> None: ...


@dataclass(frozen=True)
class Writer:
    """Who is signed in, at which machine, and the console's key."""

    username: str
    name: str
    reach: Reach
    workstation: str
    sign: Sign


class Handovers(CentreNews):
    """All but ``changed``, ``waiting`` and ``draft`` blocks. Raises KnownError net.*, auth.*, centre.*, handover.*, disk.*."""

    def __init__(self, centre: HandoverCentre, push: Push, box: HandoverBox, writer: Writer) -> None:
        super().__init__(push, PushKind.HANDOVER_CHANGED)
        self._centre = centre
        self._box = box
        self._writer = writer
        self._sender = HandoverSender(centre, push, box, writer.username, lambda: self.changed.emit(None))

    def start(self) -> None:
        self._sender.start()

    def close(self) -> None:
        """What is not sent stays on the disk."""
        super().close()
        self._sender.close()

    def all(self, question: HandoverQuestion, before: UUID | None = None) -> HandoverList:
        """The newest first, or those behind ``before``."""
        return self._centre.handovers(question, before, _PAGE)

    def one(self, handover_id: UUID) -> HandoverRecord:
        """With what has become of what it is about, as of now."""
        return self._centre.handover(handover_id)

    def waiting(self) -> tuple[WaitingNote, ...]:
        """Those of this console that are not at the centre yet: one's own, and those of one's areas."""
        writer = self._writer
        return tuple(
            note
            for note in self._box.notes
            if note.username == writer.username or writer.reach.holds(Reach(note.body.areas))
        )

    def draft(self) -> NoteDraft | None:
        return self._box.draft(self._writer.username)

    def keep_draft(self, draft: NoteDraft | None) -> None:
        self._box.keep_draft(self._writer.username, draft)

    def hand_over(self, handover_id: UUID, body: HandoverBody, password: Secret) -> HandoverRecord | None:
        """Kept on the disk, sent and signed; None where the centre is away: it is sent later and signed then.

        A wrong password, or what the centre refuses, leaves nothing behind but the draft.
        """
        # A note that waits may be read by the next person here, who must know what it is about.
        whole = body if body.areas else body.model_copy(update={"areas": self._writer.reach.areas})
        try:
            self._centre.confirm_password(password)
        except KnownError as error:
            if not is_away(error):
                raise
            self._keep(handover_id, whole)
            return None
        self._keep(handover_id, whole)
        try:
            record = self._sender.send(handover_id, whole)
        except KnownError as error:
            if is_retryable(error):
                return None
            self.keep_draft(NoteDraft(handover_id, body.text, body.watched))
            self.throw_away(handover_id)
            raise
        self._box.forget(handover_id)
        return self._signed(record, HandoverPart.GIVES)

    def sign(self, record: HandoverRecord, part: HandoverPart, password: Secret) -> HandoverRecord:
        """The note as it was read, not as it may be now."""
        self._centre.confirm_password(password)
        return self._signed(record, part)

    def add(self, handover_id: UUID, remark_id: UUID, kind: RemarkKind, text: str) -> HandoverRecord:
        """The same ``remark_id`` again is the same remark."""
        record = self._centre.add_to_handover(handover_id, remark_id, RemarkBody(kind=kind, text=text))
        self.changed.emit(None)
        return record

    def throw_away(self, handover_id: UUID) -> None:
        """One's own that the centre has refused."""
        self._box.forget(handover_id)
        self.changed.emit(None)

    def save_file(self, handover_id: UUID, kind: str, path: Path) -> None:
        """Readable by its owner only."""
        replace_whole(path, self._centre.handover_file(handover_id, kind), PRIVATE_MODE)

    def _keep(self, handover_id: UUID, body: HandoverBody) -> None:
        self._box.keep(WaitingNote(handover_id, self._writer.username, self._writer.name, body))
        self._box.keep_draft(self._writer.username, None)
        self.changed.emit(None)

    def _signed(self, record: HandoverRecord, part: HandoverPart) -> HandoverRecord:
        said = {
            "statement": HANDOVER_STATEMENT,
            "handover_id": str(record.summary.id),
            "sha256": record.sha256,
            "part": part.value,
            "user": self._writer.username,
            "workstation": self._writer.workstation,
        }
        signed = self._writer.sign(said)
        statement = None
        if signed is not None:
            statement = EvidenceStatement(
                body=signed.body, signature=signed.signature, certificates=signed.certificates
            )
        body = SignatureBody(part=part, sha256=record.sha256, statement=statement)
        try:
            return self._centre.sign_handover(record.summary.id, body)
        finally:
            self.changed.emit(None)
