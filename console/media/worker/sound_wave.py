"""Sound of any codec as samples of one kind: 48 kHz, one channel, 16 bits; as loud as wanted."""

from __future__ import annotations

import sys
from array import array

from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.error import FFmpegError
from av.packet import Packet

RATE_HZ = 48_000
BYTES_A_SECOND = RATE_HZ * 2
_LOUDEST = 1 << 15
_SCALE = 1 << 12


class SoundWave:
    """One stream's decoder; ``AudioStream`` gives its own, so one stream has one of these. One thread."""

    def __init__(self, stream: AudioStream) -> None:
        self._decoder = stream.codec_context
        self._resampler = AudioResampler("s16", "mono", RATE_HZ)

    def samples(self, packet: Packet[AudioStream], volume_percent: int) -> bytes:
        """Little endian; empty for a packet that cannot be decoded, which is a click in the sound and no more."""
        try:
            frames = self._decoder.decode(packet)
            pieces = [piece for frame in frames for piece in self._resampler.resample(frame)]
        except (FFmpegError, ValueError):
            return b""
        # A plane is padded to the alignment of the processor.
        return _louder(b"".join(bytes(piece.planes[0])[: piece.samples * 2] for piece in pieces), volume_percent)


def _louder(samples: bytes, volume_percent: int) -> bytes:
    """Cubic, as ears hear: half the number is half as loud. Never beyond the camera's own loudness."""
    if volume_percent >= 100:  # noqa: PLR2004  percent
        return samples
    gain = round(_SCALE * (max(0, volume_percent) / 100) ** 3)
    scaled = array("h", samples)
    if sys.byteorder == "big":
        scaled.byteswap()
    return array("h", (sample * gain // _SCALE for sample in scaled)).tobytes()
