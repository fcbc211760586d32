"""SQLite's result codes, split into the world's faults and ours by an explicit list."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from console.base.errors import BugError, KnownError

_PRIMARY_MASK = 0xFF
_CODES = {
    sqlite3.SQLITE_FULL: "disk.full",
    sqlite3.SQLITE_READONLY: "disk.readonly",
    sqlite3.SQLITE_PERM: "disk.readonly",
    sqlite3.SQLITE_IOERR: "disk.io",
    sqlite3.SQLITE_CORRUPT: "store.corrupt",
    sqlite3.SQLITE_NOTADB: "store.corrupt",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_LOCKED: "store.busy",
    sqlite3.SQLITE_PROTOCOL: "store.busy",
}


def known(error: sqlite3.Error, path: Path) -> KnownError | None:
    """The fault of the world behind ``error``, or None when it is a bug of ours."""
    number = getattr(error, "sqlite_errorcode", None)
    if number is None:
        return None
    primary = number & _PRIMARY_MASK
    if primary == sqlite3.SQLITE_CANTOPEN:
        return KnownError("disk.io" if os.access(path.parent, os.W_OK) else "disk.readonly", path=str(path))
    code = _CODES.get(primary)
    return None if code is None else KnownError(code, path=str(path))


@contextmanager
def sqlite_failures(path: Path) -> Iterator[None]:
    """Raises KnownError (disk.full, disk.readonly, disk.io, store.corrupt, store.busy) or BugError for SQLite's errors."""
    try:
        yield
    except sqlite3.Error as error:
        fault = known(error, path)
        if fault is None:
            raise BugError(f"{path.name}: {error}") from error
        raise fault from error
