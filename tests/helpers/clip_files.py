"""The numbered clip as files and pieces of files: MPEG-TS and fragmented MP4 with times that grow without end."""

from __future__ import annotations

import io
from fractions import Fraction
from functools import cache

import av

from tests.helpers.rtsp_clip import FPS, clip

SEGMENT_PICTURES = 15
SEGMENT_S = SEGMENT_PICTURES / FPS
TICKS = 90_000
_FIRST_TICK = 2 * TICKS


def _muxed(first: int, count: int, form: str, options: dict[str, str]) -> bytes:
    units = clip()
    held = io.BytesIO()
    with av.open(held, "w", format=form, options=options) as muxer:
        if form == "mp4":
            with av.open(io.BytesIO(b"".join(units[:2])), "r", format="h264") as source:
                muxer.add_stream_from_template(source.streams.video[0], opaque=True)
        else:
            muxer.add_mux_stream("h264")
        for index in range(first, first + count):
            packet = av.Packet(units[index % len(units)])
            packet.dts = packet.pts = _FIRST_TICK + index * TICKS // FPS
            packet.duration, packet.time_base = TICKS // FPS, Fraction(1, TICKS)
            packet.is_keyframe, packet.stream = index % SEGMENT_PICTURES == 0, muxer.streams[0]
            muxer.mux_one(packet)
    return held.getvalue()


def ts_pictures(first: int, count: int) -> bytes:
    """Pictures as MPEG-TS; pieces may be joined."""
    return _muxed(first, count, "mpegts", {"mpegts_copyts": "1", "omit_video_pes_length": "0"})


def ts_segment(number: int) -> bytes:
    """One second."""
    return ts_pictures(number * SEGMENT_PICTURES, SEGMENT_PICTURES)


def mp4_segment(number: int) -> tuple[bytes, bytes]:
    """Head and one second of fragmented MP4."""
    options = {"movflags": "empty_moov+default_base_moof+frag_keyframe+frag_discont", "avoid_negative_ts": "disabled"}
    data = _muxed(number * SEGMENT_PICTURES, SEGMENT_PICTURES, "mp4", options)
    cut = data.index(b"moof") - 4
    return data[:cut], data[cut : _end_of_fragments(data)]


def _end_of_fragments(data: bytes) -> int:
    end = data.rfind(b"mfra")
    return len(data) if end < 0 else end - 4


@cache
def whole_clip() -> bytes:
    """Four seconds as MPEG-TS, for senders that loop a file."""
    return ts_pictures(0, len(clip()))
