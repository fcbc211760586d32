"""What the screens need of the disturbances, as the screens see it."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.wire.causes import CauseList, CauseRecord


class CauseDesk(Protocol):
    """Cameras that fell together, one line each. ``changed`` comes from any thread; ``between`` blocks."""

    @property
    def changed(self) -> Signal[None]: ...

    def current(self) -> CauseList | None:
        """None until the centre has told them once."""

    def of(self, camera: CameraId) -> CauseRecord | None:
        """The one that a camera which is down belongs to."""

    def between(self, from_utc: datetime, to_utc: datetime) -> CauseList:
        """Those that have ended. Raises KnownError net.*, auth.*, centre.*."""


class NothingFell:
    """Of a screen that is told of none."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()

    def current(self) -> CauseList | None:
        return None

    def of(self, _camera: CameraId) -> CauseRecord | None:
        return None

    def between(self, _from_utc: datetime, _to_utc: datetime) -> CauseList:
        raise KnownError("net.unreachable", host="")
