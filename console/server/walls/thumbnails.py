"""Thumbnails of the walls' screens: in memory alone, one a screen, for seconds, and only while somebody looks."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass

from console.base.clock import Clock
from console.domain.wall_thumbnail import HEARS_WITHIN_S, KEPT_S, TOLD_FOR_S, WATCHED_FOR_S


@dataclass(frozen=True)
class Thumbnail:
    """``drawn_s`` by the monotonic clock of the centre; ``sequence`` counts all that came."""

    sequence: int
    version: int
    drawn_s: float
    cameras: frozenset[str]
    jpeg: str


class Thumbnails:
    """Any thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[tuple[str, int], Thumbnail] = {}
        self._watched_s: dict[str, float] = {}
        self._told_s: dict[tuple[str, str, str], float] = {}
        self._sequence = 0
        self._forgot_s: float | None = None

    def watch(self, wall: str) -> bool:
        """Somebody looks now. True when nobody did before: its machines are to be told."""
        now_s = self._clock.monotonic_s()
        with self._lock:
            before_s = self._watched_s.get(wall)
            self._watched_s[wall] = now_s
            return before_s is None or now_s - before_s > WATCHED_FOR_S

    def is_watched(self, wall: str) -> bool:
        with self._lock:
            since_s = self._watched_s.get(wall)
            return since_s is not None and self._clock.monotonic_s() - since_s <= WATCHED_FOR_S

    def take(self, wall: str, screen: int, version: int, age_s: float, cameras: Collection[str], jpeg: str) -> None:
        """In place of the one before; one that was on its way while all were forgotten is as old as those."""
        now_s = self._clock.monotonic_s()
        with self._lock:
            self._forget_old(now_s)
            if self._forgot_s is not None and now_s - age_s <= self._forgot_s + HEARS_WITHIN_S:
                return
            self._sequence += 1
            kept = Thumbnail(self._sequence, version, now_s - age_s, frozenset(cameras), jpeg)
            self._kept[wall, screen] = kept

    def of(self, wall: str) -> dict[int, Thumbnail]:
        with self._lock:
            self._forget_old(self._clock.monotonic_s())
            return {screen: one for (name, screen), one in sorted(self._kept.items()) if name == wall}

    def forget(self) -> None:
        """All: what may be seen has just changed, and they were drawn before."""
        with self._lock:
            self._kept.clear()
            self._forgot_s = self._clock.monotonic_s()

    def not_told(self, session_id: str, wall: str, subjects: Collection[str]) -> list[str]:
        """Of these what is not on record yet of this session's watching, or too long ago."""
        now_s = self._clock.monotonic_s()
        with self._lock:
            self._told_s = {key: at_s for key, at_s in self._told_s.items() if now_s - at_s < TOLD_FOR_S}
            return [one for one in subjects if (session_id, wall, one) not in self._told_s]

    def tell(self, session_id: str, wall: str, subjects: Collection[str]) -> None:
        """They are on record now."""
        now_s = self._clock.monotonic_s()
        with self._lock:
            self._told_s |= {(session_id, wall, one): now_s for one in subjects}

    def _forget_old(self, now_s: float) -> None:
        self._kept = {key: one for key, one in self._kept.items() if now_s - one.drawn_s < KEPT_S}
