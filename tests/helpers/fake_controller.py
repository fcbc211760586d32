"""A controller without hardware: a named pipe in a folder of its own, into which the kernel's events are written."""

from __future__ import annotations

import os
import struct
from pathlib import Path

BUTTON, AXIS, INITIAL = 0x01, 0x02, 0x80
FULL = 32767


def event(kind: int, number: int, value: int) -> bytes:
    return struct.pack("=IhBB", 1234, value, kind, number)


class FakeController:
    """Plugged in from the beginning, or by ``plug``; ``axes`` of it stand in the middle."""

    def __init__(self, folder: Path, name: str = "js0", axes: int = 8, *, plugged: bool = True) -> None:
        self.path = folder / name
        self._made = folder / f".{name}"
        os.mkfifo(self._made)
        self._fd: int | None = os.open(self._made, os.O_RDWR | os.O_NONBLOCK)
        for axis in range(axes):
            self.send(event(AXIS | INITIAL, axis, 0))
        if plugged:
            self.plug()

    def plug(self) -> None:
        self._made.rename(self.path)

    def send(self, data: bytes) -> None:
        assert self._fd is not None
        os.write(self._fd, data)

    def push(self, axis: int, value: int) -> None:
        self.send(event(AXIS, axis, value))

    def press(self, button: int) -> None:
        """From 1, and let go again."""
        self.send(event(BUTTON, button - 1, 1) + event(BUTTON, button - 1, 0))

    def unplug(self) -> None:
        if self._fd is not None:
            self.path.unlink(missing_ok=True)
            os.close(self._fd)
            self._fd = None
