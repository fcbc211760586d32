"""Whose each camera is, as far as the centre has told; what it told is over by itself after a few seconds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.base.clock import Clock
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.clock_offset import ClockOffset
from console.wire.ptz import PtzLockRecord


@dataclass(frozen=True)
class Holding:
    """A camera is somebody's; until when, by the clock of this machine."""

    camera_id: CameraId
    holder: str
    is_mine: bool
    until_utc: datetime


class Holders:
    """Any thread. ``changed`` after any news, ``lost`` with who has it now when it was taken from this person."""

    def __init__(self, person_id: str, clock: Clock, offset: Callable[[], ClockOffset | None]) -> None:
        self.changed: Signal[None] = Signal()
        self.lost: Signal[Holding] = Signal()
        self._person_id = person_id
        self._clock = clock
        self._offset = offset
        self._guard = threading.Lock()
        self._held: dict[CameraId, Holding] = {}

    def of(self, camera: CameraId) -> Holding | None:
        with self._guard:
            held = self._held.get(camera)
        return held if held is not None and self._clock.now_utc() < held.until_utc else None

    def note(self, record: PtzLockRecord) -> None:
        """What the centre says, whether it was asked or not."""
        camera = CameraId(record.camera_id)
        offset = self._offset()
        ahead = timedelta(seconds=offset.ahead_s if offset is not None else 0.0)
        holding = Holding(camera, record.holder, record.holder_id == self._person_id, record.until_utc + ahead)
        with self._guard:
            self._held.pop(camera, None)
            if record.holder_id:
                self._held[camera] = holding
        self.changed.emit(None)
        if record.lost_by_id == self._person_id and record.holder_id:
            self.lost.emit(holding)
