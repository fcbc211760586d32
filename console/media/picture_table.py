"""Which picture memory belongs to which surface, and what has been counted on it."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field

from console.base.clock import Clock
from console.domain.camera import CameraId, FeedKey
from console.domain.wall_plan import SurfaceId, WallPlan, WantedSurface
from console.media.picture_memory import SurfaceReader

_FPS_SAMPLES = 4


@dataclass
class SurfaceRecord:
    """One surface since it was first wanted with its camera."""

    wanted: WantedSurface
    since_s: float
    reader: SurfaceReader | None = None
    feed: FeedKey | None = None
    """Whose pictures the reader holds: while the feed is changed, not yet the wanted one."""
    first_picture_s: float | None = None
    frames_in: int = 0
    """Of memories before the present one; the same for the others."""
    frames_shown: int = 0
    frames_dropped: int = 0
    samples: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=_FPS_SAMPLES))

    @property
    def camera(self) -> CameraId:
        return self.wanted.feed.camera_id

    def totals(self) -> tuple[int, int, int]:
        """Frames in, shown and dropped, over all memories."""
        if self.reader is None:
            return self.frames_in, self.frames_shown, self.frames_dropped
        counts = self.reader.counts()
        return (
            self.frames_in + counts.frames_in,
            self.frames_shown + counts.frames_shown,
            self.frames_dropped + counts.frames_dropped,
        )

    def fps(self) -> float:
        """Pictures shown a second over the last few samples."""
        if len(self.samples) < _FPS_SAMPLES - 1:
            return 0.0
        (first_s, first), (last_s, last) = self.samples[0], self.samples[-1]
        return (last - first) / (last_s - first_s) if last_s > first_s else 0.0


class PictureTable:
    """``reader`` from any thread without a lock; changes under one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._records: dict[SurfaceId, SurfaceRecord] = {}

    def want(self, plan: WallPlan) -> None:
        """At once: a surface that is to show another camera has no picture any more, lest it bear the wrong name."""
        now_s = self._clock.monotonic_s()
        with self._lock:
            before = self._records
            after: dict[SurfaceId, SurfaceRecord] = {}
            for surface, wanted in plan.items():
                record = before.get(surface)
                if record is None or record.camera != wanted.feed.camera_id:
                    record = SurfaceRecord(wanted, now_s)
                record.wanted = wanted
                after[surface] = record
            self._records = after

    def reader(self, surface: SurfaceId) -> SurfaceReader | None:
        record = self._records.get(surface)
        return record.reader if record is not None else None

    def feeds(self) -> dict[SurfaceId, FeedKey]:
        """Whose pictures each surface has."""
        return {surface: record.feed for surface, record in self._records.items() if record.feed is not None}

    def records(self) -> dict[SurfaceId, SurfaceRecord]:
        """For reading only."""
        return self._records

    def new_memory(self, surface: SurfaceId, feed: FeedKey, reader: SurfaceReader) -> None:
        """A worker has put the first picture into new memory; ignored when the surface shows another camera by now."""
        with self._lock:
            record = self._records.get(surface)
            if record is None or record.camera != feed.camera_id:
                return
            record.frames_in, record.frames_shown, record.frames_dropped = record.totals()
            record.reader = reader
            record.feed = feed
            if record.first_picture_s is None:
                record.first_picture_s = reader.counts().first_picture_ns / 1e9

    def sample(self) -> None:
        """Once a second, for the frame rates."""
        now_s = self._clock.monotonic_s()
        for record in self._records.values():
            record.samples.append((now_s, record.totals()[1]))
