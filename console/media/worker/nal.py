"""What the NAL units of an H.264 or H.265 packet (Annex B) say: key picture, begin of a picture, parameter sets."""

from __future__ import annotations

from dataclasses import dataclass

_START = b"\x00\x00\x01"
_H264_SLICES = frozenset({1, 5})
_H264_KEY = 5
_H264_SETS = frozenset({7, 8})
_H265_KEYS = range(16, 24)
_H265_FIRST_OTHER = 32
_H265_SETS = frozenset({32, 33, 34})

CODECS = {"h264": "h264", "hevc": "hevc"}
"""FFmpeg's names of the codecs that Ronda shows."""


@dataclass(frozen=True)
class PacketShape:
    """What is inside one packet."""

    has_picture: bool
    """It holds a slice; else it only announces something (parameter sets, SEI)."""
    begins_picture: bool
    """Its first slice is the first of a picture."""
    is_key: bool
    parameter_sets: bytes
    """SPS, PPS (and VPS) before the first slice, each with a start code; empty when there are none."""


def shape_of(codec: str, data: bytes) -> PacketShape:
    """Reads NAL headers up to the first slice, which is enough. ``codec`` is one of ``CODECS``."""
    is_h265 = codec == "hevc"
    sets = bytearray()
    at = data.find(_START)
    while at >= 0 and at + 5 < len(data):
        first = data[at + 3]
        kind = (first >> 1) & 0x3F if is_h265 else first & 0x1F
        if kind < _H265_FIRST_OTHER if is_h265 else kind in _H264_SLICES:
            # The first bit of a slice: first_slice_segment_in_pic_flag, or first_mb_in_slice as ue(v) being 0.
            begins = bool(data[at + (5 if is_h265 else 4)] & 0x80)
            is_key = kind in _H265_KEYS if is_h265 else kind == _H264_KEY
            return PacketShape(True, begins, is_key, bytes(sets))
        following = data.find(_START, at + 3)
        if kind in (_H265_SETS if is_h265 else _H264_SETS):
            sets += b"\x00" + data[at : following if following >= 0 else len(data)].rstrip(b"\x00")
        at = following
    return PacketShape(False, False, False, bytes(sets))
