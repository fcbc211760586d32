"""Closed cameras without a centre: what was asked is remembered and is so at once."""

from __future__ import annotations

from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.closure import Closure
from console.wire.closures import ClosureRecord
from tests.helpers.screen_fakes import START_UTC


class FakeClosures:
    """Main thread of a test."""

    def __init__(self) -> None:
        self.changed: Signal[None] = Signal()
        self.told: Signal[ClosureRecord] = Signal()
        self.closed: dict[CameraId, Closure] = {}
        self.opened: list[tuple[CameraId, str]] = []

    def current(self) -> dict[CameraId, Closure]:
        return self.closed

    def shut(self, camera: CameraId, reason: str) -> None:
        self.closed = {**self.closed, camera: Closure(camera, reason, "Bu Ratna", START_UTC)}
        self.changed.emit(None)

    def open(self, camera: CameraId, reason: str) -> None:
        self.opened.append((camera, reason))
        self.closed = {key: one for key, one in self.closed.items() if key != camera}
        self.changed.emit(None)
