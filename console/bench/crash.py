"""``ronda bench crash|stop``: kills or stops media workers of a running wall and measures what the operator saw of it."""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass
from typing import Any

import psutil

from console.base.errors import KnownError
from console.bench.city import bench_city, bench_folder
from console.bench.console_run import ConsoleWish, running_console
from console.bench.report import Row
from console.demo.city_services import Step

_MODULE = "console.media.worker"


@dataclass(frozen=True)
class CrashBench:
    """A 4x4 wall; each of its two workers is killed once with SIGKILL, or stopped with SIGSTOP and never continued.

    Not oftener: a feed whose worker dies twice in a minute is taken for the cause and kept apart for a while.
    """

    stop: bool = False
    tiles: int = 16
    kills: int = 2
    settle_s: float = 15.0
    between_s: float = 12.0

    @property
    def gap_most_ms(self) -> float:
        return 5000.0 if self.stop else 2000.0


def bench_crash(wish: CrashBench, on_step: Step) -> list[Row]:
    """A minute or so. Raises KnownError when a program does not come up."""
    with bench_folder() as folder, bench_city(folder, on_step) as services:
        on_step("bench-step-stop" if wish.stop else "bench-step-crash")
        seconds = wish.settle_s + wish.kills * wish.between_s + wish.between_s
        cameras = services.cameras_for_wall(wish.tiles)
        with running_console(services, folder, ConsoleWish(cameras, seconds)) as console:
            time.sleep(wish.settle_s)
            for victim in _workers(console.pid)[: wish.kills]:
                victim.send_signal(signal.SIGSTOP if wish.stop else signal.SIGKILL)
                time.sleep(wish.between_s)
            metrics = console.metrics()
    return _rows(wish, metrics)


def _workers(console_pid: int) -> list[psutil.Process]:
    """Eldest first. Workers are grandchildren: their parent is the nursery that the console started."""
    for child in psutil.Process(console_pid).children():
        if _MODULE in " ".join(child.cmdline()):
            return sorted(child.children(), key=lambda process: process.create_time())
    raise KnownError("bench.program_ended")


def _rows(wish: CrashBench, metrics: dict[str, Any]) -> list[Row]:
    tiles = metrics["tiles"]
    lag = metrics["ui_lag_ms"]
    return [
        Row("workers stopped" if wish.stop else "workers killed", wish.kills, "workers"),
        Row("workers lost, as the console counted", metrics["workers_lost"], "workers", wish.kills, "at least"),
        Row("tiles live at the end", sum(tile["state"] == "live" for tile in tiles), "tiles", wish.tiles, "at least"),
        Row(
            "longest gap between two pictures",
            max(tile["longest_age_ms"] for tile in tiles),
            "ms",
            wish.gap_most_ms,
            "at most",
        ),
        Row("interface lag p99", lag["p99"], "ms"),
        Row("interface lag max", lag["max"], "ms", 100, "at most"),
    ]
