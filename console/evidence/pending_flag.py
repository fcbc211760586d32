"""One flag between the key press and its way out: captures run while the operator fills in the dialog."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

from console.base.ids import new_id
from console.domain.camera import CameraId, FeedKey
from console.domain.event import FlagDraft
from console.domain.footage import Stretch
from console.domain.still_mark import MarkOrder
from console.domain.wall_plan import ClipInfo, StillInfo
from console.evidence.captures import Captures, Expected, Spool
from console.evidence.marked_copies import MarkedCopies
from console.wire.events import EvidenceKind


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


SaveFlag = Callable[[FlagDraft, UUID, Expected], UUID]
"""The events service's ``flag``."""


def begin_camera(captures: Captures, media: Media, feed: FeedKey, press: KeyPress) -> UUID:
    """Still, what came before the key press, what comes after it; returns at once, with the id of the still."""
    camera = feed.camera_id
    still = captures.begin(camera, EvidenceKind.STILL, lambda path: media.capture_still(feed, path, press.at_s))
    captures.begin(camera, EvidenceKind.CLIP, lambda path: media.capture_clip(feed, press.before, path))
    if press.after_s:
        captures.begin(camera, EvidenceKind.CLIP, lambda path: media.capture_clip(feed, press.after, path))
    return still


class PendingFlag:
    """Any thread; ``send`` and ``cancel`` end it, the captures go on by themselves."""

    def __init__(self, media: Media, press: KeyPress, save: SaveFlag, spool: Spool, copies: MarkedCopies) -> None:
        self.id = new_id()
        self._media = media
        self._press = press
        self._save = save
        self._lock = threading.Lock()
        self._cameras: list[CameraId] = []
        self._captures = Captures(self.id, spool)
        self._copies = copies
        self._still: UUID | None = None
        """That of the first camera, which the dialog shows."""
        self._copy: UUID | None = None

    def add(self, feed: FeedKey) -> None:
        """Starts the captures of a camera.

        Another camera than the first has those of the same moment, as far back as its memory reaches. Once the flag is sent
        nothing is added.
        """
        with self._lock:
            if not self._captures.is_open or feed.camera_id in self._cameras:
                return
            self._cameras.append(feed.camera_id)
        still = begin_camera(self._captures, self._media, feed, self._press)
        self._still = self._still or still

    def leave_out(self, camera: CameraId) -> None:
        """One that was added does not go along after all; the first always does."""
        with self._lock:
            if not self._captures.is_open or camera not in self._cameras[1:]:
                return
            self._cameras.remove(camera)
        self._captures.leave_out(camera)

    def send(
        self, category: str, priority: int, note: str, recipient: str = "", order: MarkOrder | None = None
    ) -> UUID:
        """The flag is durable on return, the evidence follows. Raises KnownError disk.*, store.*: then send again.

        ``order``: marks on the still; their copy is made once the still has come, so that no flag waits for it.
        """

        def save(expected: Expected) -> None:
            if order is not None and order.marks and self._still is not None:
                self._copy = self._copy or self._copies.order(self._still, order)
                expected = [*expected, (self._copy, EvidenceKind.STILL)]
            first, *more = self._cameras
            draft = FlagDraft(first, self._press.at_utc, category, priority, note, tuple(more), recipient)
            self._save(draft, self.id, expected)

        with self._lock:
            self._captures.on_settled = self._on_settled
            self._captures.keep(save)
        return self.id

    def cancel(self) -> None:
        """Nothing is sent."""
        self._captures.drop()

    def _on_settled(self, capture_id: UUID) -> None:
        if capture_id == self._still and self._copy is not None:
            self._copies.make(self.id, self._copy)
