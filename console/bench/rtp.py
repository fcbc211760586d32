"""H.264 access units as interleaved RTP packets (RFC 6184), as a camera sends them."""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterator

PAYLOAD_TYPE = 96
CLOCK = 90_000
_PAYLOAD_BYTES = 1400
_START = b"\x00\x00\x01"
_SETS = (7, 8)


def nals(unit: bytes) -> list[bytes]:
    """The unit's NAL units without start codes."""
    return [nal.rstrip(b"\x00") for nal in unit.split(_START) if nal.strip(b"\x00")]


def session_description(key_unit: bytes, frames_per_s: int) -> str:
    """With the parameter sets of a key picture, as cameras announce them."""
    sets = [nal for nal in nals(key_unit) if nal[0] & 0x1F in _SETS]
    coded = ",".join(base64.b64encode(nal).decode() for nal in sets)
    return (
        "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        f"m=video 0 RTP/AVP {PAYLOAD_TYPE}\r\na=rtpmap:{PAYLOAD_TYPE} H264/{CLOCK}\r\n"
        f"a=fmtp:{PAYLOAD_TYPE} packetization-mode=1;sprop-parameter-sets={coded}\r\n"
        f"a=framerate:{frames_per_s}\r\na=control:video\r\n"
    )


def _payloads(nal: bytes) -> Iterator[bytes]:
    if len(nal) <= _PAYLOAD_BYTES:
        yield nal
        return
    parts = [nal[at : at + _PAYLOAD_BYTES] for at in range(1, len(nal), _PAYLOAD_BYTES)]
    for number, part in enumerate(parts):
        edges = 0x80 * (number == 0) | 0x40 * (number == len(parts) - 1)
        yield bytes([nal[0] & 0xE0 | 28, nal[0] & 0x1F | edges]) + part


def interleaved(unit: bytes, sequence: int, ticks: int) -> tuple[bytes, int]:
    """The unit's packets in one piece, and the sequence number after them."""
    payloads = [payload for nal in nals(unit) for payload in _payloads(nal)]
    pieces: list[bytes] = []
    for index, payload in enumerate(payloads):
        kind = PAYLOAD_TYPE | 0x80 * (index == len(payloads) - 1)
        header = struct.pack("!BBHII", 0x80, kind, sequence & 0xFFFF, ticks & 0xFFFFFFFF, 1)
        pieces.append(b"$\x00" + struct.pack("!H", len(header) + len(payload)) + header + payload)
        sequence += 1
    return b"".join(pieces), sequence
