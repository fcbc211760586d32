"""Calls cameras up by a timetable, as a hurried operator would; for benches, which must know when each was asked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from console.base.clock import Clock
from console.base.errors import KnownError
from console.domain.camera import CameraId
from console.qt.timer import Timer
from console.wall.wall import Wall


@dataclass(frozen=True)
class CallUp:
    """One camera to put on a tile, seconds after the window is shown."""

    at_s: float
    tile: int
    camera: CameraId


class Rehearsal:
    """Main thread only. ``called_up`` tells what was done: camera, tile and monotonic seconds."""

    def __init__(self, parent: QObject, wall: Wall, clock: Clock, steps: Sequence[CallUp]) -> None:
        self.called_up: list[dict[str, Any]] = []
        self._wall = wall
        self._clock = clock
        for number, step in enumerate(steps):
            act = partial(self._do, step)
            Timer(parent, f"rehearsal-{number}", round(step.at_s * 1000), act, single_shot=True).start()

    @classmethod
    def of(cls, file: Path | None, parent: QObject, wall: Wall, clock: Clock) -> Rehearsal:
        """Without a file there is nothing to do. Raises KnownError ``option.bad`` when it can't be read."""
        return cls(parent, wall, clock, _steps(file) if file is not None else ())

    def _do(self, step: CallUp) -> None:
        self.called_up.append({"camera": step.camera, "tile": step.tile, "at_s": self._clock.monotonic_s()})
        self._wall.put(step.camera, step.tile)


def _steps(file: Path) -> list[CallUp]:
    try:
        return [
            CallUp(float(one["at_s"]), int(one["tile"]), CameraId(one["camera"]))
            for one in json.loads(file.read_text(encoding="utf-8"))
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KnownError("option.bad", option="--rehearsal", value=str(file)) from error
