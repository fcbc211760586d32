"""Which disturbances there are: asked whenever the centre says that something changed, and kept while it is away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from console.directory.room_list import RoomList
from console.domain.camera import CameraId
from console.net.push_feed import PushFeed
from console.wire.causes import CauseList, CauseRecord
from console.wire.push import PushKind


class CauseCentre(Protocol):
    """The part of the centre's client that disturbances need."""

    def causes(self) -> CauseList: ...

    def causes_between(self, from_utc: datetime, to_utc: datetime) -> CauseList: ...


class Causes:
    """``current`` and ``of`` on any thread; ``changed`` comes from any thread. ``between`` blocks."""

    def __init__(self, centre: CauseCentre, push: PushFeed) -> None:
        self._centre = centre
        self._current: CauseList | None = None
        self._of: Mapping[CameraId, CauseRecord] = {}
        self._list = RoomList("causes", push, self._ask, self._take, (PushKind.CAUSES_CHANGED, self._on_told))
        self.changed = self._list.changed

    def start(self) -> None:
        self._list.start()

    def current(self) -> CauseList | None:
        """None until the centre has told them once."""
        return self._current

    def of(self, camera: CameraId) -> CauseRecord | None:
        """The one that a camera which is down belongs to."""
        return self._of.get(camera)

    def between(self, from_utc: datetime, to_utc: datetime) -> CauseList:
        """Those that have ended. Raises KnownError net.*, auth.*, centre.*."""
        return self._centre.causes_between(from_utc, to_utc)

    def close(self) -> None:
        self._list.close()

    def _on_told(self, _data: bytes) -> None:
        self._list.kick()

    def _ask(self) -> CauseList:
        return self._centre.causes()

    def _take(self, told: CauseList) -> bool:
        if told == self._current:
            return False
        self._of = {
            CameraId(camera.camera_id): cause
            for cause in told.causes
            for camera in cause.cameras
            if camera.since_utc is not None
        }
        self._current = told
        return True
