"""``ronda bench churn``: the interface's lag on a wall whose cameras drop, hang and return at random."""

from __future__ import annotations

import time
from dataclasses import dataclass

from console.bench.city import bench_city, bench_folder
from console.bench.console_run import ConsoleWish, running_console
from console.bench.report import Row
from console.bench.trouble_maker import TroubleMaker
from console.demo.city_services import Step

SHARE = 0.25
_P99_MOST_MS, _MAX_MOST_MS = 16.0, 100.0


@dataclass(frozen=True)
class ChurnBench:
    """A quarter of the tiles' cameras is in trouble at any time; each change takes about ``every_s``."""

    tiles: int = 64
    settle_s: float = 25.0
    measure_s: float = 60.0
    recover_s: float = 20.0
    every_s: float = 0.5


def bench_churn(wish: ChurnBench, on_step: Step) -> list[Row]:
    """Raises KnownError when a program does not come up."""
    with bench_folder() as folder, bench_city(folder, on_step) as services:
        on_step("bench-step-churn")
        cameras = services.cameras_for_wall(wish.tiles)
        seconds = wish.settle_s + wish.measure_s + wish.recover_s
        with running_console(services, folder, ConsoleWish(cameras, seconds)) as console:
            time.sleep(wish.settle_s)
            with TroubleMaker(services.farm, cameras, SHARE, wish.every_s) as trouble:
                time.sleep(wish.measure_s)
            metrics = console.metrics()
    lag = metrics["ui_lag_ms"]
    return [
        Row("faults given to cameras", trouble.faults_given, "faults"),
        Row("interface lag p50", lag["p50"], "ms"),
        Row("interface lag p99", lag["p99"], "ms", _P99_MOST_MS),
        Row("interface lag max", lag["max"], "ms", _MAX_MOST_MS),
        Row("interface lag, measurements", lag["count"], "looks"),
        Row("all tiles were live before", float(metrics["all_live_at_monotonic_s"] is not None), "yes", 1, "at least"),
        Row("workers lost", metrics["workers_lost"], "workers", 0),
        Row("tiles live at the end", sum(tile["state"] == "live" for tile in metrics["tiles"]), "tiles"),
    ]
