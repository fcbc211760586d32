"""A package's folder as one zip: stored, since video does not shrink; the same folder gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import zipfile
from datetime import datetime
from pathlib import Path

from console.base.clock import WIB
from console.base.folders import sync_folder
from console.base.os_errors import disk_errors

_PIECE_BYTES = 1 << 20
_PRIVATE = 0o600


def bundle(folder: Path, target: Path, made_utc: datetime) -> tuple[int, str]:
    """Size and SHA-256 of ``target``, which is there whole or not at all. Raises KnownError disk.*."""
    part = target.with_name(f".{target.name}.part")
    with disk_errors(target):
        part.unlink(missing_ok=True)
        try:
            size_bytes, digest = _written(folder, part, made_utc)
            part.replace(target)
        except OSError:
            # Half a package on a full disk would keep it full.
            part.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)
    return size_bytes, digest


def _written(folder: Path, part: Path, made_utc: datetime) -> tuple[int, str]:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(part, flags, _PRIVATE), "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    _add(packed, path, path.relative_to(folder.parent).as_posix(), made_utc)
        file.flush()
        os.fsync(file.fileno())
        size_bytes = file.seek(0, os.SEEK_END)
        file.seek(0)
        return size_bytes, hashlib.file_digest(file, "sha256").hexdigest()


def _add(packed: zipfile.ZipFile, path: Path, name: str, made_utc: datetime) -> None:
    local = made_utc.astimezone(WIB)
    info = zipfile.ZipInfo(name, (local.year, local.month, local.day, local.hour, local.minute, local.second))
    info.external_attr = 0o644 << 16
    info.file_size = path.stat().st_size
    with path.open("rb") as source, packed.open(info, "w") as target:
        while piece := source.read(_PIECE_BYTES):
            target.write(piece)
