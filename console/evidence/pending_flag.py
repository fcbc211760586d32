"""One flag between the key press and its way out: captures run while the operator fills in the dialog."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.camera import CameraId, FeedKey
from console.domain.clock_offset import ClockOffset
from console.domain.event import FlagDraft
from console.domain.footage import Stretch
from console.domain.wall_plan import ClipInfo, StillInfo
from console.evidence.files import delete, forget_facts, sealed, spool_path
from console.evidence.worker import Task
from console.wire.events import EvidenceBody, EvidenceKind


class Media(Protocol):
    """The part of the media engine that flags need; files come under their name only when complete and synced."""

    def capture_clip(self, feed: FeedKey, stretch: Stretch, path: Path) -> Future[ClipInfo]: ...

    def capture_still(self, feed: FeedKey, path: Path, at_s: float = 0.0) -> Future[StillInfo]: ...


@dataclass(frozen=True)
class KeyPress:
    """The moment of a flag, by both clocks, and how much of its surroundings goes along."""

    at_utc: datetime
    at_s: float
    """Monotonic."""
    before_s: float
    after_s: float

    @property
    def before(self) -> Stretch:
        return Stretch(self.at_s - self.before_s, self.at_s, or_older=True)

    @property
    def after(self) -> Stretch:
        return Stretch(self.at_s, self.at_s + self.after_s)


class EvidenceRecords(Protocol):
    """The part of the events service that keeps evidence."""

    def attach(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody, path: Path) -> None: ...

    def lose(self, evidence_id: UUID, reason: str) -> None: ...

    def unfinished(self) -> list[tuple[UUID, UUID, EvidenceKind]]: ...

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
    """One file on its way; ``info`` is set when it lies there, ``failure`` when it never will."""

    camera_id: CameraId
    kind: EvidenceKind
    path: Path
    is_wanted: bool = True
    id: UUID = field(default_factory=new_id)
    info: ClipInfo | StillInfo | None = None
    failure: str = ""
    settled: bool = False


class PendingFlag:
    """Any thread; ``send`` and ``cancel`` end it, the captures go on by themselves."""

    def __init__(
        self,
        media: Media,
        press: KeyPress,
        folder: Path,
        save: SaveFlag,
        records: EvidenceRecords,
        submit: Callable[[Task], None],
        on_failure: Callable[[KnownError], None],
        offset: Callable[[], ClockOffset | None],
    ) -> None:
        self.id = new_id()
        self._media = media
        self._press = press
        self._folder = folder
        self._save = save
        self._records = records
        self._submit = submit
        self._on_failure = on_failure
        self._offset = offset
        self._lock = threading.Lock()
        self._phase = _Phase.OPEN
        self._cameras: list[CameraId] = []
        self._captures: list[_Capture] = []

    def add(self, feed: FeedKey) -> None:
        """Starts the captures of a camera and returns at once: still, what came before the key press, what comes after it.

        Another camera than the first has those of the same moment, as far back as its memory reaches. Once the flag is sent
        nothing is added.
        """
        media, press, camera = self._media, self._press, feed.camera_id
        with self._lock:
            if self._phase is not _Phase.OPEN or camera in self._cameras:
                return
            self._cameras.append(camera)
        still = self._new(camera, EvidenceKind.STILL)
        self._begin(still, lambda: media.capture_still(feed, still.path, press.at_s))
        before = self._new(camera, EvidenceKind.CLIP)
        self._begin(before, lambda: media.capture_clip(feed, press.before, before.path))
        if press.after_s:
            after = self._new(camera, EvidenceKind.CLIP)
            self._begin(after, lambda: media.capture_clip(feed, press.after, after.path))

    def leave_out(self, camera: CameraId) -> None:
        """One that was added does not go along after all; the first always does."""
        with self._lock:
            if self._phase is not _Phase.OPEN or camera not in self._cameras[1:]:
                return
            self._cameras.remove(camera)
            left = [capture for capture in self._captures if capture.camera_id == camera]
            self._captures = [capture for capture in self._captures if capture.camera_id != camera]
            for capture in left:
                capture.is_wanted = False
        for capture in left:
            self._settle(capture)

    def send(self, category: str, priority: int, note: str, recipient: str = "") -> UUID:
        """The flag is durable on return, the evidence follows. Raises KnownError disk.*, store.*: then send again."""
        with self._lock:
            if self._phase is not _Phase.OPEN:
                return self.id
            first, *more = self._cameras
            draft = FlagDraft(first, self._press.at_utc, category, priority, note, tuple(more), recipient)
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

    def _new(self, camera: CameraId, kind: EvidenceKind) -> _Capture:
        capture = _Capture(camera, kind, self._folder)
        capture.path = spool_path(self._folder, capture.id, kind)
        with self._lock:
            self._captures.append(capture)
        return capture

    def _begin(self, capture: _Capture, start: Callable[[], Future[ClipInfo] | Future[StillInfo]]) -> None:
        try:
            future = start()
        except KnownError as error:
            self._failed(capture, error)
            return
        future.add_done_callback(lambda done: self._came(capture, done))

    def _came(self, capture: _Capture, done: Future[Any]) -> None:
        # In the media engine's thread: takes note and leaves.
        try:
            info = done.result()
        except CancelledError:
            self._failed(capture, None)
        except KnownError as error:
            self._failed(capture, error)
        else:
            with self._lock:
                capture.info = info
            self._settle(capture)

    def _failed(self, capture: _Capture, error: KnownError | None) -> None:
        with self._lock:
            capture.failure = error.code if error else "evidence.cancelled"
            is_wanted = capture.is_wanted and self._phase is not _Phase.CANCELLED
        if error is not None and is_wanted:
            self._on_failure(error)
        self._settle(capture)

    def _settle(self, capture: _Capture) -> None:
        """What is known of the capture meets what is known of the flag, whichever came last."""
        with self._lock:
            phase, info, failure = self._phase, capture.info, capture.failure
            known = bool(failure) or info is not None
            if not capture.is_wanted:
                phase = _Phase.CANCELLED
            if capture.settled or phase is _Phase.OPEN or not known:
                return
            capture.settled = True
        if phase is _Phase.CANCELLED:
            self._submit(lambda: delete(capture.path))
        elif failure:
            self._submit(lambda: self._records.lose(capture.id, failure))
        elif info is not None:
            self._submit(lambda: self._attach(capture, info))

    def _attach(self, capture: _Capture, info: ClipInfo | StillInfo) -> None:
        if not capture.path.is_file():
            # Somebody deleted it: trying again would not bring it back.
            self._records.lose(capture.id, "evidence.missing")
            return
        self._records.attach(self.id, capture.id, sealed(capture.path, info, self._offset()), capture.path)
        forget_facts(capture.path)
