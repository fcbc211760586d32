"""What was seen, as a test says."""

from __future__ import annotations

from datetime import datetime

from console.domain.camera import CameraId


class FakeSeen:
    """``at``: when each camera was seen last."""

    def __init__(self) -> None:
        self.at: dict[CameraId, datetime] = {}

    def seen_since(self, camera: CameraId, since_utc: datetime) -> bool:
        return camera in self.at and self.at[camera] >= since_utc

    def last_seen(self, since_utc: datetime, until_utc: datetime) -> dict[CameraId, datetime]:
        return {camera: at for camera, at in self.at.items() if since_utc <= at < until_utc}
