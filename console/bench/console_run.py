"""The real console as a program under test: a wall on a virtual screen, ended by itself, its metrics read afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.base.errors import KnownError
from console.bench.virtual_screen import VirtualScreen, virtual_screen
from console.demo import credentials
from console.demo.city_services import CityServices

SCREEN_PX = (1920, 1080)
_MOST_SIDE = 12
MOST_TILES = _MOST_SIDE**2
_END_TIMEOUT_S = 60.0


def side_for(tiles: int) -> int:
    """Side of the smallest square layout with so many tiles."""
    return next(side for side in range(1, _MOST_SIDE + 1) if side * side >= tiles)


@dataclass(frozen=True)
class ConsoleWish:
    """A full-screen wall of these cameras that ends by itself."""

    cameras: Sequence[str]
    seconds: float
    screen_px: tuple[int, int] = SCREEN_PX
    rehearsal: Path | None = None
    person: str = credentials.OPERATOR
    """Who is signed in."""


class ConsoleRun:
    """A console that is running."""

    def __init__(self, process: subprocess.Popen[bytes], metrics_file: Path, screen: VirtualScreen) -> None:
        self.pid = process.pid
        self.screen = screen
        self.started_s = time.monotonic()
        self._process = process
        self._metrics_file = metrics_file

    def end(self) -> None:
        """Closes it in good order, before its time is over."""
        self._process.terminate()

    def metrics(self) -> dict[str, Any]:
        """Waits for the console's own end. Raises KnownError ``bench.program_ended`` when it failed."""
        if self._process.wait(timeout=_END_TIMEOUT_S) != 0:
            raise KnownError("bench.program_ended")
        found: dict[str, Any] = json.loads(self._metrics_file.read_text(encoding="utf-8"))
        return found

    def runs(self) -> bool:
        return self._process.poll() is None


@contextmanager
def running_console(services: CityServices, folder: Path, wish: ConsoleWish) -> Iterator[ConsoleRun]:
    """Killed when the block is left before its end."""
    metrics_file = folder / "metrics.json"
    with virtual_screen(*wish.screen_px) as screen:
        process = subprocess.Popen(
            _command(services, wish, metrics_file),
            env={
                **os.environ,
                **screen.environment,
                "QT_QPA_PLATFORM": "xcb",
                "RONDA_HOME": str(folder / "console"),
                "RONDA_USERNAME": wish.person,
                "RONDA_PASSWORD": services.credentials.password(wish.person).reveal(),
            },
            stdin=subprocess.DEVNULL,
        )
        try:
            yield ConsoleRun(process, metrics_file, screen)
        finally:
            process.kill()
            process.wait()


def _command(services: CityServices, wish: ConsoleWish, metrics_file: Path) -> list[str]:
    side = side_for(len(wish.cameras))
    rehearsal = ["--rehearsal", str(wish.rehearsal)] if wish.rehearsal is not None else []
    return [
        *(sys.executable, "-m", "console", "console", "--centre", services.centre_url, "--fullscreen"),
        *("--cameras", ",".join(wish.cameras), "--layout", f"{side}x{side}"),
        *("--size", f"{wish.screen_px[0]}x{wish.screen_px[1]}"),
        *("--metrics", str(metrics_file), "--exit-after", str(wish.seconds), *rehearsal),
    ]
