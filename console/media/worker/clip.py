"""A clip: the camera's own packets in an MP4 file, nothing decoded or encoded again."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.video.stream import VideoStream

from console.media.worker.leading import without_leading
from console.media.worker.restamp import TICKS_A_SECOND
from console.media.worker.ring import RingUnit

_TIME_BASE = Fraction(1, TICKS_A_SECOND)


def write_clip(path: Path, codec: str, units: list[RingUnit]) -> int:
    """Writes ``units``, which begin with a key picture; the number of packets. Raises OSError and FFmpeg's errors."""
    units = without_leading(units)
    with _opened(codec, units[0]) as template, av.open(str(path), "w", format="mp4", options=_OPTIONS) as out:
        stream = out.add_stream_from_template(_video(template), opaque=True)
        stream.time_base = _TIME_BASE
        first_ticks = units[0].dts_ticks
        for unit in units:
            packet = av.Packet(unit.unit.data)
            packet.dts, packet.pts = unit.dts_ticks - first_ticks, unit.pts_ticks - first_ticks
            packet.time_base, packet.is_keyframe, packet.stream = _TIME_BASE, unit.is_key, stream
            out.mux_one(packet)
    return len(units)


_OPTIONS = {"movflags": "+faststart"}


def _opened(codec: str, key_unit: RingUnit) -> InputContainer:
    """The key picture alone, opened as a stream: so FFmpeg itself finds the size and the parameter sets."""
    return av.open(io.BytesIO(key_unit.unit.data), "r", format=codec)


def _video(container: InputContainer) -> VideoStream:
    return container.streams.video[0]
