"""Looks at every feed twice a second and hands what it sees to the health history and to the audit."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.domain.camera import CameraId
from console.domain.feed_history import FeedCondition, best_of
from console.health.recorder import HealthRecorder
from console.media.engine import MediaEngine
from console.media.metrics import SurfaceMetrics
from console.qt.timer import Timer

_LOOK_EVERY_MS = 500


class HealthWatch(QObject):
    """Main thread only; sees the very states that the tiles show."""

    def __init__(
        self, parent: QObject, media: MediaEngine, recorder: HealthRecorder, showing: Callable[[set[CameraId]], None]
    ) -> None:
        """``showing`` gets the cameras whose pictures stand on tiles."""
        super().__init__(parent)
        self._media = media
        self._recorder = recorder
        self._showing = showing
        self._looks = Timer(self, "health", _LOOK_EVERY_MS, self._look)

    def start(self) -> None:
        self._looks.start()

    def stop(self) -> None:
        self._looks.stop()

    def _look(self) -> None:
        surfaces = self._media.metrics().surfaces
        self._recorder.look(best_of((surface.feed, _condition(surface)) for surface in surfaces))
        self._showing({surface.camera for surface in surfaces if surface.first_picture_ms is not None})


def _condition(surface: SurfaceMetrics) -> FeedCondition:
    return FeedCondition(surface.state, surface.reason)
