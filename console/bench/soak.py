"""``ronda bench soak``: memory, threads and handles of a wall with failing cameras over a long time, and whether they grow."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from console.bench.city import bench_city, bench_folder
from console.bench.console_run import ConsoleRun, ConsoleWish, running_console
from console.bench.figures import slope
from console.bench.process_tree import TreeState, state_of
from console.bench.report import Row
from console.bench.trouble_maker import TroubleMaker
from console.demo.city_services import Step

_SAMPLE_EVERY_S = 10.0
_HOUR_S = 3600.0
_SHARE = 0.1
_MEMORY_MOST_SHARE = 0.02
"""Of the mean, an hour."""
_COUNT_MOST = 2.0
"""Threads or handles, an hour."""


@dataclass(frozen=True)
class SoakBench:
    """``settle_s`` is long enough for the packet rings to fill, and for libVLC to have used all pictures of its pools,
    which it does sooner on a busy machine; it is part of the time but not of the slopes."""

    minutes: float = 60.0
    tiles: int = 36
    settle_s: float = 600.0
    fault_every_s: float = 5.0


def bench_soak(wish: SoakBench, on_step: Step) -> list[Row]:
    """Raises KnownError when a program does not come up or ends."""
    settle_s = min(wish.settle_s, wish.minutes * 60 / 3)
    with bench_folder() as folder, bench_city(folder, on_step) as services:
        on_step("bench-step-soak")
        cameras = services.cameras_for_wall(wish.tiles)
        with running_console(services, folder, ConsoleWish(cameras, wish.minutes * 60 + 10)) as console:
            with TroubleMaker(services.farm, cameras, _SHARE, wish.fault_every_s) as trouble:
                samples = _samples(console, wish.minutes * 60)
            metrics = console.metrics()
    lag = metrics["ui_lag_ms"]
    return [
        *soak_rows([(at_s, state) for at_s, state in samples if at_s >= settle_s]),
        Row("faults given to cameras", trouble.faults_given, "faults"),
        Row("workers lost", metrics["workers_lost"], "workers", 0),
        Row("interface lag p99", lag["p99"], "ms"),
        Row("interface lag max", lag["max"], "ms"),
    ]


def _samples(console: ConsoleRun, seconds: float) -> list[tuple[float, TreeState]]:
    began_s = time.monotonic()
    samples: list[tuple[float, TreeState]] = []
    while (elapsed_s := time.monotonic() - began_s) < seconds:
        samples.append((elapsed_s, state_of([console.pid])))
        time.sleep(min(_SAMPLE_EVERY_S, max(0.0, seconds - elapsed_s)))
    return samples


def soak_rows(samples: Sequence[tuple[float, TreeState]]) -> list[Row]:
    """Level, slope and its standard error of each."""
    times = [at_s for at_s, _ in samples]
    parts: list[tuple[str, str, Callable[[TreeState], float], float | None]] = [
        ("memory (PSS)", "MiB", lambda state: state.pss_mib, None),
        ("threads", "threads", lambda state: state.threads, _COUNT_MOST),
        ("handles", "handles", lambda state: state.handles, _COUNT_MOST),
    ]
    rows = [Row("samples after settling", len(samples), "samples")]
    for what, unit, read, most in parts:
        values = [float(read(state)) for _, state in samples]
        level = sum(values) / max(1, len(values))
        line = slope(times, values).scaled(_HOUR_S)
        rows += [
            Row(f"{what}: mean", level, unit),
            Row(f"{what}: slope", line.value, f"{unit}/h", most or level * _MEMORY_MOST_SHARE),
            Row(f"{what}: slope, standard error", line.error, f"{unit}/h"),
        ]
    return rows
