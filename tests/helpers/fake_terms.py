"""Terms of owners without a centre: what a test says stops a camera, and what was lifted."""

from __future__ import annotations

from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.viewing_terms import StoppedCamera


class FakeTerms:
    """Main thread of a test."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()
        self.stopped: dict[CameraId, StoppedCamera] = {}
        self.lifted: list[tuple[CameraId, str]] = []
        self.failure: KnownError | None = None

    def current(self) -> dict[CameraId, StoppedCamera]:
        return self.stopped

    def lift(self, camera: CameraId, reason: str) -> None:
        if self.failure:
            raise self.failure
        self.lifted.append((camera, reason))
        self.stopped = {key: one for key, one in self.stopped.items() if key != camera}
        self.changed.emit(None)
