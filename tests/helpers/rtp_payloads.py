"""How pictures travel in RTP: H.264 (RFC 6184), H.265 (RFC 7798) and JPEG (RFC 2435)."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

_PAYLOAD_BYTES = 1400
_H265_SETS = {32: "sprop-vps", 33: "sprop-sps", 34: "sprop-pps"}


def nals_of(unit: bytes) -> list[bytes]:
    """The NAL units of an access unit, without start codes."""
    return [nal.rstrip(b"\x00") for nal in unit.split(b"\x00\x00\x01") if nal.strip(b"\x00")]


def kind_of(nal: bytes, *, is_h265: bool) -> int:
    """The NAL unit's type."""
    return nal[0] >> 1 & 0x3F if is_h265 else nal[0] & 0x1F


def is_set(nal: bytes, *, is_h265: bool) -> bool:
    """Whether it is a parameter set."""
    return kind_of(nal, is_h265=is_h265) in (_H265_SETS if is_h265 else {7, 8})


def is_slice(nal: bytes, *, is_h265: bool) -> bool:
    """Whether it is a part of a picture."""
    return kind_of(nal, is_h265=is_h265) < 32 if is_h265 else kind_of(nal, is_h265=is_h265) in (1, 5)


def h26x_payloads(nals: Sequence[bytes], *, is_h265: bool) -> Iterator[tuple[bytes, bool]]:
    """Payload and marker of each packet of one picture; long NAL units in fragments."""
    head_bytes = 2 if is_h265 else 1
    for index, nal in enumerate(nals):
        last_nal = index == len(nals) - 1
        if len(nal) <= _PAYLOAD_BYTES:
            yield nal, last_nal
            continue
        starts = range(head_bytes, len(nal), _PAYLOAD_BYTES)
        for number, at in enumerate(starts):
            last = number == len(starts) - 1
            flags = 0x80 * (number == 0) | 0x40 * last
            if is_h265:
                head = bytes([nal[0] & 0x81 | 49 << 1, nal[1], flags | kind_of(nal, is_h265=True)])
            else:
                head = bytes([nal[0] & 0xE0 | 28, flags | kind_of(nal, is_h265=False)])
            yield head + nal[at : at + _PAYLOAD_BYTES], last and last_nal


def jpeg_payloads(jpeg: bytes) -> Iterator[tuple[bytes, bool]]:
    """Payload and marker of each packet of one JPEG of 4:2:0 with the standard's Huffman tables."""
    tables, size, scan = _parts_of_jpeg(jpeg)
    for at in range(0, len(scan), _PAYLOAD_BYTES):
        head = struct.pack("!BBHBBBB", 0, at >> 16, at & 0xFFFF, 1, 255, size[0] // 8, size[1] // 8)
        if at == 0:
            head += struct.pack("!BBH", 0, 0, len(tables)) + tables
        yield head + scan[at : at + _PAYLOAD_BYTES], at + _PAYLOAD_BYTES >= len(scan)


def _parts_of_jpeg(jpeg: bytes) -> tuple[bytes, tuple[int, int], bytes]:
    """Quantisation tables, width and height, and what follows the header of the scan."""
    at, tables, size = 2, b"", (0, 0)
    while True:
        marker, length = struct.unpack_from("!HH", jpeg, at)
        body = jpeg[at + 4 : at + 2 + length]
        if marker == 0xFFDB:
            tables += b"".join(body[start + 1 : start + 65] for start in range(0, len(body), 65))
        elif marker == 0xFFC0:
            size = struct.unpack_from("!HH", body, 1)[::-1]
        at += 2 + length
        if marker == 0xFFDA:
            # FFmpeg's encoder has one table; RFC 2435 wants luma's and chroma's.
            return (tables * 2)[:128], (size[0], size[1]), jpeg[at:-2]
