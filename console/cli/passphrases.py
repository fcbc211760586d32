"""Passphrases from the terminal or from a file descriptor, never from the command line."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from console.base.errors import KnownError
from console.base.redaction import Secret

_LONGEST_BYTES = 1024


def asked_passphrase(words: str, descriptor: int | None, *, is_new: bool = False) -> Secret:
    """The first line behind ``descriptor``, else what the person types; a new one is typed twice.

    Raises KnownError ``authority.passphrase_missing``, ``authority.passphrase_differs``.
    """
    if descriptor is not None:
        return _read(descriptor)
    if not sys.stdin.isatty():
        raise KnownError("authority.passphrase_missing")
    first = getpass.getpass(f"{words}: ")
    if is_new and getpass.getpass("Again: ") != first:
        raise KnownError("authority.passphrase_differs")
    if not first:
        raise KnownError("authority.passphrase_missing")
    return Secret(first)


def read_passphrase_file(path: Path) -> Secret:
    """The first line of a file, such as a credential that the system gives a service.

    Raises KnownError ``sealing.passphrase_file`` (path).
    """
    try:
        line = path.read_text("utf-8").partition("\n")[0].removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("sealing.passphrase_file", path=str(path)) from error
    if not line:
        raise KnownError("sealing.passphrase_file", path=str(path))
    return Secret(line)


def _read(descriptor: int) -> Secret:
    """Byte by byte: what stands behind the line belongs to the next one who asks."""
    line = bytearray()
    try:
        while len(line) < _LONGEST_BYTES and (byte := os.read(descriptor, 1)) not in (b"", b"\n"):
            line += byte
        told = line.decode().removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError("authority.passphrase_missing") from error
    if not told:
        raise KnownError("authority.passphrase_missing")
    return Secret(told)
