"""Writing that survives a power cut: content first, then the name, and only then it is said."""

from __future__ import annotations

import os
from pathlib import Path

from console.base.folders import sync_folder
from console.base.os_errors import disk_errors

PRIVATE_MODE = 0o600


def write_new(path: Path, content: bytes, mode: int = 0o644) -> None:
    """A file that must not exist yet, on the disk with its name. Raises KnownError disk.*."""
    with disk_errors(path):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)


def write_private(path: Path, content: bytes) -> None:
    """Like ``write_new``, readable by its owner only from the first moment on."""
    write_new(path, content, PRIVATE_MODE)


def replace_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """The old content or the new, never a part. Raises KnownError disk.*."""
    beside = path.with_name(f".{path.name}.part")
    with disk_errors(path):
        beside.unlink(missing_ok=True)
    write_new(beside, content, mode)
    with disk_errors(path):
        beside.replace(path)
        sync_folder(path.parent)
