"""Cameras that fail and come back at planned minutes, and what a report of availability ought to say of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from console.farm.process import FarmProcess
from console.farm.rtsp.faults import Fault

FAULTS = (Fault.FREEZE, Fault.DISAPPEAR, Fault.REPEAT)
_SHORTEST_MIN, _SPREAD_MIN = 4, 4
_APART_MIN = 3
"""What comes back is seen for so long before it fails again."""
MINUTE_S = 60


@dataclass(frozen=True)
class PlannedOutage:
    """From the ``begin_min``-th minute of the plan, for ``minutes``."""

    camera: str
    fault: Fault
    begin_min: int
    minutes: int

    @property
    def end_min(self) -> int:
        return self.begin_min + self.minutes


def outages(cameras: Sequence[str], minutes: int) -> list[PlannedOutage]:
    """Over so many minutes, in their order; every camera but the last, which is never down, has at least one."""
    planned: list[PlannedOutage] = []
    for place, camera in enumerate(cameras[:-1]):
        begin = 1 + place % 5
        number = 0
        while (length := _SHORTEST_MIN + (place + number) % _SPREAD_MIN) + begin <= minutes:
            planned.append(PlannedOutage(camera, FAULTS[(place + number) % len(FAULTS)], begin, length))
            begin += length + _APART_MIN + (2 * place + number) % 11
            number += 1
    return sorted(planned, key=lambda one: (one.begin_min, one.camera))


def planned_s(planned: Sequence[PlannedOutage], camera: str) -> int:
    """How long it is to be down."""
    return MINUTE_S * sum(one.minutes for one in planned if one.camera == camera)


class FaultPlan:
    """A thread that carries the plan out. A context manager; all cameras are well at its end."""

    def __init__(self, farm: FarmProcess, planned: Sequence[PlannedOutage]) -> None:
        self._farm = farm
        begins = [(one.begin_min, one.camera, one.fault) for one in planned]
        ends = [(one.end_min, one.camera, Fault.OK) for one in planned]
        self._acts = sorted(begins + ends, key=lambda act: (act[0], act[1]))
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="fault-plan", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        for camera in {camera for _minute, camera, _fault in self._acts}:
            self._farm.fault(camera, Fault.OK)

    def _run(self) -> None:
        began_s = time.monotonic()
        for minute, camera, fault in self._acts:
            if self._stop.wait(max(0.0, began_s + MINUTE_S * minute - time.monotonic())):
                return
            self._farm.fault(camera, fault)
