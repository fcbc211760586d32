"""A fake of the room's events: what the centre would tell of everybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.event import EventEntry


@dataclass
class FakeRoomDesk:
    """What a test puts in; ``failure`` is the centre that does not answer."""

    flags: list[EventEntry] = field(default_factory=list)
    marked: list[EventEntry] = field(default_factory=list)
    changed: Signal[None] = field(default_factory=Signal)
    cameras: dict[UUID, tuple[CameraId, ...]] = field(default_factory=dict)
    failure: KnownError | None = None

    def open_flags(self, limit: int) -> list[EventEntry]:
        return self._told(self.flags, limit)

    def cameras_of(self, flag_id: UUID) -> tuple[CameraId, ...]:
        if self.failure:
            raise self.failure
        return self.cameras[flag_id]

    def bookmarks(self, limit: int) -> list[EventEntry]:
        return self._told(self.marked, limit)

    def _told(self, entries: list[EventEntry], limit: int) -> list[EventEntry]:
        if self.failure:
            raise self.failure
        return entries[:limit]
