"""Privacy masks without a centre: what was asked is remembered and is so at once."""

from __future__ import annotations

from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.camera_mask import Polygons


class FakeMasks:
    """Main thread of a test."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()
        self.polygons: dict[CameraId, Polygons] = {}
        self.reasons: list[str] = []
        self.failure: KnownError | None = None

    def of(self, camera: CameraId) -> Polygons:
        return self.polygons.get(camera, ())

    def put(self, camera: CameraId, polygons: Polygons, reason: str) -> None:
        if self.failure:
            raise self.failure
        self.polygons[camera] = polygons
        self.reasons.append(reason)
        self.changed.emit(None)
