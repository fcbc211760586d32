"""Cuts an Annex-B file into access units at its delimiters, and makes the broken units that some faults send."""

from __future__ import annotations

import random
import re

_DELIMITER = {
    "h264": re.compile(rb"\x00?\x00\x00\x01(?=\x09)"),
    "h265": re.compile(rb"\x00?\x00\x00\x01(?=\x46\x01)"),
}
_START_CODE = re.compile(rb"\x00\x00\x01")
_PICTURE_TYPES = {"h264": frozenset({1, 5}), "h265": frozenset(range(32))}
_KEYFRAME_TYPES = {"h264": frozenset({5}), "h265": frozenset(range(16, 24))}
_HEADER_BYTES = 24
"""Left whole at the start of a picture's slice when it is corrupted: a decoder should still take it for a picture."""


def split_units(stream: bytes, codec: str) -> list[bytes]:
    """The access units of ``stream``, each from its delimiter on. Raises ValueError when there is none."""
    starts = [match.start() for match in _DELIMITER[codec].finditer(stream)]
    if not starts:
        raise ValueError("no access unit delimiter")
    return [stream[start:end] for start, end in zip(starts, [*starts[1:], len(stream)], strict=True)]


def _nal_type(unit: bytes, at: int, codec: str) -> int:
    return unit[at] & 0x1F if codec == "h264" else (unit[at] >> 1) & 0x3F


def _picture_starts(unit: bytes, codec: str) -> list[int]:
    starts = [match.end() for match in _START_CODE.finditer(unit)]
    return [at for at in starts if at < len(unit) and _nal_type(unit, at, codec) in _PICTURE_TYPES[codec]]


def is_keyframe(unit: bytes, codec: str) -> bool:
    """True when decoding can begin with ``unit``."""
    return any(_nal_type(unit, at, codec) in _KEYFRAME_TYPES[codec] for at in _picture_starts(unit, codec))


def corrupted(unit: bytes, codec: str, rng: random.Random) -> bytes:
    """``unit`` with bytes of its picture overwritten; parameter sets and headers stay whole.

    Only values from 0x04 up are written: they can't make a start code.
    """
    starts = _picture_starts(unit, codec)
    first = min(starts, default=len(unit)) + _HEADER_BYTES
    if first >= len(unit):
        return unit
    damaged = bytearray(unit)
    for _ in range(max(1, (len(unit) - first) // 200)):
        damaged[rng.randrange(first, len(unit))] = rng.randrange(4, 256)
    return bytes(damaged)
