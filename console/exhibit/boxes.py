"""Boxes of MP4 files (ISO/IEC 14496-12): found, read and written, nothing more."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

HEADER_BYTES, _LARGE_HEADER_BYTES = 8, 16
_LARGE, _TO_THE_END = 1, 0
_CHUNKS = {b"stco": ">I", b"co64": ">Q"}
"""Tables of where the pictures lie in the file, by the size of their entries."""
_COUNT_BYTES = 4
_HOLDS_CHUNKS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})


class NotBoxesError(ValueError):
    """The bytes are no boxes."""


@dataclass(frozen=True)
class Box:
    """Where a box lies: ``start`` of its head, ``body`` and ``end`` of what is in it."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """Those between two places, one after the other. Raises NotBoxesError when they do not end there."""
    while start < end:
        file.seek(start)
        head = file.read(min(_LARGE_HEADER_BYTES, end - start))
        if len(head) < HEADER_BYTES:
            raise NotBoxesError("cut off")
        size, kind, body = int.from_bytes(head[:4], "big"), head[4:8], start + HEADER_BYTES
        if size == _LARGE:
            size, body = int.from_bytes(head[8:], "big"), start + _LARGE_HEADER_BYTES
        box = Box(kind, start, body, end if size == _TO_THE_END else start + size)
        if not box.body <= box.end <= end:
            raise NotBoxesError("cut off")
        yield box
        start = box.end


def only(file: BinaryIO, kind: bytes, start: int, end: int) -> Box:
    """The one of its kind. Raises NotBoxesError for none, and for more than one."""
    found = [box for box in boxes(file, start, end) if box.kind == kind]
    if len(found) != 1:
        raise NotBoxesError(f"{len(found)} of {kind!r}")
    return found[0]


def content(file: BinaryIO, box: Box) -> bytes:
    file.seek(box.body)
    return file.read(box.end - box.body)


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", HEADER_BYTES + len(body)) + kind + body


def full_box(kind: bytes, *parts: bytes, version: int = 0) -> bytes:
    """With a version, and no flags."""
    return box(kind, struct.pack(">I", version << 24), *parts)


def text(value: str) -> bytes:
    """As boxes hold it: UTF-8, ended by a zero."""
    return value.replace("\0", "").encode() + b"\0"


def moved_chunks(file: BinaryIO, index: Box, by_bytes: int) -> bytes:
    """The whole of ``index``, a ``moov`` or what is inside it, for pictures that lie so much further behind."""
    parts = []
    for inner in boxes(file, index.body, index.end):
        if inner.kind in _HOLDS_CHUNKS:
            parts.append(moved_chunks(file, inner, by_bytes))
        elif inner.kind in _CHUNKS:
            parts.append(_moved_table(inner.kind, content(file, inner), by_bytes))
        else:
            file.seek(inner.start)
            parts.append(file.read(inner.end - inner.start))
    return box(index.kind, *parts)


def _moved_table(kind: bytes, table: bytes, by_bytes: int) -> bytes:
    head, entries = table[: 4 + _COUNT_BYTES], table[4 + _COUNT_BYTES :]
    form = _CHUNKS[kind]
    try:
        places = [place + by_bytes for (place,) in struct.iter_unpack(form, entries)]
        return box(kind, head, *(struct.pack(form, place) for place in places))
    except struct.error as error:
        raise NotBoxesError("no table of places") from error
