"""Marked copies of stills: the marks are on disk at once, the copy is made when its original lies there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from pydantic import ValidationError

from console.base.ids import new_id
from console.base.os_errors import disk_errors
from console.domain.camera import CameraId
from console.domain.still_mark import MarkKind, MarkOrder, StillMark
from console.evidence.exif import PictureFacts, with_facts
from console.evidence.files import spool_path
from console.proof.durable import replace_whole
from console.wire.events import EvidenceBody, EvidenceKind
from console.wire.marks import MarkBody, MarkedCopy
from console.wire.model import Message, UtcTime

Draw = Callable[[bytes, Sequence[StillMark]], bytes]
"""Makes one JPEG of another with the marks in it. Raises KnownError ``evidence.unreadable``."""


Hide = Callable[[CameraId, bytes], bytes]
"""Makes one JPEG of another without what is masked of the camera; the very same where nothing is."""


def as_it_came(_camera: CameraId, jpeg: bytes) -> bytes:
    """Where nothing is masked."""
    return jpeg


def as_it_is(jpeg: bytes, _marks: Sequence[StillMark]) -> bytes:
    """Where nothing draws: the marks are in the evidence's record alone."""
    return jpeg


class CopyRecords(Protocol):
    """The part of the events service that marked copies need."""

    def attach(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody, path: Path) -> None: ...

    def lose(self, evidence_id: UUID, reason: str) -> None: ...

    def announced(self, evidence_id: UUID) -> EvidenceBody | None: ...


class _KeptOrder(Message):
    """What lies beside a copy that is yet to be made."""

    original_id: UUID
    by: str
    marked_utc: UtcTime
    marks: tuple[MarkBody, ...]


class MarkedCopies:
    """``order`` on any thread, ``make`` where the disk may be waited for. Raises KnownError disk.*, store.*."""

    def __init__(self, folder: Path, records: CopyRecords, draw: Draw, hide: Hide) -> None:
        self._folder = folder
        self._records = records
        self._draw = draw
        self._hide = hide

    def order(self, original_id: UUID, order: MarkOrder) -> UUID:
        """Durable; the id of the copy, which is to be promised with its flag."""
        copy_id = new_id()
        marks = tuple(MarkBody(kind=one.kind.value, points=one.points, number=one.number) for one in order.marks)
        kept = _KeptOrder(original_id=original_id, by=order.by, marked_utc=order.at_utc, marks=marks)
        path = self.order_path(copy_id)
        with disk_errors(path):
            replace_whole(path, kept.model_dump_json().encode(), 0o600)
        return copy_id

    def order_path(self, copy_id: UUID) -> Path:
        path = spool_path(self._folder, copy_id, EvidenceKind.STILL)
        return path.with_name(f"{path.name}.marks")

    def is_ordered(self, copy_id: UUID) -> bool:
        return self.order_path(copy_id).is_file()

    def give_up(self, copy_id: UUID) -> None:
        """Nobody wants it any more."""
        with disk_errors(self._folder):
            self.order_path(copy_id).unlink(missing_ok=True)

    def make(self, flag_id: UUID, copy_id: UUID) -> None:
        """From the original as it lies there; without one the copy is lost."""
        kept = self._kept(copy_id)
        body = self._records.announced(kept.original_id) if kept else None
        original = spool_path(self._folder, kept.original_id, EvidenceKind.STILL) if kept else self._folder
        if kept is None or body is None or not original.is_file():
            self._records.lose(copy_id, "evidence.missing")
        else:
            with disk_errors(original):
                jpeg = self._hide(CameraId(body.camera_id), original.read_bytes())
            copy = with_facts(self._draw(jpeg, _marks(kept)), _facts(kept, body))
            path = spool_path(self._folder, copy_id, EvidenceKind.STILL)
            with disk_errors(path):
                replace_whole(path, copy, 0o600)
            self._records.attach(flag_id, copy_id, _body_of(copy, kept, body), path)
        self.give_up(copy_id)

    def _kept(self, copy_id: UUID) -> _KeptOrder | None:
        path = self.order_path(copy_id)
        with disk_errors(path):
            data = path.read_bytes() if path.is_file() else b""
        try:
            return _KeptOrder.model_validate_json(data)
        except ValidationError:
            return None


def _marks(kept: _KeptOrder) -> list[StillMark]:
    return [StillMark(MarkKind(mark.kind), mark.points, mark.number) for mark in kept.marks]


def _facts(kept: _KeptOrder, original: EvidenceBody) -> PictureFacts:
    """The file says by itself what it is, wherever it is copied to."""
    lines = [
        "MARKED COPY (salinan bertanda): the marks were drawn by a person, the original is unchanged.",
        f"Original SHA-256: {original.sha256}",
        f"Marked by: {' '.join(kept.by.split())}",
        f"Marked: {_iso(kept.marked_utc)}",
        f"Camera id: {original.camera_id}",
        f"Time of the picture: {_iso(original.start_utc)}",
    ]
    return PictureFacts(original.start_utc, f"Marked copy of {original.sha256}", "Ronda", "\n".join(lines))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _body_of(copy: bytes, kept: _KeptOrder, original: EvidenceBody) -> EvidenceBody:
    marked = MarkedCopy(of_sha256=original.sha256, by=kept.by, marked_utc=kept.marked_utc, marks=kept.marks)
    values = {"size_bytes": len(copy), "sha256": hashlib.sha256(copy).hexdigest(), "marked": marked, "kept_back": False}
    return original.model_copy(update=values)
