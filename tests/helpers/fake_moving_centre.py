"""A centre's client that moves no camera and remembers what it was asked, for tests of the console's own part."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import timedelta

from console.base.clock import Clock
from console.base.errors import KnownError
from console.domain.clock_offset import ClockOffset
from console.wire.ptz import (
    PresetBody,
    PresetList,
    PresetRecord,
    PtzLockBody,
    PtzLockRecord,
    PtzMoveAnswer,
    PtzMoveBody,
)

ME = "00000000-me"


@dataclass
class FakeMovingCentre:
    """Any thread. ``fails_with`` is raised by every call; ``may_answer`` cleared makes it slow."""

    clock: Clock
    asked: list[tuple[object, ...]] = field(default_factory=list)
    fails_with: KnownError | None = None
    problem: str = ""
    clock_offset: ClockOffset | None = None
    may_answer: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.may_answer.set()

    def move_camera(self, camera: str, body: PtzMoveBody) -> PtzMoveAnswer:
        self._ask("move", camera, body.pan, body.tilt, body.zoom)
        return PtzMoveAnswer(lock=self.record(camera), problem=self.problem)

    def stop_camera(self, camera: str) -> None:
        self._ask("stop", camera)

    def take_camera(self, camera: str, body: PtzLockBody) -> PtzLockRecord:
        self._ask("take", camera, body.take_over)
        return self.record(camera)

    def release_camera(self, camera: str) -> PtzLockRecord:
        self._ask("release", camera)
        return PtzLockRecord(camera_id=camera, until_utc=self.clock.now_utc())

    def presets(self, camera: str) -> PresetList:
        self._ask("presets", camera)
        return PresetList(presets=(PresetRecord(token="1", name="Gerbang"),))

    def go_to_preset(self, camera: str, token: str) -> None:
        self._ask("go", camera, token)

    def save_preset(self, camera: str, body: PresetBody) -> PresetRecord:
        self._ask("save", camera, body.name)
        return PresetRecord(token="2", name=body.name)

    def delete_preset(self, camera: str, token: str) -> None:
        self._ask("delete", camera, token)

    def record(self, camera: str, holder_id: str = ME, holder: str = "Sari", lost_by_id: str = "") -> PtzLockRecord:
        until = self.clock.now_utc() + timedelta(seconds=10)
        return PtzLockRecord(
            camera_id=camera, holder_id=holder_id, holder=holder, until_utc=until, lost_by_id=lost_by_id
        )

    def _ask(self, *what: object) -> None:
        self.asked.append(what)
        assert self.may_answer.wait(20), "the test never let the centre answer"
        if self.fails_with is not None:
            raise self.fails_with
