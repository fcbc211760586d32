"""What is said of a tour that is on: when the next page comes, how much was seen, whether a promise can still be kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from console.base.clock import Clock
from console.domain.camera import CameraId
from console.domain.patrol import HOUR_S, Patrol, PatrolNeed
from console.i18n.formats import Formats
from console.i18n.translator import Translator
from console.ui.tour_ports import SeenDesk
from console.wall.touring import Touring


@dataclass(frozen=True)
class PatrolPromise:
    """One patrol: since when, and within how many hours each working camera is to be seen, again and again."""

    patrol: Patrol
    begun_s: float
    hours: int
    step_s: float

    def span(self, clock: Clock) -> tuple[datetime, float]:
        """When the promised time that runs now began, and how much of it is left in seconds."""
        promised_s = self.hours * HOUR_S
        run_s = (clock.monotonic_s() - self.begun_s) % promised_s
        return clock.now_utc() - timedelta(seconds=run_s), promised_s - run_s


class TourProgress:
    """For one window. Main thread."""

    def __init__(self, translator: Translator, clock: Clock, touring: Touring, seen: SeenDesk) -> None:
        self._translator = translator
        self._clock = clock
        self._touring = touring
        self._seen = seen

    def told(self) -> str:
        """When the next page comes, or why none does."""
        text, why = self._translator.text, self._touring.why_paused
        if why is not None:
            return text(f"tour-paused-{why.value}")
        return text("tour-next-in", seconds=max(1, round(self._touring.left_s)))

    def of_tour(self, cameras: int) -> str:
        return self._with_pinned(self._translator.text("tour-cameras", cameras=cameras))

    def of_layouts(self, layouts: int) -> str:
        return self._with_pinned(self._translator.text("tour-layouts", layouts=layouts))

    def of_patrol(self, promise: PatrolPromise) -> str:
        text, formats = self._translator.text, Formats.of(self._translator.language)
        since, left_s = promise.span(self._clock)
        working = promise.patrol.working_cameras
        words = text(
            "patrol-progress",
            seen=formats.count(self._count(working, since)),
            total=formats.count(len(working)),
            left=formats.age(left_s),
        )
        need = PatrolNeed(len(working), len(self._touring.tiles), promise.step_s, promise.hours)
        if not need.is_possible:
            words += " · " + text("patrol-too-few", tiles=formats.count(need.tiles_needed))
        return self._with_pinned(words)

    def _count(self, cameras: tuple[CameraId, ...], since: datetime) -> int:
        return sum(self._seen.seen_since(camera, since) for camera in cameras)

    def _with_pinned(self, words: str) -> str:
        pinned = len(self._touring.pinned)
        return f"{words} · {self._translator.text('tour-pinned-count', tiles=pinned)}" if pinned else words
