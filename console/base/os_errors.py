"""What the operating system says of a disk, turned into errors that a person is told about."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from console.base.errors import KnownError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


def disk_error(error: OSError, path: Path) -> KnownError:
    """``disk.full``, ``disk.readonly`` or ``disk.io`` with the path that was being used."""
    if error.errno in _FULL:
        return KnownError("disk.full", path=str(path))
    if error.errno in _READONLY:
        return KnownError("disk.readonly", path=str(path))
    return KnownError("disk.io", path=str(path), detail=error.strerror or type(error).__name__)


@contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Raises every OSError of the block as a KnownError of the disk."""
    try:
        yield
    except OSError as error:
        raise disk_error(error, path) from error
