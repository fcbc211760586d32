"""Puts the engine's metrics together from what its parts know."""

from __future__ import annotations

from collections.abc import Callable

from console.base.clock import Clock
from console.domain.camera import FeedKey
from console.domain.feed_state import FeedReport, shown_state
from console.domain.wall_plan import SurfaceId
from console.media.metrics import EngineMetrics, SurfaceMetrics, WorkerMetrics
from console.media.picture_table import PictureTable, SurfaceRecord
from console.media.supervisor import Supervisor


def measured(
    clock: Clock, table: PictureTable, supervisor: Supervisor, report: Callable[[FeedKey], FeedReport]
) -> EngineMetrics:
    """Any thread."""
    surfaces = tuple(
        _surface(clock, surface, record, report(record.wanted.feed)) for surface, record in table.records().items()
    )
    workers = tuple(
        WorkerMetrics(worker.pid, len(worker.holding.feeds), len(worker.holding.surfaces), worker.rss_bytes)
        for worker in tuple(supervisor.fleet.workers.values())
        if worker.pid
    )
    return EngineMetrics(surfaces, workers, supervisor.nursery_pid, supervisor.workers_lost)


def _surface(clock: Clock, surface: SurfaceId, record: SurfaceRecord, report: FeedReport) -> SurfaceMetrics:
    reader = record.reader
    age_s = reader.age_s(clock) if reader is not None else None
    packet_age_s = reader.packet_age_s(clock) if reader is not None else None
    frames_in, frames_shown, frames_dropped = record.totals()
    first_s = record.first_picture_s
    return SurfaceMetrics(
        surface=surface,
        camera=record.camera,
        quality_name=record.wanted.feed.quality_name,
        state=shown_state(report, age_s),
        reason=report.reason,
        frames_in=frames_in,
        frames_shown=frames_shown,
        frames_dropped=frames_dropped,
        age_ms=None if age_s is None else age_s * 1000,
        packet_age_ms=None if packet_age_s is None else packet_age_s * 1000,
        fps=record.fps(),
        first_picture_ms=None if first_s is None else (first_s - record.since_s) * 1000,
        width_px=reader.format.width_px if reader is not None else 0,
        height_px=reader.format.height_px if reader is not None else 0,
    )
