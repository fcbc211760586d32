"""Fakes of where flags begin: they remember what was asked of them."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from uuid import UUID

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.camera import CameraId, FeedKey
from console.domain.event import KeptStill
from console.domain.still_mark import MarkOrder
from console.evidence.additions import FlagAddition


@dataclass
class FakePendingFlag:
    """Remembers how it ended."""

    feed: FeedKey
    failure: KnownError | None = None
    behind_s: float = 0.0
    sent: list[tuple[str, int, str]] = field(default_factory=list)
    orders: list[MarkOrder | None] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    cancelled: bool = False
    gate: threading.Event = field(default_factory=threading.Event)
    more: list[FeedKey] = field(default_factory=list)

    @property
    def camera_id(self) -> CameraId:
        return self.feed.camera_id

    def add(self, feed: FeedKey) -> None:
        self.more.append(feed)

    def leave_out(self, camera: CameraId) -> None:
        self.more = [feed for feed in self.more if feed.camera_id != camera]

    def send(
        self, category: str, priority: int, note: str, recipient: str = "", order: MarkOrder | None = None
    ) -> UUID:
        self.gate.wait(10)
        if self.failure:
            raise self.failure
        self.orders.append(order)
        self.recipients.append(recipient)
        self.sent.append((category, priority, note))
        return new_id()

    def cancel(self) -> None:
        self.cancelled = True


class FakeFlags:
    """Every flag that was begun; ``hold`` keeps saving from ending."""

    def __init__(self) -> None:
        self.begun: list[FakePendingFlag] = []
        self.added_cameras: list[FlagAddition] = []
        self.kept_stills: list[KeptStill] = []
        self.marked: list[tuple[UUID, UUID, MarkOrder]] = []
        self.added_stills: list[FlagAddition] = []
        self.failure: KnownError | None = None
        self.hold = False

    def add_camera(self, addition: FlagAddition) -> None:
        self._take(self.added_cameras, addition)

    def add_still(self, addition: FlagAddition) -> None:
        self._take(self.added_stills, addition)

    def stills(self, flag_id: UUID) -> list[KeptStill]:  # noqa: ARG002  the port's
        return self.kept_stills

    def mark_still(self, flag_id: UUID, original_id: UUID, order: MarkOrder) -> None:
        if self.failure:
            raise self.failure
        self.marked.append((flag_id, original_id, order))

    def _take(self, into: list[FlagAddition], addition: FlagAddition) -> None:
        if self.failure:
            raise self.failure
        into.append(addition)

    def begin(self, feed: FeedKey, behind_s: float = 0.0) -> FakePendingFlag:
        pending = FakePendingFlag(feed, self.failure, behind_s)
        if not self.hold:
            pending.gate.set()
        self.begun.append(pending)
        return pending
