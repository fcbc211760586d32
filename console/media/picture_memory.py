"""A surface's pictures in memory shared by worker and console: one header page, then three picture buffers.

The memory is a sealed memfd: nothing is left behind when either side is killed, the reader keeps the last picture
when the writer is gone, and the file cannot be cut short under the reader's map.
"""

from __future__ import annotations

import ctypes
import fcntl
import mmap
import os
import time
from dataclasses import dataclass

from console.base.clock import Clock
from console.base.errors import BugError
from console.domain.feed_state import SignsOfLife
from console.domain.picture_interval import PictureInterval

MAGIC = 0x31_41_44_4E_4F_52  # "RONDA1"
PITCH_STEP_BYTES = 64
SPARE_LINES = 32
"""libVLC writes past the last line without them."""
LONGEST_SIDE_PX = 8192

_HEADER_BYTES = 4096
_BUFFERS = 3
_STANDS_NS = 1_500_000_000
_SETTLE_NS = 500_000_000
"""What a new player draws so soon after its first picture may still be what the one before it showed."""
_SEALS = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
_MAGIC, _WIDTH, _HEIGHT, _PITCH, _SEQUENCE, _PACKET_NS, _PICTURE_NS, _FRAMES_IN, _SHOWN, _DROPPED, _FIRST_NS = range(11)
_DECODED_NS, _INTERVAL_NS = 11, 12
_WORDS = 13


