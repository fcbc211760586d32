"""An X screen in memory for the programs under test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from console.base.errors import KnownError


@contextmanager
def virtual_screen(width_px: int = 1920, height_px: int = 1080) -> Iterator[Mapping[str, str]]:
    """An Xvfb of its own; gives the environment that points at it. Raises KnownError ``bench.no_xvfb``."""
    read_end, write_end = os.pipe()
    try:
        server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(write_end), "-nolisten", "tcp", "-maxclients", "512"),
                *("-screen", "0", f"{width_px}x{height_px}x24"),
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
    try:
        with os.fdopen(read_end) as stream:
            number = stream.readline().strip()
        if not number:
            raise KnownError("bench.no_xvfb")
        yield {"DISPLAY": f":{number}"}
    finally:
        server.terminate()
        server.wait()
