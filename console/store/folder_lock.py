"""One console for one data folder: a second one would give up the captures of the first and delete its files."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

from console.base.errors import KnownError
from console.base.os_errors import disk_errors


class FolderLock:
    """Held until ``close``, or until the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Raises KnownError ``store.in_use`` when another one holds it, disk.*."""
        path = folder / "in-use.lock"
        with disk_errors(path):
            self._fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(self._fd)
                raise KnownError("store.in_use", path=str(folder)) from None

    def close(self) -> None:
        os.close(self._fd)
