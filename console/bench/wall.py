"""``ronda bench wall``: the real console on the real farm through the real centre, then GStreamer and mpv on the same feeds."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.base.errors import KnownError
from console.bench.city import bench_city, bench_folder
from console.bench.console_run import MOST_TILES, SCREEN_PX, ConsoleWish, running_console, side_for
from console.bench.peers import Feeds, PeerResult, run_gstreamer, run_mpv
from console.bench.process_tree import TreeCost, measure
from console.bench.report import Row
from console.bench.tile_likeness import likenesses
from console.bench.tile_watch import TileWatch
from console.bench.wall_rows import own_rows, watch_rows
from console.demo import credentials
from console.demo.city_services import CityServices, Step

SUB_FRAMES_PER_S = 15.0
_SPARE_S = 20.0
"""Reading the memory maps of a large tree takes a while."""
_CORES_MOST = {"gstreamer": 1.0, "mpv": 0.7}
_TARGETED_TILES = 64


@dataclass(frozen=True)
class WallBench:
    """What to run: ``tiles`` feeds of 640x360@15 on one 1920x1080 screen, and which peers beside it."""

    tiles: int = 64
    settle_s: float = 25.0
    measure_s: float = 30.0
    peers: Sequence[str] = ("gstreamer", "mpv")


@dataclass(frozen=True)
class _OwnRun:
    cost: TreeCost
    started_s: float
    metrics: dict[str, Any]
    watch: TileWatch


def bench_wall(wish: WallBench, on_step: Step) -> list[Row]:
    """Minutes. Raises KnownError when a program does not come up."""
    if not 1 <= wish.tiles <= MOST_TILES:
        raise KnownError("option.bad", option="--tiles", value=str(wish.tiles))
    with bench_folder() as folder, bench_city(folder, on_step) as services:
        on_step("bench-step-console")
        own = _run_console(wish, services, folder)
        rows = own_rows(wish.tiles, own.cost, own.started_s, own.metrics)
        clips_folder = Path(os.environ.get("RONDA_CLIPS_FOLDER") or folder / "clips")
        rows += watch_rows(own.watch, likenesses(own.watch.samples, clips_folder))
        for peer in wish.peers:
            on_step(f"bench-step-{peer}")
            result = {"gstreamer": run_gstreamer, "mpv": run_mpv}[peer](_peer_feeds(wish, services))
            rows += _peer_rows(peer, result, own.cost, wish.tiles)
    return rows


def _run_console(wish: WallBench, services: CityServices, folder: Path) -> _OwnRun:
    cameras = services.cameras_for_wall(wish.tiles)
    seconds = wish.settle_s + wish.measure_s + _SPARE_S
    with running_console(services, folder, ConsoleWish(cameras, seconds)) as console:
        time.sleep(wish.settle_s)
        watch = TileWatch(console.screen.pixels, side_for(wish.tiles), wish.tiles)
        with watch.watching():
            cost = measure([console.pid], wish.measure_s)
        return _OwnRun(cost, console.started_s, console.metrics(), watch)


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


def _peer_rows(peer: str, result: PeerResult, own: TreeCost, tiles: int) -> list[Row]:
    most = _CORES_MOST.get(peer) if tiles <= _TARGETED_TILES else None
    rows = [
        Row(f"{peer}: processor", result.cost.cores, "cores"),
        Row(f"{peer}: memory (PSS)", result.cost.pss_mib, "MiB"),
        Row(f"{peer}: threads", result.cost.threads, "threads"),
        Row(f"ronda / {peer}: processor", own.cores / max(0.01, result.cost.cores), "ratio", most),
        Row(f"ronda / {peer}: memory", own.pss_mib / max(1.0, result.cost.pss_mib), "ratio"),
    ]
    if result.shown_share is not None:
        rows.append(Row(f"{peer}: frames shown of frames sent", 100 * result.shown_share, "%"))
    return rows
