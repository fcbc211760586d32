"""What the screens need of the record of what was seen."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from console.domain.camera import CameraId


class SeenDesk(Protocol):
    """A camera counts as seen once its picture was live on a tile for two seconds without a break."""

    def seen_since(self, camera: CameraId, since_utc: datetime) -> bool:
        """On this console by who is signed in now. Main thread."""

    def last_seen(self, since_utc: datetime, until_utc: datetime) -> Mapping[CameraId, datetime]:
        """By anybody on this machine, at the latest. Any thread; blocks. Raises KnownError disk.*, store.*."""


class NothingSeen:
    """Where nothing is written down, as in a window without a console around it."""

    def seen_since(self, camera: CameraId, since_utc: datetime) -> bool:  # noqa: ARG002  as the port has it
        return False

    def last_seen(self, since_utc: datetime, until_utc: datetime) -> Mapping[CameraId, datetime]:  # noqa: ARG002
        return {}
