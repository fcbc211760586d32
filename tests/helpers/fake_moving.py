"""Moving cameras without a centre: what was asked is remembered, and whose a camera is a test says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.observer import Signal
from console.domain.camera import CameraId
from console.domain.ptz_speed import PtzSpeed
from console.ptz.holders import Holding
from console.wire.ptz import PresetRecord


class FakeMoving:
    """A ``MoveDesk``; ``asked`` in order. A movement makes the camera ours, as the centre would."""

    def __init__(self, clock: Clock) -> None:
        self.changed: Signal[None] = Signal()
        self.lost: Signal[Holding] = Signal()
        self.asked: list[tuple[object, ...]] = []
        self.held: dict[CameraId, Holding] = {}
        self.problems: dict[CameraId, KnownError] = {}
        self.kept = [PresetRecord(token="1", name="Gerbang"), PresetRecord(token="7", name="Parkir & taman")]
        self.is_centre_there = True
        self.fails_with: KnownError | None = None
        self._clock = clock

    def hold(self, camera: CameraId, holder: str, *, mine: bool = False) -> Holding:
        held = Holding(camera, holder, mine, self._clock.now_utc() + timedelta(seconds=10))
        self.held[camera] = held
        self.changed.emit(None)
        return held

    def lose(self, camera: CameraId, to: str) -> None:
        self.lost.emit(self.hold(camera, to))

    def holding(self, camera: CameraId) -> Holding | None:
        held = self.held.get(camera)
        return held if held is not None and self._clock.now_utc() < held.until_utc else None

    def problem_of(self, camera: CameraId) -> KnownError | None:
        return self.problems.get(camera)

    def move(self, camera: CameraId, speed: PtzSpeed) -> None:
        self.asked.append(("move", camera, speed))
        if camera not in self.problems:
            self.hold(camera, "Sari Wulandari", mine=True)

    def stop(self, camera: CameraId) -> None:
        self.asked.append(("stop", camera))

    def take_over(self, camera: CameraId) -> None:
        self._ask("take over", camera)
        self.held[camera] = replace(self.held[camera], holder="Sari Wulandari", is_mine=True)
        self.changed.emit(None)

    def release(self, camera: CameraId) -> None:
        self._ask("release", camera)
        self.held.pop(camera, None)

    def presets(self, camera: CameraId) -> tuple[PresetRecord, ...]:
        self._ask("presets", camera)
        return tuple(self.kept)

    def go_to(self, camera: CameraId, token: str) -> None:
        self._ask("go", camera, token)

    def save(self, camera: CameraId, name: str) -> PresetRecord:
        self._ask("save", camera, name)
        self.kept.append(PresetRecord(token="9", name=name))
        return self.kept[-1]

    def forget(self, camera: CameraId, token: str) -> None:
        self._ask("forget", camera, token)
        self.kept = [one for one in self.kept if one.token != token]

    def _ask(self, *what: object) -> None:
        self.asked.append(what)
        if self.fails_with is not None:
            raise self.fails_with
