"""Puts the engine's metrics together from what its parts know."""

from __future__ import annotations

from collections.abc import Callable

from console.base.clock import Clock
from console.domain.camera import CameraId, FeedKey
from console.domain.feed_state import NO_SIGNS, FeedReport, shown_state
from console.domain.freshness_rule import FreshnessRule
from console.domain.wall_plan import SurfaceId
from console.media.fleet import Fleet, Worker
from console.media.metrics import EngineMetrics, SurfaceMetrics, WorkerMetrics
from console.media.picture_table import PictureTable, SurfaceRecord
from console.media.supervisor import Supervisor


def measured(
    clock: Clock,
    table: PictureTable,
    supervisor: Supervisor,
    report: Callable[[FeedKey], FeedReport],
    rule_of: Callable[[CameraId], FreshnessRule],
) -> EngineMetrics:
    """Any thread."""
    surfaces = tuple(
        _surface(clock, surface, record, report(record.wanted.feed), rule_of(record.camera))
        for surface, record in table.records().items()
    )
    return EngineMetrics(
        surfaces,
        _workers(supervisor.fleet),
        supervisor.nursery_pid,
        supervisor.workers_lost,
        supervisor.decoders.restarts,
    )


def _workers(fleet: Fleet) -> tuple[WorkerMetrics, ...]:
    return tuple(_worker(worker) for worker in tuple(fleet.workers.values()) if worker.pid)


def _worker(worker: Worker) -> WorkerMetrics:
    # Copied in one step of the interpreter: another thread adds to them.
    beats = tuple(worker.beats)
    return WorkerMetrics(
        worker.number,
        worker.pid,
        len(worker.holding.feeds),
        len(worker.holding.surfaces),
        worker.rss_bytes,
        max((beat.late_ms for beat in beats), default=0.0),
        max((beat.waiting for beat in beats), default=0),
    )


def _surface(
    clock: Clock, surface: SurfaceId, record: SurfaceRecord, report: FeedReport, rule: FreshnessRule
) -> SurfaceMetrics:
    reader = record.reader
    signs = reader.signs(clock) if reader is not None else NO_SIGNS
    frames_in, frames_shown, frames_dropped = record.totals()
    first_s = record.first_picture_s
    return SurfaceMetrics(
        surface=surface,
        camera=record.camera,
        quality_name=record.wanted.feed.quality_name,
        state=shown_state(report, signs, rule),
        reason=report.reason,
        frames_in=frames_in,
        frames_shown=frames_shown,
        frames_dropped=frames_dropped,
        age_ms=_ms(signs.picture_s),
        packet_age_ms=_ms(signs.packet_s),
        fps=record.fps(),
        first_picture_ms=None if first_s is None else (first_s - record.since_s) * 1000,
        width_px=reader.format.width_px if reader is not None else 0,
        height_px=reader.format.height_px if reader is not None else 0,
    )


def _ms(age_s: float | None) -> float | None:
    return None if age_s is None else age_s * 1000
