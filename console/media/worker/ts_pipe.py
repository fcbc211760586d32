"""The way from the packets to one libVLC player: an MPEG-TS muxer that writes into a pipe and never blocks."""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
from fractions import Fraction

import av
from av.container import OutputContainer

from console.media.worker.restamp import TICKS_A_SECOND
from console.media.worker.ring import RingUnit

PIPE_BYTES = 256 * 1024
"""A second or more of a small feed; 64 of them stay far below the 64 MiB of pipes that the kernel lets a user have."""

_PREROLL_STEP_TICKS = TICKS_A_SECOND // 1000
_MUXER_OPTIONS = {
    # A known PES length lets libVLC show a picture without waiting for the next one.
    "omit_video_pes_length": "0",
    "flush_packets": "1",
    "mpegts_copyts": "1",
    "mpegts_flags": "+resend_headers",
    "pes_payload_size": "0",
}
_TIME_BASE = Fraction(1, TICKS_A_SECOND)


class TsPipe:
    """One player's input. Made and closed on the command thread; ``preroll`` and ``offer`` under the feed's lock."""

    def __init__(self, codec: str, pipe_bytes: int = PIPE_BYTES) -> None:
        self.read_fd, self._write_fd = os.pipe2(os.O_CLOEXEC)
        os.set_blocking(self._write_fd, False)
        # Over the kernel's soft limit of a user's pipes it is refused: a small pipe drops more, but it works.
        with contextlib.suppress(PermissionError):
            fcntl.fcntl(self._write_fd, fcntl.F_SETPIPE_SZ, pipe_bytes)
        self._codec = codec
        self._collected = io.BytesIO()
        self._rest = b""
        self._waits_for_key = True
        self._last_ticks = -1
        self._muxer: OutputContainer | None = None
        self.dropped = 0

    @property
    def address(self) -> str:
        """What libVLC opens: as ``stream`` it does not believe that it could slow the source down."""
        return f"stream:///dev/fd/{self.read_fd}"

    def preroll(self, group: list[RingUnit]) -> None:
        """The group of pictures that is going on, with times squeezed into an instant: only its last one is looked at."""
        for index, unit in enumerate(group):
            ticks = group[-1].dts_ticks - (len(group) - 1 - index) * _PREROLL_STEP_TICKS
            self.offer(RingUnit(unit.unit, ticks, ticks))

    def offer(self, unit: RingUnit) -> bool:
        """Muxes and writes; False when it was dropped because the player does not keep up (until the next key picture)."""
        if self._waits_for_key and not unit.is_key:
            return False
        if not self._flush_rest():
            self._waits_for_key = True
            self.dropped += 1
            return False
        self._waits_for_key = False
        self._rest = self._muxed(unit)
        self._flush_rest()
        return True

    def close(self) -> None:
        """Ends the player's input."""
        if self._muxer is not None:
            self._muxer.close()
            self._muxer = None
        for fd in (self._write_fd, self.read_fd):
            if fd >= 0:
                os.close(fd)
        self._write_fd = self.read_fd = -1

    def _muxed(self, unit: RingUnit) -> bytes:
        if self._muxer is None:
            self._muxer = av.open(self._collected, "w", format="mpegts", options=_MUXER_OPTIONS)
            self._muxer.add_mux_stream(self._codec)
        packet = av.Packet(unit.unit.data)
        # The muxer refuses times that do not grow, and one player must never end the whole feed.
        self._last_ticks = dts_ticks = max(unit.dts_ticks, self._last_ticks + 1)
        packet.dts, packet.pts, packet.time_base = dts_ticks, max(unit.pts_ticks, dts_ticks), _TIME_BASE
        packet.is_keyframe = unit.is_key
        packet.stream = self._muxer.streams[0]
        self._muxer.mux_one(packet)
        data = self._collected.getvalue()
        self._collected.seek(0)
        self._collected.truncate()
        return data

    def _flush_rest(self) -> bool:
        while self._rest:
            try:
                written = os.write(self._write_fd, self._rest)
            except BlockingIOError:
                return False
            self._rest = self._rest[written:]
        return True
