"""Looks at every feed twice a second, for the health history and the audit, and once a second for the meter and the centre."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject

from console.base.clock import Clock
from console.domain.camera import CameraId, FeedKey
from console.domain.feed_counts import FeedCounts
from console.domain.feed_history import FeedCondition, best_of
from console.domain.feed_state import FeedState
from console.health.feed_meter import FeedMeter, FeedSums
from console.health.recorder import HealthRecorder
from console.health.sightings import TileLook
from console.media.counting import CountedFeed
from console.media.engine import MediaEngine
from console.media.metrics import SurfaceMetrics
from console.qt.timer import Timer

_LOOK_EVERY_MS = 500
_LOOKS_A_SECOND = 2
_NOTHING = FeedCounts()


class HealthWatch(QObject):
    """Main thread only; sees the very states that the tiles show."""

    def __init__(
        self,
        parent: QObject,
        media: MediaEngine,
        recorder: HealthRecorder,
        meter: FeedMeter,
        clock: Clock,
        showing: Callable[[set[CameraId]], None],
        seeing: Callable[[Iterable[TileLook]], None],
    ) -> None:
        """``showing`` gets the cameras whose pictures stand on tiles, ``seeing`` how all tiles are, once a second."""
        super().__init__(parent)
        self._media = media
        self._recorder = recorder
        self._meter = meter
        self._clock = clock
        self._showing = showing
        self._seeing = seeing
        self._count = 0
        self._looks = Timer(self, "health", _LOOK_EVERY_MS, self._look)

    def start(self) -> None:
        self._looks.start()

    def stop(self) -> None:
        self._looks.stop()

    def _look(self) -> None:
        surfaces = self._media.metrics().surfaces
        self._recorder.look(best_of((surface.feed, _condition(surface)) for surface in surfaces))
        self._showing({surface.camera for surface in surfaces if surface.first_picture_ms is not None})
        self._count += 1
        if self._count % _LOOKS_A_SECOND == 0:
            self._seeing([_look_at(surface) for surface in surfaces])
            sums = sums_of(self._media.counting.all(), surfaces)
            self._meter.look(sums, self._clock.now_utc(), self._clock.monotonic_s())


def _condition(surface: SurfaceMetrics) -> FeedCondition:
    return FeedCondition(surface.state, surface.reason)


def _look_at(surface: SurfaceMetrics) -> TileLook:
    age_s = None if surface.age_ms is None else surface.age_ms / 1000
    return TileLook(surface.camera, surface.state, surface.reason, age_s)


def sums_of(counted: Mapping[FeedKey, CountedFeed], surfaces: Iterable[SurfaceMetrics]) -> dict[FeedKey, FeedSums]:
    """Of all feeds that are connected or wanted; of several tiles of a feed the one that showed most."""
    busiest: dict[FeedKey, SurfaceMetrics] = {}
    for surface in surfaces:
        known = busiest.get(surface.feed)
        if known is None or surface.frames_shown > known.frames_shown:
            busiest[surface.feed] = surface
    found: dict[FeedKey, FeedSums] = {}
    for feed in counted.keys() | busiest.keys():
        told, tile = counted.get(feed), busiest.get(feed)
        found[feed] = FeedSums(
            told.counts if told is not None else _NOTHING,
            told.worker_number if told is not None else -1,
            tile.frames_shown if tile is not None else 0,
            tile.frames_dropped if tile is not None else 0,
            tile is not None and tile.state is FeedState.LIVE,
            (tile.age_ms or 0.0) if tile is not None else 0.0,
        )
    return found
