"""Writes what a snapshot is into the JPEG itself: an EXIF segment and a comment that any viewer shows.

By hand, since it is one small table: EXIF 2.32 (CIPA DC-008), TIFF 6.0, JPEG (ITU-T T.81, annex B).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from console.base.errors import BugError

_SOI = b"\xff\xd8"
_APP0, _APP1, _COM = 0xE0, 0xE1, 0xFE
_MOST_SEGMENT_BYTES = 0xFFFF - 2
_ASCII, _SHORT, _LONG, _RATIONAL, _UNDEFINED = 2, 3, 4, 5, 7
_BYTE = 1
_UNIT_BYTES = {_BYTE: 1, _ASCII: 1, _SHORT: 2, _LONG: 4, _RATIONAL: 8, _UNDEFINED: 1}
_HEADER = b"MM\x00\x2a\x00\x00\x00\x08"
_EXIF_TABLE, _GPS_TABLE = 0x8769, 0x8825

_Entry = tuple[int, int, bytes]
"""Tag, type, value."""


@dataclass(frozen=True)
class PictureFacts:
    """What is written into a picture. ``at`` carries its offset from UTC; ``orientation`` is EXIF's 1 to 8."""

    at: datetime
    description: str
    software: str
    comment: str
    orientation: int = 1
    latitude: float | None = None
    longitude: float | None = None


def with_facts(jpeg: bytes, facts: PictureFacts) -> bytes:
    """The same picture, bit for bit, with the facts in it."""
    if jpeg[:2] != _SOI:
        raise BugError("no JPEG")
    head = 2
    if jpeg[2:4] == bytes((0xFF, _APP0)):
        # JFIF wants to be first.
        head += 2 + int(struct.unpack(">H", jpeg[4:6])[0])
    exif = _segment(_APP1, b"Exif\0\0" + _tiff(facts))
    comment = _segment(_COM, facts.comment.encode())
    return jpeg[:head] + exif + comment + jpeg[head:]


def _segment(marker: int, body: bytes) -> bytes:
    if len(body) > _MOST_SEGMENT_BYTES:
        raise BugError(f"{len(body)} bytes do not fit into a segment")
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _tiff(facts: PictureFacts) -> bytes:
    """The first table, then the one of EXIF, then GPS; each points at the next, so sizes come first."""
    when = facts.at.strftime("%Y:%m:%d %H:%M:%S")
    offset = facts.at.strftime("%z")
    offset = f"{offset[:3]}:{offset[3:5]}"
    exif = [
        (0x9000, _UNDEFINED, b"0232"),
        (0x9003, _ASCII, _text(when)),
        (0x9004, _ASCII, _text(when)),
        (0x9011, _ASCII, _text(offset)),
        (0x9012, _ASCII, _text(offset)),
        (0x9291, _ASCII, _text(f"{facts.at.microsecond // 1000:03d}")),
    ]
    gps = _gps(facts.latitude, facts.longitude)

    def first(exif_at: int, gps_at: int) -> list[_Entry]:
        entries = [
            (0x010E, _ASCII, _text(facts.description)),
            (0x0112, _SHORT, struct.pack(">H", facts.orientation)),
            (0x0131, _ASCII, _text(facts.software)),
            (0x0132, _ASCII, _text(when)),
            (_EXIF_TABLE, _LONG, struct.pack(">L", exif_at)),
        ]
        return [*entries, (_GPS_TABLE, _LONG, struct.pack(">L", gps_at))] if gps else entries

    exif_at = len(_HEADER) + len(_table(first(0, 0), 0))
    gps_at = exif_at + len(_table(exif, 0))
    tables = _table(first(exif_at, gps_at), len(_HEADER)) + _table(exif, exif_at)
    return _HEADER + tables + (_table(gps, gps_at) if gps else b"")


def _table(entries: list[_Entry], at: int) -> bytes:
    """An image file directory that lies at ``at``, followed by the values that do not fit into it."""
    values_at = at + 2 + 12 * len(entries) + 4
    rows, values = b"", b""
    for tag, kind, value in sorted(entries):
        count = len(value) // _UNIT_BYTES[kind]
        if len(value) <= 4:  # noqa: PLR2004  the room in a row
            cell = value.ljust(4, b"\0")
        else:
            cell = struct.pack(">L", values_at + len(values))
            values += value + b"\0" * (len(value) % 2)
        rows += struct.pack(">HHL", tag, kind, count) + cell
    return struct.pack(">H", len(entries)) + rows + b"\0\0\0\0" + values


def _gps(latitude: float | None, longitude: float | None) -> list[_Entry]:
    if latitude is None or longitude is None:
        return []
    return [
        (0x0000, _BYTE, b"\x02\x03\x00\x00"),
        (0x0001, _ASCII, _text("N" if latitude >= 0 else "S")),
        (0x0002, _RATIONAL, _degrees(latitude)),
        (0x0003, _ASCII, _text("E" if longitude >= 0 else "W")),
        (0x0004, _RATIONAL, _degrees(longitude)),
        (0x0012, _ASCII, _text("WGS-84")),
    ]


def _degrees(angle: float) -> bytes:
    """Degrees, minutes and seconds as three fractions; a thousandth of a second is 3 cm."""
    thousandths = round(abs(angle) * 3_600_000)
    parts = (
        Fraction(thousandths // 3_600_000),
        Fraction(thousandths // 60_000 % 60),
    )
    whole = b"".join(struct.pack(">LL", part.numerator, part.denominator) for part in parts)
    return whole + struct.pack(">LL", thousandths % 60_000, 1000)


def _text(words: str) -> bytes:
    return words.encode() + b"\0"