@dataclass(frozen=True)
class PictureFormat:
    """Size of a picture of 32 bits a pixel (B, G, R, unused)."""

    width_px: int
    height_px: int

    @property
    def pitch_bytes(self) -> int:
        return -(-self.width_px * 4 // PITCH_STEP_BYTES) * PITCH_STEP_BYTES

    @property
    def picture_bytes(self) -> int:
        return self.pitch_bytes * self.height_px

    @property
    def buffer_bytes(self) -> int:
        """One buffer with its spare lines, in whole pages so that every buffer begins on one."""
        whole = self.pitch_bytes * (self.height_px + SPARE_LINES)
        return -(-whole // mmap.PAGESIZE) * mmap.PAGESIZE

    @property
    def total_bytes(self) -> int:
        return _HEADER_BYTES + _BUFFERS * self.buffer_bytes

    def offset_of(self, sequence: int) -> int:
        return _HEADER_BYTES + sequence % _BUFFERS * self.buffer_bytes


@dataclass(frozen=True)
class Picture:
    """One published picture; the view stays mapped as long as it is referred to, but see ``still_valid``."""

    view: memoryview
    width_px: int
    height_px: int
    pitch_bytes: int
    sequence: int


@dataclass(frozen=True)
class SurfaceCounts:
    """What has happened on a surface since its memory was made; times are of CLOCK_MONOTONIC, 0 for never."""

    frames_in: int
    frames_shown: int
    frames_dropped: int
    last_packet_ns: int
    last_picture_ns: int
    first_picture_ns: int


class SurfaceWriter:
    """The worker's side. ``next_buffer`` and ``publish`` on one thread; ``note_packet`` on another one."""

    def __init__(self, picture_format: PictureFormat) -> None:
        self.format = picture_format
        self.fd = os.memfd_create("ronda-surface", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(self.fd, picture_format.total_bytes)
        fcntl.fcntl(self.fd, fcntl.F_ADD_SEALS, _SEALS)
        self._map = mmap.mmap(self.fd, picture_format.total_bytes)
        self._anchor = ctypes.c_char.from_buffer(self._map)
        self._address = ctypes.addressof(self._anchor)
        self._words = memoryview(self._map)[: _WORDS * 8].cast("Q")
        self._interval = PictureInterval()
        self._inherited_ns = 0
        self._words[_WIDTH] = picture_format.width_px
        self._words[_HEIGHT] = picture_format.height_px
        self._words[_PITCH] = picture_format.pitch_bytes
        self._words[_MAGIC] = MAGIC

    def next_buffer(self) -> int:
        """Address of the buffer to draw in: the one that no reader was told of for the longest."""
        return self._address + self.format.offset_of(self._words[_SEQUENCE] + 1)

    def published_buffer(self) -> int:
        """Address of the newest published picture."""
        return self._address + self.format.offset_of(self._words[_SEQUENCE])

    def publish(self) -> int:
        """Makes what was drawn in ``next_buffer`` the newest picture; returns its number, from 1."""
        now_ns = time.monotonic_ns()
        words = self._words
        if not words[_FIRST_NS]:
            words[_FIRST_NS] = now_ns
        settles = self._inherited_ns and now_ns - words[_FIRST_NS] < _SETTLE_NS
        words[_PICTURE_NS] = self._inherited_ns if settles else now_ns
        words[_DECODED_NS] = now_ns
        words[_SHOWN] += 1
        words[_SEQUENCE] += 1
        return words[_SEQUENCE]

    def note_packet(self, arrival_ns: int, *, dropped: bool) -> None:
        """One access unit came from the camera; ``dropped`` when it was not given to the player."""
        self._words[_PACKET_NS] = arrival_ns
        self._words[_INTERVAL_NS] = self._interval.note(arrival_ns)
        self._words[_FRAMES_IN] += 1
        if dropped:
            self._words[_DROPPED] += 1

    def note_backlog(self, arrival_ns: int) -> None:
        """What will be drawn first came from the camera at that time."""
        self._words[_PACKET_NS] = arrival_ns

    def inherit(self, before: SurfaceWriter) -> None:
        """Takes the place of another one for the same feed: a picture that stood there is no new one here."""
        self._interval = before._interval.copy()
        picture_ns = before._words[_PICTURE_NS]
        if time.monotonic_ns() - picture_ns > _STANDS_NS:
            self._inherited_ns = picture_ns

    def note_decoded(self, now_ns: int) -> None:
        """The decoder has given a picture of late, though perhaps one that shows the same."""
        self._words[_DECODED_NS] = now_ns

    def signs(self, now_s: float) -> SignsOfLife:
        """What the console sees too."""
        return _signs(self._words, now_s)

    def close(self) -> None:
        """Unmaps, on the worker's side; only once no player draws in it any more."""
        if self.fd < 0:
            return
        os.close(self.fd)
        self.fd = -1
        self._words.release()
        del self._anchor
        self._map.close()


class SurfaceReader:
    """The console's side; reads only, any thread. The memory stays readable after the worker's death."""

    def __init__(self, fd: int) -> None:
        """Maps and leaves ``fd`` open. Raises BugError when it is no sealed surface."""
        try:
            if fcntl.fcntl(fd, fcntl.F_GET_SEALS) & _SEALS != _SEALS:
                raise BugError("a surface that its writer could cut short")
            size_bytes = os.fstat(fd).st_size
            self._map = mmap.mmap(fd, size_bytes, prot=mmap.PROT_READ)
        except (OSError, ValueError) as error:
            raise BugError("a surface that cannot be mapped") from error
        if size_bytes < _HEADER_BYTES:
            raise BugError("a surface without a header")
        self._words = memoryview(self._map)[: _WORDS * 8].cast("Q")
        width_px, height_px = self._words[_WIDTH], self._words[_HEIGHT]
        self.format = PictureFormat(width_px, height_px)
        if not (0 < width_px <= LONGEST_SIDE_PX and 0 < height_px <= LONGEST_SIDE_PX) or self._words[_MAGIC] != MAGIC:
            raise BugError("a surface with an impossible header")
        if self.format.total_bytes != size_bytes or self._words[_PITCH] != self.format.pitch_bytes:
            raise BugError("a surface of the wrong size")

    def sequence(self) -> int:
        """Number of the newest picture; 0 before the first. Cheap enough for every repaint."""
        return self._words[_SEQUENCE]

    def latest(self) -> Picture | None:
        """The newest picture, without copying; None before the first."""
        sequence = self._words[_SEQUENCE]
        if not sequence:
            return None
        shown = self.format
        start = shown.offset_of(sequence)
        view = memoryview(self._map)[start : start + shown.picture_bytes]
        return Picture(view, shown.width_px, shown.height_px, shown.pitch_bytes, sequence)

    def still_valid(self, sequence: int) -> bool:
        """False once the writer may have begun to draw over picture ``sequence``: paint again then."""
        return self._words[_SEQUENCE] < sequence + _BUFFERS - 1

    def age_s(self, clock: Clock) -> float | None:
        """Seconds since the last new picture, None before the first; grows whether or not a worker lives."""
        return self.signs(clock).picture_s

    def signs(self, clock: Clock) -> SignsOfLife:
        """How long ago the camera gave each sign of life; grows whether or not a worker lives."""
        return _signs(self._words, clock.monotonic_s())

    def counts(self) -> SurfaceCounts:
        words = self._words
        return SurfaceCounts(
            words[_FRAMES_IN],
            words[_SHOWN],
            words[_DROPPED],
            words[_PACKET_NS],
            words[_PICTURE_NS],
            words[_FIRST_NS],
        )


def _signs(words: memoryview, now_s: float) -> SignsOfLife:
    def age_s(at_ns: int) -> float | None:
        return max(0.0, now_s - at_ns / 1e9) if at_ns else None

    picture_ns, packet_ns = words[_PICTURE_NS], words[_PACKET_NS]
    return SignsOfLife(
        # No picture is younger than what the camera sent last, whenever it was drawn.
        picture_s=age_s(min(picture_ns, packet_ns or picture_ns)),
        packet_s=age_s(packet_ns),
        decoded_s=age_s(words[_DECODED_NS]),
        interval_s=words[_INTERVAL_NS] / 1e9 or None,
    )
