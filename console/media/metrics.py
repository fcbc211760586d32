"""What the media engine tells about itself: one row for each surface and each worker."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.camera import CameraId, FeedKey
from console.domain.feed_state import FeedState
from console.domain.wall_plan import SurfaceId


@dataclass(frozen=True)
class SurfaceMetrics:
    """One surface since it was first wanted with its camera."""

    surface: SurfaceId
    camera: CameraId
    quality_name: str
    state: FeedState
    """What the tile should show, judged by the picture's age."""
    reason: str
    frames_in: int
    """Pictures that the camera sent; those that libVLC shows come a few hundred milliseconds later."""
    frames_shown: int
    """Pictures that differed from the one before and were published."""
    frames_dropped: int
    age_ms: float | None
    packet_age_ms: float | None
    fps: float
    """Pictures shown, over the last seconds."""
    first_picture_ms: float | None
    width_px: int
    height_px: int

    @property
    def feed(self) -> FeedKey:
        return FeedKey(self.camera, self.quality_name)


@dataclass(frozen=True)
class WorkerMetrics:
    """One worker process."""

    number: int
    pid: int
    feeds: int
    surfaces: int
    rss_bytes: int
    late_ms: float
    """The latest of its beats in the last ten seconds."""
    waiting: int
    """The most that stood in its queues in that time."""


@dataclass(frozen=True)
class EngineMetrics:
    """A snapshot."""

    surfaces: tuple[SurfaceMetrics, ...]
    workers: tuple[WorkerMetrics, ...]
    nursery_pid: int | None
    workers_lost: int
    """Workers that died or were killed because they hung."""
    decoders_restarted: int = 0
    """Players that gave nothing though their camera sent."""
