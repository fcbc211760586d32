"""One connection to a camera: opened with FFmpeg through PyAV, read packet by packet, closed by the thread that reads."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable, Iterator
from typing import Literal

from av.audio.stream import AudioStream
from av.bitstream import BitStreamFilterContext
from av.packet import Packet
from av.video.stream import VideoStream

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.source_options import PLAIN_SOURCE, SourceOptions
from console.media.worker.access_units import Arrival
from console.media.worker.joining import CODECS
from console.media.worker.sources.opening import open_source
from console.media.worker.sources.source import Pace
from console.media.worker.stated_time import StatedTime

_STATED: Literal["prft"] = "prft"
_STATEMENT = struct.Struct("=qi")
"""FFmpeg's AVProducerReferenceTime: microseconds since 1970, flags."""
_HAS_START_CODES = frozenset({"h264", "hevc"})


class CameraConnection:
    """All methods on one thread. Its exceptions' texts hold the password: only their types may leave."""

    def __init__(self, url: str, user: str, password: Secret, options: SourceOptions = PLAIN_SOURCE) -> None:
        """Connects; blocks up to a few times the read timeout. Raises KnownError or FFmpeg's errors."""
        self._source = open_source(url, user, password, options)
        self.in_fragments = url.lower().startswith("rtsp")
        """Packets may be parts of NAL units: there FFmpeg works without its parser."""
        self._stated: StatedTime | None = None
        try:
            self._stream = self._video_stream()
            self.codec = _usable_codec(self._stream)
        except BaseException:
            self._source.close()
            raise

    @property
    def parameter_sets(self) -> bytes:
        """SPS and PPS of the session description, with start codes; empty when it has none."""
        extradata = self._stream.codec_context.extradata or b""
        return bytes(extradata) if extradata.startswith(b"\x00\x00") else b""

    @property
    def sound(self) -> AudioStream | None:
        """The camera's sound, which comes on the same connection; None when it has none."""
        return self._source.sound

    def hear_with(self, hear: Callable[[Packet[AudioStream]], None]) -> None:
        """Gives ``hear`` every packet of sound while ``packets`` is read; it must not block."""
        self._source.hear = hear

    def compare_time(self, stated: StatedTime) -> None:
        """Notes there what the camera says of the time of its pictures, while ``packets`` is read."""
        stated.forget()
        self._stated = stated

    def packets(self) -> Iterator[Arrival]:
        """Every video packet until the camera ends it. Raises KnownError or FFmpeg's errors."""
        to_start_codes = self._start_code_filter()
        has_times = self._source.pace is not Pace.NO_TIMES
        # All packets of a stream count in the same unit, and making a fraction of it each time costs more than all else here.
        base = 0.0
        for packet in self._source.demux(self._stream):
            arrival_ns = time.monotonic_ns()
            if self._stated is not None and self._stated.is_due(arrival_ns) and packet.has_sidedata(_STATED):
                microseconds, _flags = _STATEMENT.unpack_from(bytes(packet.get_sidedata(_STATED)))
                self._stated.note(microseconds / 1e6, arrival_ns)
            for ready in to_start_codes.filter(packet) if to_start_codes else (packet,):
                base = base or float(ready.time_base)
                pts_s = ready.pts * base if has_times and ready.pts is not None else None
                dts_s = ready.dts * base if has_times and ready.dts is not None else None
                yield Arrival(bytes(ready), pts_s, dts_s, arrival_ns)

    def close(self) -> None:
        self._source.close()

    def _video_stream(self) -> VideoStream:
        streams = self._source.container.streams.video
        if not streams:
            raise KnownError("camera.not_video")
        return streams[0]

    def _start_code_filter(self) -> BitStreamFilterContext | None:
        """HTTP, HLS and RTMP sources may bring lengths instead of start codes."""
        extradata = self._stream.codec_context.extradata or b""
        if self.codec not in _HAS_START_CODES or not extradata or extradata.startswith(b"\x00\x00"):
            return None
        return BitStreamFilterContext(f"{self.codec}_mp4toannexb", self._stream)


def _usable_codec(stream: VideoStream) -> str:
    # None, whatever PyAV's types say, when FFmpeg knows no decoder for what the camera announces.
    name: str = getattr(stream.codec_context, "name", "")
    if name not in CODECS:
        raise KnownError("camera.unsupported_codec")
    return name
