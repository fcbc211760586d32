"""``ronda bench directory``: a real centre with a city of any size, and a console's directory in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.base.errors import KnownError
from console.bench.city import bench_folder
from console.bench.made_city import made_cameras, with_changes, write_areas, write_cameras
from console.bench.report import Row
from console.demo.child import Child, output_of
from console.demo.city_services import CENTRE_READY_S, Step
from console.demo.credentials import OPERATOR, load_or_make

LARGE_CITY = 50_000
"""From so many cameras on the targets of a large city count."""
CHANGES = 1000
CHANGED_WORD = "berubahkini"
"""In no name of the city."""
_SCOPE = "33.74"


@dataclass(frozen=True)
class DirectoryBench:
    """A city of so many cameras."""

    cameras: int = 20_000


@dataclass(frozen=True)
class Targets:
    """What is wanted of a city's directory."""

    first_sync_s: float
    changes_ms: float
    key_p95_ms: float
    key_max_ms: float
    start_s: float
    memory_mib: float
    pan_p95_ms: float
    lag_p99_ms: float


_USUAL = Targets(2.0, 300.0, 10.0, 30.0, 0.8, 40.0, 8.0, 16.0)
_LARGE = Targets(10.0, 500.0, 20.0, 60.0, 1.0, 120.0, 16.0, 16.0)


def bench_directory(wish: DirectoryBench, on_step: Step) -> list[Row]:
    """Raises KnownError when a program does not come up or ends."""
    with bench_folder() as folder:
        on_step("bench-step-directory-city")
        with _served(folder, wish.cameras) as (url, environment):
            on_step("bench-step-directory")
            with _trial("sync", environment, url, CHANGED_WORD) as trial:
                found = _said(trial) | _after_changes(trial, folder, wish.cameras)
        # The rest is what a console without its centre does.
        for name in ("start", "search", "memory", "pan"):
            with _trial(name, environment) as trial:
                found |= _said(trial)
        return directory_rows(found, wish.cameras)


def directory_rows(found: dict[str, float], cameras: int) -> list[Row]:
    wanted = _LARGE if cameras >= LARGE_CITY else _USUAL
    return [
        Row("cameras", cameras, "cameras"),
        Row("first sync to all searchable", found["sync_s"], "s", wanted.first_sync_s),
        Row("interface lag during it, p99", found["lag_p99_ms"], "ms", wanted.lag_p99_ms),
        Row("interface lag during it, max", found["lag_max_ms"], "ms"),
        Row("interface lag, measurements", found["lag_count"], "looks"),
        Row(f"{CHANGES} changes, event to tree and search", found["changes_ms"], "ms", wanted.changes_ms),
        Row("store opened to usable tree", found["start_s"], "s", wanted.start_s),
        Row("of it the store", found["open_s"], "s"),
        Row("search per key, p95", found["key_p95_ms"], "ms", wanted.key_p95_ms),
        Row("search per key, max", found["key_max_ms"], "ms", wanted.key_max_ms),
        Row("keys", found["keys"], "keys"),
        Row("memory of tree, search and map", found["memory_mib"], "MiB", wanted.memory_mib),
        Row("of it the map", found["map_mib"], "MiB"),
        Row("map, frame of a pan, p95 at the worst zoom", found["pan_p95_ms"], "ms", wanted.pan_p95_ms),
        Row("map, frame of a pan, slowest", found["pan_max_ms"], "ms"),
        Row("directory on disk", found["disk_mib"], "MiB"),
    ]


@contextmanager
def _served(folder: Path, cameras: int) -> Iterator[tuple[str, dict[str, str]]]:
    """The centre's address, and what a console's process needs to sign in there."""
    areas, city = folder / "areas.csv", folder / "cameras.csv"
    write_areas(areas)
    write_cameras(city, made_cameras(cameras))
    centre = _centre_environment(folder)
    output_of("import", ["centre", "import", str(city), "--areas", str(areas)], centre)
    password = load_or_make(folder / "passwords.json").password(OPERATOR).reveal()
    person = ["centre", "user", "add", OPERATOR, "--role", "operator", "--scope", _SCOPE]
    output_of("user", person, {**centre, "RONDA_NEW_PASSWORD": password})
    child = Child("centre", ["centre", "serve", "--with-parent", "--port", "0"], centre)
    try:
        url = str(child.ready(CENTRE_READY_S)["url"])
        yield url, {"RONDA_HOME": str(folder / "console"), "RONDA_USERNAME": OPERATOR, "RONDA_PASSWORD": password}
    finally:
        child.stop()


def _centre_environment(folder: Path) -> dict[str, str]:
    return {"RONDA_HOME": str(folder / "centre")}


@contextmanager
def _trial(name: str, environment: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Killed when the block is left before its end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "console.app.directory_trial", name, *arguments],
        env={**os.environ, **environment, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _said(trial: subprocess.Popen[str]) -> dict[str, float]:
    """Its next line. Raises KnownError ``bench.program_ended`` when there is none."""
    line = trial.stdout.readline() if trial.stdout else ""
    if not line:
        raise KnownError("bench.program_ended")
    figures: dict[str, Any] = json.loads(line)
    return {name: float(value) for name, value in figures.items()}


def _after_changes(trial: subprocess.Popen[str], folder: Path, cameras: int) -> dict[str, float]:
    changed = folder / "changed.csv"
    write_cameras(changed, with_changes(cameras, CHANGES, CHANGED_WORD))
    output_of("import", ["centre", "import", str(changed)], _centre_environment(folder))
    return _said(trial)
