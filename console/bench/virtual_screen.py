"""An X screen in memory for the programs under test, whose pixels can be read from outside."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from console.base.errors import KnownError
from console.bench.framebuffer import Framebuffer

_MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108  a private folder is made in it


@dataclass(frozen=True)
class VirtualScreen:
    """A running X server; ``environment`` points programs at it."""

    environment: dict[str, str]
    pixels: Framebuffer

    def split(self, monitors: int) -> list[Framebuffer]:
        """Makes it so many monitors of one size beside each other; programs started from now on find them.

        Raises KnownError ``bench.no_xrandr``.
        """
        width, height = self.pixels.width_px // monitors, self.pixels.height_px
        for number in range(monitors):
            left = number * width
            place = f"{width}/{width}x{height}/{height}+{left}+0"
            output = "screen" if number == 0 else "none"
            self._xrandr("--setmonitor", f"MONITOR-{number + 1}", place, output)
        return [self.pixels.part(number * width, 0, width, height) for number in range(monitors)]

    def _xrandr(self, *wish: str) -> None:
        try:
            subprocess.run(["xrandr", *wish], env={**os.environ, **self.environment}, check=True, capture_output=True)
        except (FileNotFoundError, subprocess.CalledProcessError) as error:
            raise KnownError("bench.no_xrandr") from error


@contextmanager
def virtual_screen(width_px: int = 1920, height_px: int = 1080) -> Iterator[VirtualScreen]:
    """An Xvfb of its own. Raises KnownError ``bench.no_xvfb``."""
    within = _MEMORY_FOLDER if _MEMORY_FOLDER.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="ronda-screen-", dir=within) as folder:
        server, number = _started(width_px, height_px, folder)
        try:
            yield VirtualScreen({"DISPLAY": f":{number}"}, Framebuffer(Path(folder) / "Xvfb_screen0"))
        finally:
            server.terminate()
            server.wait()


def _started(width_px: int, height_px: int, folder: str) -> tuple[subprocess.Popen[bytes], str]:
    read_end, write_end = os.pipe()
    try:
        server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(write_end), "-nolisten", "tcp", "-maxclients", "512", "-noreset"),
                *("-screen", "0", f"{width_px}x{height_px}x24", "-fbdir", folder),
            ],
            pass_fds=[write_end],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    except FileNotFoundError as error:
        os.close(read_end)
        raise KnownError("bench.no_xvfb") from error
    finally:
        os.close(write_end)
    with os.fdopen(read_end) as stream:
        number = stream.readline().strip()
    if not number:
        server.wait()
        raise KnownError("bench.no_xvfb")
    return server, number
