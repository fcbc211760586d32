"""What the wall bench says of Ronda: its own metrics, and what was read from the screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from console.bench.figures import Slope, percentile
from console.bench.process_tree import TreeCost
from console.bench.report import Row
from console.bench.tile_watch import TileWatch

_TARGETED_TILES = 64
"""Larger walls need only stay usable: fewer pictures, the same swift interface."""
_GROWTH_MOST_MS_A_MINUTE = 100.0
_LEAST_LIKENESS = 0.98


def own_rows(tiles: int, cost: TreeCost, started_s: float, metrics: dict[str, Any]) -> list[Row]:
    found, lag = metrics["tiles"], metrics["ui_lag_ms"]
    usual = tiles <= _TARGETED_TILES
    shown = sum(tile["frames"] for tile in found) / max(1, sum(tile["frames_in"] for tile in found))
    first_ms = [tile["first_picture_ms"] or math.nan for tile in found]
    all_live_s = metrics["all_live_at_monotonic_s"]
    return [
        Row("tiles live", sum(tile["state"] == "live" for tile in found), "tiles", tiles, "at least"),
        Row("start of the program to all tiles live", _since(all_live_s, started_s), "s", 4 if usual else None),
        Row("frames shown of frames received", 100 * shown, "%", 99 if usual else None, "at least"),
        Row("pictures a second, mean of tiles", sum(tile["fps"] for tile in found) / len(found), "1/s"),
        Row("pictures a second, slowest tile", min(tile["fps"] for tile in found), "1/s", 1, "at least"),
        Row("first picture, median", percentile(first_ms, 0.5), "ms"),
        Row("first picture, slowest", percentile(first_ms, 1.0), "ms"),
        Row("ronda: processor", cost.cores, "cores"),
        Row("ronda: memory (PSS)", cost.pss_mib, "MiB"),
        Row("ronda: memory (PSS) a tile", cost.pss_mib / tiles, "MiB", 9 if usual else None),
        Row("ronda: threads", cost.threads, "threads"),
        Row("ronda: processes", cost.processes, "processes"),
        Row("ronda: interface lag p50", lag["p50"], "ms"),
        Row("ronda: interface lag p99", lag["p99"], "ms", 16),
        Row("ronda: interface lag max", lag["max"], "ms"),
    ]


def watch_rows(watch: TileWatch, alike: Sequence[float]) -> list[Row]:
    growths = [series.growth().scaled(60_000) for series in watch.series.values()]
    told = [growth for growth in growths if not math.isnan(growth.value)]
    worst = max(told, key=lambda growth: growth.sure, default=Slope(math.nan, math.nan))
    rows = [
        Row("tiles whose counter the bench could read", watch.readable, "tiles"),
        Row("tiles read often enough to tell growth", len(told), "tiles"),
        Row("growth of the delay, worst tile", worst.value, "ms/min"),
        Row("growth of the delay, worst tile, standard error", worst.error, "ms/min"),
        Row("growth of the delay, worst tile, less two errors", worst.sure, "ms/min", _GROWTH_MOST_MS_A_MINUTE),
    ]
    if alike:
        rows += [
            Row(
                "likeness to FFmpeg's picture (SSIM), median",
                percentile(alike, 0.5),
                "SSIM",
                _LEAST_LIKENESS,
                "at least",
            ),
            Row("likeness to FFmpeg's picture (SSIM), lowest tenth", percentile(alike, 0.1), "SSIM"),
        ]
    return rows


def _since(at_s: float | None, started_s: float) -> float:
    return math.nan if at_s is None else at_s - started_s
