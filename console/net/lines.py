"""Cuts a byte stream into lines at LF alone, as NDJSON and server-sent events want it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

LONGEST_LINE_BYTES = 4 * 1024 * 1024


class LineTooLongError(ValueError):
    """A line longer than any message is."""


def split_lines(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Each complete line without its LF and a CR before it; what follows the last LF is no line and is dropped.

    Not ``requests.iter_lines``: that breaks a line in two when CR and LF fall into different chunks.
    """
    rest = b""
    for chunk in chunks:
        *complete, rest = (rest + chunk).split(b"\n")
        if len(rest) > LONGEST_LINE_BYTES:
            raise LineTooLongError(f"{len(rest)} bytes without an end of line")
        for line in complete:
            yield line.removesuffix(b"\r")
