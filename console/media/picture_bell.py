"""Tells the console that some surface has a new picture: one counter in the kernel that all workers ring."""

from __future__ import annotations

import os
from contextlib import suppress


class PictureBell:
    """Any thread. Workers inherit the descriptor; the console waits for it to become readable."""

    def __init__(self) -> None:
        self._fd = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)

    def fileno(self) -> int:
        return self._fd

    def silence(self) -> None:
        """Takes all rings so far as heard."""
        with suppress(BlockingIOError):
            os.eventfd_read(self._fd)

    def ring(self) -> None:
        """The console's own side has something new to show."""
        with suppress(BlockingIOError):
            os.eventfd_write(self._fd, 1)

    def close(self) -> None:
        """Once; nobody may wait for it any more. Workers that live on ring their own copy."""
        os.close(self._fd)
