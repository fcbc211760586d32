"""Other programs that show one feed on a screen of their own, each set for the least delay that it offers."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from console.base.errors import KnownError
from console.bench.virtual_screen import VirtualScreen, virtual_screen

SYSTEM_PYTHON = "/usr/bin/python3"
SIZE_PX = (640, 360)


def _mpv(url: str) -> list[str]:
    return [
        *("mpv", "--no-config", "--profile=low-latency", "--vo=x11", "--no-audio", "--really-quiet", "--no-osc"),
        *("--rtsp-transport=tcp", f"--geometry={SIZE_PX[0]}x{SIZE_PX[1]}+0+0", "--no-keepaspect-window", url),
    ]


def _ffplay(url: str) -> list[str]:
    return [
        *("ffplay", "-loglevel", "quiet", "-fflags", "nobuffer", "-flags", "low_delay", "-framedrop", "-an"),
        *("-rtsp_transport", "tcp", "-noborder", "-left", "0", "-top", "0"),
        *("-x", str(SIZE_PX[0]), "-y", str(SIZE_PX[1]), url),
    ]


def _gstreamer(_url: str) -> list[str]:
    return [SYSTEM_PYTHON, str(Path(__file__).with_name("gst_peer.py"))]


_COMMANDS: dict[str, Callable[[str], list[str]]] = {"mpv": _mpv, "ffplay": _ffplay, "gstreamer": _gstreamer}
PLAYERS: Sequence[str] = tuple(_COMMANDS)


@contextmanager
def player(name: str, url: str) -> Iterator[VirtualScreen]:
    """Runs until the block is left. Raises KnownError ``bench.no_peer`` when the program is not installed."""
    with virtual_screen(*SIZE_PX) as screen:
        try:
            process = subprocess.Popen(
                _COMMANDS[name](url),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **screen.environment, "SDL_VIDEODRIVER": "x11"},
                text=True,
            )
        except FileNotFoundError as error:
            raise KnownError("bench.no_peer", peer=name) from error
        try:
            if name == "gstreamer" and process.stdin is not None:
                wish = {"urls": [url], "user": "", "password": "", "width": SIZE_PX[0], "height": SIZE_PX[1]}
                process.stdin.write(json.dumps(wish) + "\n")
                process.stdin.flush()
            yield screen
        finally:
            process.kill()
            process.wait()
