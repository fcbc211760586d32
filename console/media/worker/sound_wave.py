"""Sound of any codec as samples of one kind: 48 kHz, one channel, 16 bits; as loud as wanted."""

from __future__ import annotations

import sys
from array import array
from itertools import pairwise
from typing import cast

from av.audio.codeccontext import AudioCodecContext
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.codec.context import CodecContext
from av.error import FFmpegError
from av.packet import Packet

RATE_HZ = 48_000
BYTES_A_SECOND = RATE_HZ * 2
_MPEG_AUDIO = frozenset({"mp1", "mp2", "mp3", "mp1float", "mp2float", "mp3float"})
"""In RTP it comes with a header before it, several frames a packet or parts of one."""
_SYNC, _SYNC_BITS, _SEARCHED_BYTES = 0xFF, 0xE0, 8
_LAYERS = {1: "mp3", 2: "mp2", 3: "mp1"}
_SCALE = 1 << 12


class SoundWave:
    """One stream's decoder. One thread."""

    def __init__(self, stream: AudioStream) -> None:
        self._decoder = stream.codec_context
        self._is_mpeg = self._decoder.name in _MPEG_AUDIO
        self._mpeg: AudioCodecContext | None = None
        self._resampler = AudioResampler("s16", "mono", RATE_HZ)

    def samples(self, packet: Packet[AudioStream], volume_percent: int) -> bytes:
        """Little endian; empty for a packet that cannot be decoded, which is a click in the sound and no more."""
        try:
            frames = self._mpeg_frames(bytes(packet)) if self._is_mpeg else self._decoder.decode(packet)
            pieces = [piece for frame in frames for piece in self._resampler.resample(frame)]
        except (FFmpegError, ValueError):
            return b""
        # A plane is padded to the alignment of the processor.
        return _louder(b"".join(bytes(piece.planes[0])[: piece.samples * 2] for piece in pieces), volume_percent)

    def _mpeg_frames(self, data: bytes) -> list[AudioFrame]:
        """The parser finds the frames, whatever stands between them."""
        if self._mpeg is None:
            name = _mpeg_layer(data)
            if not name:
                return []
            self._mpeg = cast("AudioCodecContext", CodecContext.create(name, "r"))
        return [frame for whole in self._mpeg.parse(data) for frame in self._mpeg.decode(whole)]


def _mpeg_layer(data: bytes) -> str:
    """The codec by the header of the first frame: RTP announces layers II and III with the same word."""
    for first, second in pairwise(data[:_SEARCHED_BYTES]):
        if first == _SYNC and second & _SYNC_BITS == _SYNC_BITS:
            return _LAYERS.get(second >> 1 & 3, "")
    return ""


def _louder(samples: bytes, volume_percent: int) -> bytes:
    """Cubic, as ears hear: half the number is half as loud. Never beyond the camera's own loudness."""
    if volume_percent >= 100:  # noqa: PLR2004  percent
        return samples
    gain = round(_SCALE * (max(0, volume_percent) / 100) ** 3)
    scaled = array("h", samples)
    if sys.byteorder == "big":
        scaled.byteswap()
    return array("h", (sample * gain // _SCALE for sample in scaled)).tobytes()
