"""A small file that is replaced as a whole, knows by a check sum whether it is whole, and keeps the one before it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from console.base.clock import Clock
from console.base.errors import KnownError
from console.base.logs import logger
from console.base.os_errors import disk_errors
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.store.files import move_aside

_MARK = b"RONDA-KEPT 1 "
_log = logger("store")


@dataclass(frozen=True)
class Kept:
    """``content``: None when there is none. ``problem`` is to be told: ``store.kept_older`` or ``store.kept_lost``."""

    content: bytes | None
    problem: KnownError | None = None


class KeptFile:
    """Blocking; one caller at a time."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path = path
        self._before = path.with_name(f"{path.stem}.before{path.suffix}")
        self._clock = clock

    def write(self, content: bytes) -> None:
        """On the disk when it returns, whole or not at all; what was there before is kept beside. Raises KnownError disk.*."""
        with disk_errors(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            old = self._path.read_bytes() if self._path.exists() else b""
        if _whole(old) is not None:
            replace_whole(self._before, old, PRIVATE_MODE)
        replace_whole(self._path, _MARK + _sum(content) + b"\n" + content, PRIVATE_MODE)

    def read(self) -> Kept:
        """The newest that is whole; one that is not is moved aside. Raises KnownError disk.*."""
        with disk_errors(self._path):
            found = self._path.read_bytes() if self._path.exists() else None
            before = self._before.read_bytes() if self._before.exists() else b""
        content = _whole(found or b"")
        if content is not None:
            return Kept(content)
        content = _whole(before)
        if found is None:
            # Killed between two names, or never written.
            return Kept(content)
        kept = move_aside(self._path, self._clock)
        _log.error("%s was damaged, kept as %s", self._path.name, kept.name)
        code = "store.kept_lost" if content is None else "store.kept_older"
        return Kept(content, KnownError(code, path=str(self._path), kept=str(kept)))


def _whole(found: bytes) -> bytes | None:
    head, line_end, content = found.partition(b"\n")
    return content if line_end and head == _MARK + _sum(content) else None


def _sum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()
