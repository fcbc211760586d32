"""Health of the screens' small city: feeds with a hole, a camera of which nothing is known, a machine, the worst."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import timedelta

import numpy as np

from console.base.clock import Clock
from console.base.errors import KnownError
from console.domain.alive_hours import AliveHour, alive_hours, week_begin_unix_s
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_history import FeedCondition, FeedSpell
from console.domain.feed_span import FeedSpan
from console.domain.feed_state import FeedState
from console.domain.machine_span import MachineSpan
from console.health.curves import Curve
from console.health.feed_rings import SPAN_TYPE
from console.health.machine_meter import MACHINE_TYPE
from console.health.reach import Reach
from console.health.reading import FeedHealth, MachineHealth
from console.wire.sightings import CameraSightings

_MIB = 1024 * 1024
_HOLE = range(40, 60)
"""Percent of the reach in which nobody looked."""


class FakeHealth:
    """``known`` are the cameras with counts; ``failure`` makes reading fail, ``wait`` holds it back."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.known: set[CameraId] = set()
        self.worst_of: list[tuple[FeedKey, FeedSpan]] = []
        self.sightings_of: dict[CameraId, CameraSightings] = {}
        self.machine_known = False
        self.failure: KnownError | None = None
        self.wait = threading.Event()
        self.wait.set()
        self.asked: list[tuple[FeedKey, Reach]] = []

    def feed(self, feed: FeedKey, reach: Reach) -> FeedHealth:
        self._answer()
        self.asked.append((feed, reach))
        now_s = self._clock.now_utc().timestamp()
        begin_s = now_s - reach.length_s
        if feed.camera_id not in self.known:
            return FeedHealth(np.zeros(0, SPAN_TYPE), reach.step_s, [], begin_s, now_s)
        rows = [
            tuple(vars(_feed_span(at_s, reach.step_s)).values())
            for at_s in range(int(begin_s), int(now_s), reach.step_s)
            if int(100 * (at_s - begin_s) / reach.length_s) not in _HOLE
        ]
        since_utc = self._clock.now_utc() - timedelta(seconds=reach.length_s / 4)
        spells = [
            FeedSpell(feed, FeedCondition(FeedState.LIVE), since_utc, None),
            FeedSpell(
                feed, FeedCondition(FeedState.STALE), since_utc - timedelta(seconds=reach.length_s / 10), since_utc
            ),
        ]
        return FeedHealth(np.array(rows, SPAN_TYPE), reach.step_s, spells, begin_s, now_s)

    def recent(self, feed: FeedKey, seconds: int) -> list[tuple[int, int] | None]:
        """As it is just before the end of the hole: looked at again only lately, with two bad seconds."""
        if feed.camera_id not in self.known:
            return [None] * seconds
        bad = (seconds - 20, seconds - 19)
        return [
            None if place < seconds // 3 else (0, 0) if place in bad else (15 - place % 2, 48_000)
            for place in range(seconds)
        ]

    def hours(self, camera: CameraId) -> list[AliveHour]:
        self._answer()
        now_s = int(self._clock.now_utc().timestamp())
        first_s = week_begin_unix_s(now_s)
        pieces = [
            (at_s, 3600, 3600 if place % 11 else 1800)
            for place, at_s in enumerate(range(first_s, now_s - 3600, 3600))
            if place % 24 > 5
        ]
        return alive_hours(pieces if camera in self.known else [], now_s)

    def sightings(self, camera: CameraId) -> CameraSightings | None:
        self._answer()
        return self.sightings_of.get(camera)

    def worst(self, reach: Reach, limit: int = 20) -> list[tuple[FeedKey, FeedSpan]]:  # noqa: ARG002  the port's signature
        self._answer()
        return self.worst_of[:limit]

    def machine(self, reach: Reach) -> MachineHealth:
        self._answer()
        now_s = self._clock.now_utc().timestamp()
        step_s = max(10, reach.step_s)
        times = range(int(now_s) - reach.length_s, int(now_s), step_s) if self.machine_known else range(0)
        names = ("console", "nursery", *(f"worker-{number}" for number in range(1, 9)))
        parts = {
            name: np.array([tuple(vars(_machine_span(at_s, step_s, place)).values()) for at_s in times], MACHINE_TYPE)
            for place, name in enumerate(names)
            if times
        }
        return MachineHealth(parts, step_s, now_s - reach.length_s, now_s)

    def fresh(self) -> Curve:
        self._answer()
        now_s = int(self._clock.now_utc().timestamp())
        times = range(now_s - Reach.QUARTER.length_s, now_s) if self.machine_known else range(0)
        begins = np.array(list(times), float)
        return Curve(begins, begins + 1, np.array([9.0 - (at_s // 60) % 4 for at_s in times]))

    def _answer(self) -> None:
        self.wait.wait(10)
        if self.failure is not None:
            raise self.failure


def _feed_span(at_s: int, step_s: int) -> FeedSpan:
    wave = (at_s // step_s) % 7
    return FeedSpan(
        begin_unix_s=at_s,
        looked_s=step_s,
        live_s=step_s if wave else 0,
        received=15 * step_s,
        shown=(15 - wave % 2) * step_s,
        dropped=step_s if wave == 3 else 0,
        payload_bytes=(60_000 + 3_000 * wave) * step_s,
        key_pictures=step_s // 2,
        silences=int(wave == 5),
        connections=int(at_s // step_s % 200 == 0),
        jitter_ms=3.0 + wave,
        key_interval_s=2.0,
        age_ms=70.0 + 10 * wave,
    )


def _machine_span(at_s: int, step_s: int, place: int) -> MachineSpan:
    wave = (at_s // step_s + place) % 9
    return MachineSpan(
        at_s, step_s, (40 + 3 * wave + 5 * place) * step_s, (80 + 4 * place) * _MIB, 20 + place, wave, wave
    )


def worst_of(cameras: Sequence[CameraId]) -> list[tuple[FeedKey, FeedSpan]]:
    """Each a little better than the one before, the last one always fresh."""
    last = max(1, len(cameras) - 1)
    return [
        (
            FeedKey.of(camera, FeedQuality.SUB),
            FeedSpan(
                0, 21_600, 21_600 * place // last, silences=3 * (last - place), connections=1 + last - place, age_ms=9e5
            ),
        )
        for place, camera in enumerate(cameras)
    ]
