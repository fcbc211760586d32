"""One writer at a time for a file, as long as it stays open; the system lets go when a process dies."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from console.base.errors import KnownError

if sys.platform == "win32":
    import msvcrt

    _FAR_BYTE = 1 << 40
    """A byte that no chain reaches: Windows locks are mandatory, and readers must go on reading."""

    def lock_alone(file: BinaryIO, path: Path) -> None:
        """Raises KnownError proof.chain_in_use."""
        try:
            file.seek(_FAR_BYTE)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise KnownError("proof.chain_in_use", path=str(path)) from error
else:
    import fcntl

    def lock_alone(file: BinaryIO, path: Path) -> None:
        """Raises KnownError proof.chain_in_use."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise KnownError("proof.chain_in_use", path=str(path)) from error
