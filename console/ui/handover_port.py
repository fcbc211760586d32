"""What the screens need of hand-over notes, as the screens see it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol
from uuid import UUID

from console.base.errors import KnownError
from console.base.observer import Signal
from console.base.redaction import Secret
from console.domain.handover import HandoverPart, RemarkKind
from console.domain.handover_question import HandoverQuestion
from console.events.handover_box import NoteDraft, WaitingNote
from console.wire.handovers import HandoverBody, HandoverList, HandoverRecord


class HandoverDesk(Protocol):
    """``changed`` comes from any thread; ``waiting`` and ``draft`` return at once; all else blocks.

    Raises KnownError net.*, auth.*, centre.*, handover.*, disk.*.
    """

    @property
    def changed(self) -> Signal[None]: ...

    def all(self, question: HandoverQuestion, before: UUID | None = None) -> HandoverList:
        """The newest first, or those behind ``before``."""

    def one(self, handover_id: UUID) -> HandoverRecord: ...

    def waiting(self) -> tuple[WaitingNote, ...]:
        """Those of this console that are not at the centre yet."""

    def draft(self) -> NoteDraft | None: ...

    def keep_draft(self, draft: NoteDraft | None) -> None: ...

    def hand_over(self, handover_id: UUID, body: HandoverBody, password: Secret) -> HandoverRecord | None:
        """None where the centre is away: it is kept here and sent later."""

    def sign(self, record: HandoverRecord, part: HandoverPart, password: Secret) -> HandoverRecord: ...

    def add(self, handover_id: UUID, remark_id: UUID, kind: RemarkKind, text: str) -> HandoverRecord: ...

    def throw_away(self, handover_id: UUID) -> None: ...

    def save_file(self, handover_id: UUID, kind: str, path: Path) -> None: ...


class NoHandovers:
    """Of a screen that hands nothing over."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()

    def all(self, _question: HandoverQuestion, _before: UUID | None = None) -> HandoverList:
        raise KnownError("net.unreachable", host="")

    def one(self, _handover_id: UUID) -> HandoverRecord:
        raise KnownError("net.unreachable", host="")

    def waiting(self) -> tuple[WaitingNote, ...]:
        return ()

    def draft(self) -> NoteDraft | None:
        return None

    def keep_draft(self, _draft: NoteDraft | None) -> None:
        raise KnownError("net.unreachable", host="")

    def hand_over(self, _handover_id: UUID, _body: HandoverBody, _password: Secret) -> HandoverRecord | None:
        raise KnownError("net.unreachable", host="")

    def sign(self, _record: HandoverRecord, _part: HandoverPart, _password: Secret) -> HandoverRecord:
        raise KnownError("net.unreachable", host="")

    def add(self, _handover_id: UUID, _remark_id: UUID, _kind: RemarkKind, _text: str) -> HandoverRecord:
        raise KnownError("net.unreachable", host="")

    def throw_away(self, _handover_id: UUID) -> None:
        raise KnownError("net.unreachable", host="")

    def save_file(self, _handover_id: UUID, _kind: str, _path: Path) -> None:
        raise KnownError("net.unreachable", host="")
