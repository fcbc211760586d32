"""Cameras that drop, hang and return by chance, through the farm's switchboard, while something is measured."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from typing import Self

from console.farm.process import FarmProcess
from console.farm.rtsp.faults import Fault

FAULTS = (Fault.DROP, Fault.FREEZE, Fault.DISAPPEAR, Fault.REFUSE, Fault.SLOW, Fault.CORRUPT)


class TroubleMaker:
    """A thread that at any time keeps a share of the cameras in trouble. A context manager; all well at its end."""

    def __init__(self, farm: FarmProcess, cameras: Sequence[str], share: float, every_s: float, seed: int = 1) -> None:
        self.faults_given = 0
        self._farm = farm
        self._cameras = list(cameras)
        self._most = max(1, round(len(cameras) * share))
        self._every_s = every_s
        self._rng = random.Random(seed)
        self._troubled: list[str] = []
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="trouble", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        for camera in self._troubled:
            self._farm.fault(camera, Fault.OK)

    def _run(self) -> None:
        while not self._stop.wait(self._every_s * self._rng.uniform(0.5, 1.5)):
            if len(self._troubled) >= self._most:
                self._farm.fault(self._troubled.pop(self._rng.randrange(len(self._troubled))), Fault.OK)
            well = [camera for camera in self._cameras if camera not in self._troubled]
            victim = self._rng.choice(well)
            self._farm.fault(victim, self._rng.choice(FAULTS))
            self._troubled.append(victim)
            self.faults_given += 1
