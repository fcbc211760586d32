"""What the NAL units of an H.264 or H.265 packet (Annex B) say: key picture, begin of a picture, parameter sets."""

from __future__ import annotations

from dataclasses import dataclass

from console.media.worker.recovery_point import announces_recovery, begins_intra

_START = b"\x00\x00\x01"
_H264_SLICES = frozenset({1, 5})
_H264_KEY = 5
_H264_SETS = frozenset({7, 8})
_H265_KEYS = range(16, 24)
_H265_FIRST_OTHER = 32
_H265_SETS = frozenset({32, 33, 34})
_H264_DELIMITER = 9
_H265_DELIMITER = 35
_H265_HEAD = b"\x40\x01\x0c"
"""How nearly every VPS begins; no H.264 has such a unit."""
_H264_HEADS = tuple(bytes([0x67, profile]) for profile in (66, 77, 88, 100, 110, 122, 244))
"""How nearly every SPS begins: in H.265 the type is one that is not used."""


@dataclass(frozen=True)
class PacketShape:
    """What is inside one packet."""

    slices: int
    """0 when it only announces something (parameter sets, SEI)."""
    begins_picture: bool
    """Its first slice is the first of a picture."""
    is_key: bool
    parameter_sets: bytes
    """SPS, PPS (and VPS), each with a start code; empty when there are none."""
    bare: bytes
    """The packet's NAL units without parameter sets and delimiters, if it has such behind its first slice; else empty.

    Some cameras repeat their sets before each slice of a key picture: decoders then see two pictures in one.
    """
    is_foreign: bool = False
    """It belongs to the other codec, whatever was announced."""
    recovers: bool = False
    """It says that one may begin with its picture, or the one after it (H.264's open groups)."""
    is_intra: bool = False
    """Its first slice begins a picture that needs no other; ``is_key`` where that is enough to begin with it."""


@dataclass(frozen=True)
class _Nal:
    data: bytes
    kind: int


def _nals(data: bytes, *, is_h265: bool) -> list[_Nal]:
    found: list[_Nal] = []
    at = data.find(_START)
    while at >= 0 and at + 5 < len(data):
        following = data.find(_START, at + 3)
        kind = (data[at + 3] >> 1) & 0x3F if is_h265 else data[at + 3] & 0x1F
        found.append(_Nal(data[at : following if following >= 0 else len(data)], kind))
        at = following
    return found


def shape_of(codec: str, data: bytes) -> PacketShape:
    """Reads the headers of all NAL units. ``codec`` is h264 or hevc."""
    is_h265 = codec == "hevc"
    set_kinds = _H265_SETS if is_h265 else _H264_SETS
    nals = _nals(data, is_h265=is_h265)
    if any(nal.data.startswith(_H264_HEADS if is_h265 else _H265_HEAD, len(_START)) for nal in nals):
        return PacketShape(0, False, False, b"", b"", is_foreign=True)
    # A slice that ends within its own header is a broken packet's and begins nothing.
    whole = [nal for nal in nals if len(nal.data) > (5 if is_h265 else 4)]
    slices = [nal for nal in whole if (_is_h265_slice(nal) if is_h265 else nal.kind in _H264_SLICES)]
    sets = b"".join(b"\x00" + nal.data.rstrip(b"\x00") for nal in nals if nal.kind in set_kinds)
    recovers = not is_h265 and any(announces_recovery(nal.data) for nal in whole)
    if not slices:
        return PacketShape(0, False, False, sets, b"", recovers=recovers)
    # The first bit of a slice: first_slice_segment_in_pic_flag, or first_mb_in_slice as ue(v) being 0.
    begins = bool(slices[0].data[5 if is_h265 else 4] & 0x80)
    is_key = slices[0].kind in _H265_KEYS if is_h265 else slices[0].kind == _H264_KEY
    bare = _bare(nals, slices[0], begins=begins, is_h265=is_h265)
    is_intra = not is_h265 and begins_intra(slices[0].data)
    return PacketShape(
        len(slices), begins, is_key or (recovers and is_intra), sets, bare, recovers=recovers, is_intra=is_intra
    )


def _is_h265_slice(nal: _Nal) -> bool:
    """Of the base layer: what lies in others nobody decodes, and H.264's delimiters look like them."""
    return nal.kind < _H265_FIRST_OTHER and not nal.data[3] & 1 and not nal.data[4] >> 3


def _bare(nals: list[_Nal], first_slice: _Nal, *, begins: bool, is_h265: bool) -> bytes:
    unwanted = _H265_SETS | {_H265_DELIMITER} if is_h265 else _H264_SETS | {_H264_DELIMITER}
    kept_until = nals.index(first_slice) if begins else 0
    if not any(nal.kind in unwanted for nal in nals[kept_until:]):
        return b""
    kept = nals[:kept_until] + [nal for nal in nals[kept_until:] if nal.kind not in unwanted]
    return b"".join(nal.data for nal in kept)
