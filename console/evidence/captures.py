"""Files of evidence on their way: captures that run while a person decides whether they are wanted."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid5

from console.base.errors import KnownError
from console.base.ids import new_id
from console.base.os_errors import disk_errors
from console.domain.camera import CameraId
from console.domain.clock_offset import ClockOffset
from console.domain.wall_plan import ClipInfo, StillInfo
from console.evidence.files import delete, forget_facts, sealed, spool_path
from console.evidence.marked_copies import Hide
from console.evidence.worker import Task
from console.proof.durable import replace_whole
from console.wire.events import EvidenceBody, EvidenceKind

Expected = list[tuple[UUID, EvidenceKind]]
"""What is promised with the record of a flag, in its transaction."""


class CaptureRecords(Protocol):
    """The part of the records of evidence that captures need."""

    def attach(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody, path: Path) -> None: ...

    def lose(self, evidence_id: UUID, reason: str) -> None: ...


@dataclass(frozen=True)
class Spool:
    """Where files of evidence go, and who is told of them."""

    folder: Path
    records: CaptureRecords
    submit: Callable[[Task], None]
    """To the thread that may wait for the disk."""
    on_failure: Callable[[KnownError], None]
    offset: Callable[[], ClockOffset | None]
    """How far this clock is from the centre's."""
    hide: Hide


class _Phase(Enum):
    OPEN = "open"
    KEPT = "kept"
    DROPPED = "dropped"


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


def attach(spool: Spool, flag_id: UUID, evidence_id: UUID, body: EvidenceBody, path: Path) -> None:
    """A still of a camera with masks goes twice: as everybody may see it, and as received, kept back until a release.

    The masked one first, and under an id that follows from the original's: a console that is killed in between makes the
    same one again.
    """
    if body.kind is EvidenceKind.STILL:
        with disk_errors(path):
            jpeg = path.read_bytes()
        hidden = spool.hide(CameraId(body.camera_id), jpeg)
        if hidden != jpeg:
            masked_id = uuid5(evidence_id, "masked")
            masked_path = spool_path(spool.folder, masked_id, body.kind)
            with disk_errors(masked_path):
                replace_whole(masked_path, hidden, 0o600)
            values = {"size_bytes": len(hidden), "sha256": hashlib.sha256(hidden).hexdigest(), "masked_of": body.sha256}
            spool.records.attach(flag_id, masked_id, body.model_copy(update=values), masked_path)
            body = body.model_copy(update={"kept_back": True})
    spool.records.attach(flag_id, evidence_id, body, path)


Start = Callable[[Path], Future[ClipInfo] | Future[StillInfo]]
"""Asks the media engine for a file."""


class Captures:
    """Of one flag. Any thread; ``keep`` and ``drop`` end it, the captures go on by themselves."""

    def __init__(self, flag_id: UUID, spool: Spool) -> None:
        self._flag_id = flag_id
        self._spool = spool
        self._lock = threading.Lock()
        self._phase = _Phase.OPEN
        self._captures: list[_Capture] = []
        self.on_settled: Callable[[UUID], None] = lambda _capture_id: None
        """One is attached, or lost for good; in the spool's own thread."""

    @property
    def is_open(self) -> bool:
        return self._phase is _Phase.OPEN

    def begin(self, camera: CameraId, kind: EvidenceKind, start: Start) -> UUID:
        """At once; what can't be begun is a capture that failed. The id of the file."""
        capture = _Capture(camera, kind, self._spool.folder)
        capture.path = spool_path(self._spool.folder, capture.id, kind)
        with self._lock:
            self._captures.append(capture)
        try:
            future = start(capture.path)
        except KnownError as error:
            self._failed(capture, error)
        else:
            future.add_done_callback(lambda done: self._came(capture, done))
        return capture.id

    def leave_out(self, camera: CameraId) -> None:
        """Nothing of this camera goes along after all."""
        with self._lock:
            if self._phase is not _Phase.OPEN:
                return
            left = [capture for capture in self._captures if capture.camera_id == camera]
            self._captures = [capture for capture in self._captures if capture.camera_id != camera]
            for capture in left:
                capture.is_wanted = False
        for capture in left:
            self._settle(capture)

    def keep(self, save: Callable[[Expected], None]) -> None:
        """``save`` makes it durable that they are expected; what it raises leaves everything as it was."""
        with self._lock:
            if self._phase is not _Phase.OPEN:
                return
            save([(capture.id, capture.kind) for capture in self._captures])
            self._phase = _Phase.KEPT
            captures = list(self._captures)
        for capture in captures:
            self._settle(capture)

    def drop(self) -> None:
        """The files go as soon as they are there: a capture under way is not called off."""
        with self._lock:
            if self._phase is not _Phase.OPEN:
                return
            self._phase = _Phase.DROPPED
            captures = list(self._captures)
        for capture in captures:
            self._settle(capture)

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
            is_wanted = capture.is_wanted and self._phase is not _Phase.DROPPED
        if error is not None and is_wanted:
            self._spool.on_failure(error)
        self._settle(capture)

    def _settle(self, capture: _Capture) -> None:
        """What is known of the capture meets what is known of the flag, whichever came last."""
        with self._lock:
            phase, info, failure = self._phase, capture.info, capture.failure
            known = bool(failure) or info is not None
            if not capture.is_wanted:
                phase = _Phase.DROPPED
            if capture.settled or phase is _Phase.OPEN or not known:
                return
            capture.settled = True
        spool = self._spool
        if phase is _Phase.DROPPED:
            spool.submit(lambda: delete(capture.path))
        elif failure:
            spool.submit(lambda: self._lose(capture, failure))
        elif info is not None:
            spool.submit(lambda: self._attach(capture, info))

    def _attach(self, capture: _Capture, info: ClipInfo | StillInfo) -> None:
        if not capture.path.is_file():
            # Somebody deleted it: trying again would not bring it back.
            self._lose(capture, "evidence.missing")
            return
        body = sealed(capture.path, info, self._spool.offset())
        attach(self._spool, self._flag_id, capture.id, body, capture.path)
        forget_facts(capture.path)
        self.on_settled(capture.id)

    def _lose(self, capture: _Capture, reason: str) -> None:
        self._spool.records.lose(capture.id, reason)
        self.on_settled(capture.id)
