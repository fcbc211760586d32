"""One flag between the key press and its way out: captures run while the operator fills in the dialog."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Protocol, TypeVar
from uuid import UUID

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.camera import CameraId, FeedKey
from console.domain.event import FlagDraft
from console.domain.wall_plan import ClipInfo, StillInfo
from console.evidence.files import delete, sealed, spool_path
from console.evidence.worker import Task
from console.wire.events import EvidenceBody, EvidenceKind

T = TypeVar("T")


class Media(Protocol):
    """The part of the media engine that flags need; files come under their name only when complete and synced."""

    def capture_clip(self, feed: FeedKey, seconds_before: float, path: Path) -> Future[ClipInfo]: ...

    def capture_still(self, feed: FeedKey, path: Path) -> Future[StillInfo]: ...


class EvidenceRecords(Protocol):
    """The part of the events service that keeps evidence."""

    def attach(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody, path: Path) -> None: ...

    def lose(self, evidence_id: UUID, reason: str) -> None: ...

    def known_paths(self) -> set[Path]: ...

    def expired(self) -> list[tuple[UUID, Path]]: ...

    def forget_file(self, evidence_id: UUID) -> None: ...


SaveFlag = Callable[[FlagDraft, UUID, list[tuple[UUID, EvidenceKind]]], UUID]
"""The events service's ``flag``."""


class _Phase(Enum):
    OPEN = "open"
    SENT = "sent"
    CANCELLED = "cancelled"


@dataclass
class _Capture:
    """One file on its way; ``span`` (Unix seconds) is set when it lies there, ``failure`` when it never will."""

    kind: EvidenceKind
    path: Path
    id: UUID = field(default_factory=new_id)
    span: tuple[float, float] | None = None
    failure: str = ""
    settled: bool = False


class PendingFlag:
    """Any thread; ``send`` and ``cancel`` end it, the captures go on by themselves."""

    def __init__(
        self,
        camera_id: CameraId,
        at_utc: datetime,
        folder: Path,
        save: SaveFlag,
        records: EvidenceRecords,
        submit: Callable[[Task], None],
        on_failure: Callable[[KnownError], None],
    ) -> None:
        self.id = new_id()
        self.camera_id = camera_id
        self.at_utc = at_utc
        self._folder = folder
        self._save = save
        self._records = records
        self._submit = submit
        self._on_failure = on_failure
        self._lock = threading.Lock()
        self._phase = _Phase.OPEN
        self._captures: list[_Capture] = []

    def capture(self, media: Media, feed: FeedKey, seconds_before: float) -> None:
        """Starts both captures and returns at once."""
        still, clip = self._add(EvidenceKind.STILL), self._add(EvidenceKind.CLIP)
        self._begin(still, lambda: media.capture_still(feed, still.path), lambda info: (info.at_unix_s, info.at_unix_s))
        self._begin(
            clip,
            lambda: media.capture_clip(feed, seconds_before, clip.path),
            lambda info: (info.start_unix_s, info.end_unix_s),
        )

    def send(self, category: str, priority: int, note: str) -> UUID:
        """The flag is durable on return, the evidence follows. Raises KnownError disk.*, store.*: then send again."""
        draft = FlagDraft(self.camera_id, self.at_utc, category, priority, note)
        with self._lock:
            if self._phase is not _Phase.OPEN:
                return self.id
            self._save(draft, self.id, [(capture.id, capture.kind) for capture in self._captures])
            self._phase = _Phase.SENT
            captures = list(self._captures)
        for capture in captures:
            self._settle(capture)
        return self.id

    def cancel(self) -> None:
        """Nothing is sent; the files go as soon as they are there (a capture under way is not called off)."""
        with self._lock:
            if self._phase is not _Phase.OPEN:
                return
            self._phase = _Phase.CANCELLED
            captures = list(self._captures)
        for capture in captures:
            self._settle(capture)

    def _add(self, kind: EvidenceKind) -> _Capture:
        capture = _Capture(kind, self._folder)
        capture.path = spool_path(self._folder, capture.id, kind)
        self._captures.append(capture)
        return capture

    def _begin(
        self, capture: _Capture, start: Callable[[], Future[T]], span: Callable[[T], tuple[float, float]]
    ) -> None:
        try:
            future = start()
        except KnownError as error:
            self._failed(capture, error)
            return
        future.add_done_callback(lambda done: self._came(capture, done, span))

    def _came(self, capture: _Capture, done: Future[T], span: Callable[[T], tuple[float, float]]) -> None:
        # In the media engine's thread: takes note and leaves.
        try:
            found = span(done.result())
        except CancelledError:
            self._failed(capture, None)
        except KnownError as error:
            self._failed(capture, error)
        else:
            with self._lock:
                capture.span = found
            self._settle(capture)

    def _failed(self, capture: _Capture, error: KnownError | None) -> None:
        with self._lock:
            capture.failure = error.code if error else "evidence.cancelled"
        if error is not None:
            self._on_failure(error)
        self._settle(capture)

    def _settle(self, capture: _Capture) -> None:
        """What is known of the capture meets what is known of the flag, whichever came last."""
        with self._lock:
            phase, span, failure = self._phase, capture.span, capture.failure
            known = bool(failure) or span is not None
            if capture.settled or phase is _Phase.OPEN or not known:
                return
            capture.settled = True
        if phase is _Phase.CANCELLED:
            self._submit(lambda: delete(capture.path))
        elif failure:
            self._submit(lambda: self._records.lose(capture.id, failure))
        elif span is not None:
            self._submit(lambda: self._attach(capture, span))

    def _attach(self, capture: _Capture, span: tuple[float, float]) -> None:
        if not capture.path.is_file():
            # Somebody deleted it: trying again would not bring it back.
            self._records.lose(capture.id, "evidence.missing")
            return
        body = sealed(capture.path, capture.kind, self.camera_id, *span)
        self._records.attach(self.id, capture.id, body, capture.path)
