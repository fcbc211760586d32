"""The real console as a program under test: a wall on a virtual screen, ended by itself, its metrics read afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from console.base.errors import KnownError
from console.bench.virtual_screen import virtual_screen
from console.demo import credentials
from console.demo.city_services import CityServices

SCREEN_PX = (1920, 1080)
_MOST_SIDE = 8
MOST_TILES = _MOST_SIDE**2
_END_TIMEOUT_S = 60.0


def side_for(tiles: int) -> int:
    """Side of the smallest square layout with so many tiles."""
    return next(side for side in range(1, _MOST_SIDE + 1) if side * side >= tiles)


class ConsoleRun:
    """A console that is running."""

    def __init__(self, process: subprocess.Popen[bytes], metrics_file: Path) -> None:
        self.pid = process.pid
        self._process = process
        self._metrics_file = metrics_file

    def metrics(self) -> dict[str, Any]:
        """Waits for the console's own end. Raises KnownError ``bench.program_ended`` when it failed."""
        if self._process.wait(timeout=_END_TIMEOUT_S) != 0:
            raise KnownError("bench.program_ended")
        found: dict[str, Any] = json.loads(self._metrics_file.read_text(encoding="utf-8"))
        return found


@contextmanager
def running_console(services: CityServices, folder: Path, tiles: int, seconds: float) -> Iterator[ConsoleRun]:
    """A full-screen wall of ``tiles`` sub feeds that ends after ``seconds``; killed when the block is left before."""
    metrics_file = folder / "metrics.json"
    side = side_for(tiles)
    with virtual_screen(*SCREEN_PX) as screen:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "console", "console", "--centre", services.centre_url, "--fullscreen"),
                *("--cameras", ",".join(services.cameras_for_wall(tiles))),
                *("--layout", f"{side}x{side}", "--size", f"{SCREEN_PX[0]}x{SCREEN_PX[1]}"),
                *("--metrics", str(metrics_file), "--exit-after", str(seconds)),
            ],
            env={
                **os.environ,
                **screen,
                "QT_QPA_PLATFORM": "xcb",
                "RONDA_HOME": str(folder / "console"),
                "RONDA_USERNAME": credentials.OPERATOR,
                "RONDA_PASSWORD": services.credentials.password(credentials.OPERATOR).reveal(),
            },
            stdin=subprocess.DEVNULL,
        )
        try:
            yield ConsoleRun(process, metrics_file)
        finally:
            process.kill()
            process.wait()
