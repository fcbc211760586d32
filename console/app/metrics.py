"""The metrics file: what every tile showed, what every process cost, how late the screen was; for walls, scripts and benches."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from console.base.os_errors import disk_errors
from console.domain.camera import CameraId
from console.domain.wall_plan import SurfaceId
from console.health.lag import LagSummary
from console.health.processes import ProcessSample, process_sample
from console.media.metrics import EngineMetrics, SurfaceMetrics


class LongestAges:
    """The oldest that each surface's picture has been while it was meant to be live: the gaps that an operator saw."""

    def __init__(self) -> None:
        self._longest_ms: dict[tuple[SurfaceId, CameraId], float] = {}

    def note(self, surfaces: Iterable[SurfaceMetrics]) -> None:
        """Call it a few times a second; counted from the first picture on."""
        for surface in surfaces:
            if surface.age_ms is not None:
                key = (surface.surface, surface.camera)
                self._longest_ms[key] = max(self._longest_ms.get(key, 0.0), surface.age_ms)

    def of(self, surface: SurfaceMetrics) -> float | None:
        return self._longest_ms.get((surface.surface, surface.camera))


def collect(engine: EngineMetrics, lag: LagSummary, ages: LongestAges) -> dict[str, Any]:
    """Reads the processes' memory, which takes some ms each: not while somebody measures lag."""
    pids = [os.getpid(), *([engine.nursery_pid] if engine.nursery_pid else []), *(one.pid for one in engine.workers)]
    return {
        "tiles": [_tile(surface, ages) for surface in engine.surfaces],
        "processes": [_process(sample) for sample in process_sample(pids)],
        "states": Counter(surface.state.value for surface in engine.surfaces),
        "workers_lost": engine.workers_lost,
        "decoders_restarted": engine.decoders_restarted,
        "ui_lag_ms": {
            "p50": round(lag.p50_ms, 2),
            "p99": round(lag.p99_ms, 2),
            "max": round(lag.max_ms, 2),
            "count": lag.count,
        },
    }


def write_metrics(file: Path, metrics: dict[str, Any]) -> None:
    """Whole or not at all. Raises KnownError disk.*."""
    beside = file.with_name(file.name + ".new")
    with disk_errors(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(metrics, indent=1) + "\n", encoding="utf-8")
        beside.replace(file)


def _tile(surface: SurfaceMetrics, ages: LongestAges) -> dict[str, Any]:
    return {
        "surface": surface.surface,
        "camera": surface.camera,
        "quality": surface.quality_name,
        "state": surface.state.value,
        "reason": surface.reason,
        "frames": surface.frames_shown,
        "frames_in": surface.frames_in,
        "frames_dropped": surface.frames_dropped,
        "age_ms": _rounded(surface.age_ms),
        "longest_age_ms": _rounded(ages.of(surface)),
        "fps": round(surface.fps, 2),
        "first_picture_ms": _rounded(surface.first_picture_ms),
        "width_px": surface.width_px,
        "height_px": surface.height_px,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _process(sample: ProcessSample) -> dict[str, Any]:
    return {
        "pid": sample.pid,
        "name": sample.name,
        "cpu_s": round(sample.cpu_s, 2),
        "pss_bytes": sample.pss_bytes,
        "threads": sample.threads,
    }
