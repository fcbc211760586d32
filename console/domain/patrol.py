"""Patrols: the order in which every working camera of an area is shown within the promised hours; pure rules."""

from __future__ import annotations

import heapq
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from console.domain.camera import CameraId
from console.domain.tour import IsDead, Page

HOUR_S = 3600.0
HOURS_OFFERED = (1, 2, 4, 8, 12, 24)
USUAL_HOURS = 4
MOST_WEIGHT = 8
ROUND_SHARE = 0.75
"""A round is planned for so much of the promised time, where there are tiles enough: the rest is for pauses."""
NIGHT_HOURS = frozenset({22, 23, 0, 1, 2, 3, 4})
"""Of the "rawan malam" preset, in the city's own time."""
_NEAR_HOURS = 1
_DAY_HOURS = 24


class Emphasis(Enum):
    """Which cameras are shown more often, with what time is left over after the promise."""

    EVEN = "even"
    INCIDENTS = "incidents"
    NIGHT = "night"
    """As by incidents, and in the night those of the night count three times."""


@dataclass(frozen=True)
class Incident:
    """One flag of a camera; ``hour`` is that of the day, in the city's own time."""

    camera: CameraId
    hour: int


@dataclass(frozen=True)
class PatrolNeed:
    """What a promise takes: ``cameras`` within ``hours`` on ``tiles``, each for ``step_s``."""

    cameras: int
    tiles: int
    step_s: float
    hours: float

    @property
    def round_s(self) -> float:
        """The shortest time in which all of them can be shown once, pages being whole."""
        return math.ceil(self.cameras / max(1, self.tiles)) * self.step_s

    @property
    def is_possible(self) -> bool:
        return self.tiles > 0 and self.round_s <= self.hours * HOUR_S

    @property
    def tiles_needed(self) -> int:
        """With which it is possible in these hours."""
        return math.ceil(self.cameras / max(1, math.floor(self.hours * HOUR_S / self.step_s)))

    @property
    def hours_needed(self) -> float:
        """In which it is possible on these tiles."""
        return self.round_s / HOUR_S


def weights_at(hour: int, incidents: Iterable[Incident], emphasis: Emphasis) -> dict[CameraId, int]:
    """How many times as often as a quiet camera each is shown; quiet ones, which count 1, are left out."""
    if emphasis is Emphasis.EVEN:
        return {}
    counted: dict[CameraId, int] = {}
    for one in incidents:
        apart = abs(one.hour - hour) % _DAY_HOURS
        near = min(apart, _DAY_HOURS - apart) <= _NEAR_HOURS
        nightly = emphasis is Emphasis.NIGHT and hour in NIGHT_HOURS and one.hour in NIGHT_HOURS
        counted[one.camera] = counted.get(one.camera, 0) + (3 if nightly else 2 if near else 1)
    return {camera: min(MOST_WEIGHT, 1 + count) for camera, count in counted.items()}


class Patrol:
    """Who is shown next. Who has waited longest comes first; what is left over goes to cameras with weight.

    It keeps its promise as long as the pauses within any promised time stay below the quarter that is kept for them.
    One thread.
    """

    def __init__(
        self,
        cameras: Collection[CameraId],
        promised_s: float,
        step_s: float,
        now_s: float,
        waited_s: Mapping[CameraId, float] | None = None,
    ) -> None:
        """``waited_s``: how long each has waited before it began; who is not named waits from now on."""
        self._cameras = tuple(dict.fromkeys(cameras))
        self._promised_s = promised_s
        self._step_s = step_s
        since = {camera: now_s - (waited_s or {}).get(camera, 0.0) for camera in self._cameras}
        self._waiting: dict[CameraId, float] = dict(sorted(since.items(), key=lambda item: item[1]))
        """Those that work, by how long they have waited: since they were shown, or came back."""
        self._dead: set[CameraId] = set()
        self._most_working = 0
        self._credit = 0.0
        self._weights: Mapping[CameraId, int] = {}
        self._turns: list[tuple[float, CameraId]] = []
        self._passed = 0.0

    @property
    def cameras(self) -> tuple[CameraId, ...]:
        return self._cameras

    @property
    def working(self) -> int:
        return len(self._waiting)

    @property
    def working_cameras(self) -> tuple[CameraId, ...]:
        """Who has waited longest first."""
        return tuple(self._waiting)

    def set_weights(self, weights: Mapping[CameraId, int]) -> None:
        """From the next page on; who has none counts 1."""
        self._weights = {camera: weights[camera] for camera in self._cameras if weights.get(camera, 1) > 1}
        self._turns = [(self._passed + 1 / weight, camera) for camera, weight in sorted(self._weights.items())]
        heapq.heapify(self._turns)

    def look(self, is_dead: IsDead, now_s: float) -> None:
        """Who died leaves; who came back waits from now on."""
        for camera in self._cameras:
            self.note(camera, now_s, dead=is_dead(camera))

    def note(self, camera: CameraId, now_s: float, *, dead: bool) -> None:
        if dead and camera in self._waiting:
            del self._waiting[camera]
            self._dead.add(camera)
        elif not dead and camera in self._dead:
            self._dead.discard(camera)
            self._waiting[camera] = now_s

    def longest_wait_s(self, now_s: float) -> float:
        """0 where nothing works."""
        return now_s - next(iter(self._waiting.values())) if self._waiting else 0.0

    def page(self, tiles: int, now_s: float) -> Page:
        """The next cameras, each once, as shown from ``now_s`` on. Where all are dead, the dead ones: never nothing."""
        if not self._waiting:
            return Page(self._cameras[: max(1, tiles)])
        count = min(max(1, tiles), len(self._waiting))
        self._most_working = max(self._most_working, len(self._waiting))
        self._credit = min(float(count), self._credit + self._due_in_page(count, now_s))
        due = count if not self._weights else math.floor(self._credit + 1e-9)
        chosen = self._taken(due)
        self._credit = max(0.0, self._credit - due)
        chosen += self._heavy(count - due, chosen)
        chosen += self._taken(count - len(chosen))
        self._waiting.update(dict.fromkeys(chosen, now_s))
        return Page(tuple(chosen))

    def _due_in_page(self, count: int, now_s: float) -> float:
        """How many tiles of a page go to those that have waited longest; all of them when somebody waits too long."""
        round_s = ROUND_SHARE * self._promised_s
        if self.longest_wait_s(now_s) >= round_s - self._step_s:
            return float(count)
        return min(float(count), self._most_working * self._step_s / round_s)

    def _taken(self, count: int) -> list[CameraId]:
        """Those that have waited longest; they wait no more."""
        taken = [camera for camera, _index in zip(self._waiting, range(count), strict=False)]
        for camera in taken:
            del self._waiting[camera]
        return taken

    def _heavy(self, count: int, besides: Collection[CameraId]) -> list[CameraId]:
        """In turns, a camera of weight 4 twice as often as one of weight 2."""
        found: list[CameraId] = []
        passed_over: list[tuple[float, CameraId]] = []
        while self._turns and len(found) < count:
            turn, camera = heapq.heappop(self._turns)
            if camera in self._waiting and camera not in besides:
                del self._waiting[camera]
                found.append(camera)
                self._passed = turn
                passed_over.append((turn + 1 / self._weights[camera], camera))
            else:
                passed_over.append((turn, camera))
        for following in passed_over:
            heapq.heappush(self._turns, following)
        return found
