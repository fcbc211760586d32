"""What a good camera would have sent: clips as RTP packets and as MPEG-TS, to be broken afterwards."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

import av

from tests.helpers.rtsp_clip import FPS, clip

PAYLOAD_TYPE = 96
TS_PACKET_BYTES = 188
_PAYLOAD_BYTES = 1200
_PICTURES = 45
_ENCODERS = {"H264": "libx264", "H265": "libx265"}
_CONTAINER_NAMES = {"H264": "h264", "H265": "hevc"}
_START_CODE = b"\x00\x00\x01"


@cache
def units_of(codec: str, slices: int) -> tuple[bytes, ...]:
    """Access units of a small clip; ``codec`` is H264 or H265."""
    return clip(160, 96, _PICTURES, 15, _ENCODERS[codec], slices)


def nals_of(unit: bytes) -> list[bytes]:
    return [nal.rstrip(b"\x00") for nal in unit.split(_START_CODE) if nal.strip(b"\x00")]


def payloads(nal: bytes, codec: str) -> Iterator[bytes]:
    """RTP payloads of one NAL unit: alone when it is short, else in fragments (RFC 6184, RFC 7798)."""
    head = 1 if codec == "H264" else 2
    if len(nal) <= _PAYLOAD_BYTES:
        yield nal
        return
    parts = [nal[at : at + _PAYLOAD_BYTES] for at in range(head, len(nal), _PAYLOAD_BYTES)]
    for number, part in enumerate(parts):
        edges = 0x80 * (number == 0) | 0x40 * (number == len(parts) - 1)
        if codec == "H264":
            yield bytes([nal[0] & 0xE0 | 28, nal[0] & 0x1F | edges]) + part
        else:
            yield bytes([nal[0] & 0x81 | 49 << 1, nal[1], nal[0] >> 1 & 0x3F | edges]) + part


def rtp_packet(payload: bytes, sequence: int, ticks: int, *, marker: bool) -> bytes:
    kind = PAYLOAD_TYPE | 0x80 * marker
    return struct.pack("!BBHII", 0x80, kind, sequence & 0xFFFF, ticks & 0xFFFFFFFF, 1) + payload


def interleaved(packet: bytes, channel: int = 0) -> bytes:
    return b"$" + bytes([channel]) + struct.pack("!H", len(packet) & 0xFFFF) + packet


@cache
def transport_stream(codec: str, slices: int) -> tuple[bytes, ...]:
    """The clip as packets of MPEG-TS."""
    target = io.BytesIO()
    with av.open(target, "w", format="mpegts") as container:
        stream = container.add_mux_stream(_CONTAINER_NAMES[codec], FPS, width=160, height=96)
        for number, unit in enumerate(units_of(codec, slices)):
            packet = av.Packet(unit)
            packet.stream, packet.time_base = stream, Fraction(1, FPS)
            packet.pts = packet.dts = number
            packet.is_keyframe = number % 15 == 0
            container.mux(packet)
    data = target.getvalue()
    return tuple(data[at : at + TS_PACKET_BYTES] for at in range(0, len(data), TS_PACKET_BYTES))
