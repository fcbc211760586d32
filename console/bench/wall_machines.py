"""Real wall machines as programs under test: their screens on virtual displays, steered as a supervisor does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from console.base.clock import SystemClock
from console.bench.framebuffer import Framebuffer
from console.bench.signed_in import signed_in
from console.bench.virtual_screen import VirtualScreen, virtual_screen
from console.demo import credentials
from console.demo.child import output_of
from console.demo.city_services import CityServices
from console.net.push_feed import PushFeed
from console.wall.steering import SteeredWalls
from console.wire.walls import ScreenSetup, WallBody

WALL = "utama"
_AREA = "33.74"
_SCREEN_PX = (1280, 720)
_END_TIMEOUT_S = 30.0


@contextmanager
def steered(services: CityServices, screens: int) -> Iterator[SteeredWalls]:
    """A wall of so many screens, and a supervisor who steers it. Raises KnownError."""
    client = signed_in(services, credentials.SUPERVISOR)
    try:
        setup = tuple(ScreenSetup(title=f"Layar {number}") for number in range(1, screens + 1))
        client.set_up_wall(WALL, WallBody(title="Dinding utama", area_code=_AREA, screens=setup))
        yield SteeredWalls(client, PushFeed(client), SystemClock().now_utc)
    finally:
        client.close()


@contextmanager
def wall_machines(services: CityServices, folder: Path, screens: int, machines: int) -> Iterator[list[Framebuffer]]:
    """What stands on each screen; each machine has as many of them as the others. Killed when the block is left.

    Raises KnownError.
    """
    each = screens // machines
    width_px, height_px = _SCREEN_PX
    with ExitStack() as opened:
        pixels: list[Framebuffer] = []
        for machine in range(1, machines + 1):
            display = opened.enter_context(virtual_screen(width_px * each, height_px))
            pixels += display.split(each) if each > 1 else [display.pixels]
            first = (machine - 1) * each + 1
            process = _started(services, folder, machine, range(first, first + each), display)
            opened.callback(_end, process)
        yield pixels


def _started(
    services: CityServices, folder: Path, machine: int, screens: Iterable[int], display: VirtualScreen
) -> subprocess.Popen[bytes]:
    name = f"mesin-{machine}"
    wish = ["centre", "wall", "add", name, "--wall", WALL, "--screens", ",".join(map(str, screens))]
    secret = folder / f"{name}.secret"
    secret.touch(mode=0o600)
    secret.write_text(output_of("wall", wish, services.centre_environment), encoding="utf-8")
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "console", "wall", "--name", name, "--wall", WALL),
            *("--centre", services.centre_url, "--secret-file", str(secret)),
        ],
        env={**os.environ, **display.environment, "QT_QPA_PLATFORM": "xcb", "RONDA_HOME": str(folder / name)},
        stdin=subprocess.DEVNULL,
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_END_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
