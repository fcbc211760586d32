"""``ronda bench wall``: the real console on the real farm through the real centre, then GStreamer and mpv on the same feeds."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.base.errors import KnownError
from console.bench.console_run import MOST_TILES, SCREEN_PX, running_console, side_for
from console.bench.peers import Feeds, PeerResult, run_gstreamer, run_mpv
from console.bench.process_tree import TreeCost, measure
from console.bench.report import Row
from console.demo import credentials
from console.demo.city_services import CityServices, Ports, Step

SUB_FRAMES_PER_S = 15.0
_SPARE_S = 5.0


@dataclass(frozen=True)
class WallBench:
    """What to run: ``tiles`` feeds of 640x360@15 on one 1920x1080 screen, and which peers beside it."""

    tiles: int = 64
    settle_s: float = 25.0
    measure_s: float = 30.0
    peers: Sequence[str] = ("gstreamer", "mpv")


def bench_wall(wish: WallBench, on_step: Step) -> list[Row]:
    """Minutes. Raises KnownError when a program does not come up."""
    if not 1 <= wish.tiles <= MOST_TILES:
        raise KnownError("option.bad", option="--tiles", value=str(wish.tiles))
    with tempfile.TemporaryDirectory(prefix="ronda-bench-") as name:
        folder = Path(name)
        services = CityServices(folder, Ports.any_free(), on_step)
        services.start()
        try:
            on_step("bench-step-console")
            cost, metrics = _run_console(wish, services, folder)
            rows = _own_rows(wish, cost, metrics)
            for peer in wish.peers:
                on_step(f"bench-step-{peer}")
                result = {"gstreamer": run_gstreamer, "mpv": run_mpv}[peer](_peer_feeds(wish, services))
                rows += _peer_rows(peer, result, cost)
        finally:
            services.stop()
    return rows


def _run_console(wish: WallBench, services: CityServices, folder: Path) -> tuple[TreeCost, dict[str, Any]]:
    with running_console(services, folder, wish.tiles, wish.settle_s + wish.measure_s + _SPARE_S) as console:
        time.sleep(wish.settle_s)
        cost = measure([console.pid], wish.measure_s)
        return cost, console.metrics()


def _own_rows(wish: WallBench, cost: TreeCost, metrics: dict[str, Any]) -> list[Row]:
    tiles = metrics["tiles"]
    live = sum(tile["state"] == "live" for tile in tiles)
    lag = metrics["ui_lag_ms"]
    shown = sum(tile["frames"] for tile in tiles) / max(1, sum(tile["frames_in"] for tile in tiles))
    first_ms = sorted(tile["first_picture_ms"] or 0 for tile in tiles)
    return [
        Row("tiles live", live, "tiles", wish.tiles, "at least"),
        Row("frames shown of frames received", 100 * shown, "%", 95, "at least"),
        Row("pictures a second, mean of tiles", sum(tile["fps"] for tile in tiles) / len(tiles), "1/s"),
        Row("first picture, median", first_ms[len(first_ms) // 2], "ms"),
        Row("first picture, slowest", first_ms[-1], "ms"),
        Row("ronda: processor", cost.cores, "cores"),
        Row("ronda: memory (PSS)", cost.pss_mib, "MiB"),
        Row("ronda: threads", cost.threads, "threads"),
        Row("ronda: interface lag p50", lag["p50"], "ms"),
        Row("ronda: interface lag p99", lag["p99"], "ms", 100, "at most"),
        Row("ronda: interface lag max", lag["max"], "ms"),
    ]


def _peer_feeds(wish: WallBench, services: CityServices) -> Feeds:
    base = services.farm.base_url
    return Feeds(
        urls=[f"{base}/{camera}/sub" for camera in services.cameras_for_wall(wish.tiles)],
        user=credentials.CAMERA_USER,
        password=services.credentials.cameras,
        tile_width_px=SCREEN_PX[0] // side_for(wish.tiles),
        tile_height_px=SCREEN_PX[1] // side_for(wish.tiles),
        settle_s=wish.settle_s,
        measure_s=wish.measure_s,
        frames_per_s=SUB_FRAMES_PER_S,
    )


def _peer_rows(peer: str, result: PeerResult, own: TreeCost) -> list[Row]:
    rows = [
        Row(f"{peer}: processor", result.cost.cores, "cores"),
        Row(f"{peer}: memory (PSS)", result.cost.pss_mib, "MiB"),
        Row(f"{peer}: threads", result.cost.threads, "threads"),
        Row(f"ronda / {peer}: processor", own.cores / max(0.01, result.cost.cores), "ratio"),
        Row(f"ronda / {peer}: memory", own.pss_mib / max(1.0, result.cost.pss_mib), "ratio"),
    ]
    if result.shown_share is not None:
        rows.append(Row(f"{peer}: frames shown of frames sent", 100 * result.shown_share, "%"))
    return rows
