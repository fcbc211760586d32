"""A player's input: libVLC's imem module asks for each picture, and gets it whole with the time at which to show it."""

from __future__ import annotations

import ctypes
import queue
import time
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_int64, c_size_t, c_uint, c_void_p
from typing import Any

from console.media.worker.leading import is_leading
from console.media.worker.ring import RingUnit
from console.media.worker.thread_state import keep_thread_state

_VLC_CODECS = {"h264": "h264", "hevc": "hevc", "mjpeg": "MJPG"}
_INHERENT_DELAY_US = 300_000
"""imem adds libVLC's default delay to every time; there is no option for it."""
_HEAD_START_US = 290_000
"""The first picture seems to have come so long ago: libVLC shows no second one before it has been given its delay's worth."""
_REST_OF_DELAY_US = 11_000
_NEVER_US = 20_000_000
"""libVLC decodes what is due in more than 9 s (DECODER_BOGUS_VIDEO_DELAY) and throws the picture away unseen."""
_MOST_WAITING = 600
_UNSEEN_NS = -1

_GetCallback = CFUNCTYPE(
    c_int,
    c_void_p,
    c_char_p,
    POINTER(c_int64),
    POINTER(c_int64),
    POINTER(c_uint),
    POINTER(c_size_t),
    POINTER(c_void_p),
)
# libVLC calls it with four arguments when it has copied a picture; a function that ignores them saves a call into Python.
_RELEASE = ctypes.cast(ctypes.CDLL(None).getppid, c_void_p).value


class Intake:
    """``begin`` and ``offer`` under the feed's lock; ``close`` once, before the player is stopped.

    Against MPEG-TS through a pipe this saves the muxing, the pipe, libVLC's prefetch thread, its TS demuxer and its packetizer,
    which holds every picture until the next one begins. libVLC's clock is told that each picture is of the moment when it
    asks, so it sees neither jitter nor drift: the time to show a picture is ours alone.
    """

    def __init__(self, codec: str) -> None:
        self._waiting: queue.SimpleQueue[tuple[bytes, int] | None] = queue.SimpleQueue()
        self._held = b""
        self._get = _GetCallback(self._give)
        self._codec = codec
        self._waits_for_key = True
        self._begun_with: RingUnit | None = None
        """The key picture, until one comes that is no leading picture of it."""
        self._closed = False
        self._begun_us = 0
        self._newest_to_come = False
        """Of a group that was going on: the next picture that is to be seen, after the first, ends libVLC's delay."""
        self.given = 0
        """Pictures that libVLC has taken."""

    @property
    def waiting(self) -> int:
        """Pictures that libVLC has not taken yet."""
        return self._waiting.qsize()

    @property
    def options(self) -> tuple[str, ...]:
        """What libVLC must be told to open ``imem://`` on this intake."""
        return (
            f":imem-get={ctypes.cast(self._get, c_void_p).value}",
            f":imem-release={_RELEASE}",
            ":imem-cat=2",
            f":imem-codec={_VLC_CODECS[self._codec]}",
            # Else libVLC believes that it could slow the camera down, and its delay only ever grows.
            ":clock-synchro=1",
        )

    def begin(self, group: list[RingUnit]) -> None:
        """The group of pictures that is going on, as fast as it can be decoded; of it only the newest is to be seen.

        The first one is drawn all the same: libVLC never throws its first picture away.
        """
        self._newest_to_come = len(group) > 1
        for place, unit in enumerate(group, start=1):
            self.offer(unit, _UNSEEN_NS if 1 < place < len(group) else unit.unit.arrival_ns)

    def offer(self, unit: RingUnit, due_ns: int) -> bool:
        """False when it was dropped because the player does not keep up (until the next key picture)."""
        if self._waits_for_key and not unit.is_key:
            return False
        if self.waiting > _MOST_WAITING:
            self._waits_for_key = True
            return False
        if self._waits_for_key:
            self._waits_for_key, self._begun_with = False, unit
        elif self._begun_with is not None:
            if is_leading(unit, self._begun_with):
                return True
            self._begun_with = None
        self._waiting.put((unit.unit.data, due_ns))
        return True

    def drop_to_key(self) -> None:
        """Nothing more is taken until the next key picture: the player is too far behind."""
        self._waits_for_key = True

    def close(self) -> None:
        """Ends the player's input; libVLC can be stopped then."""
        self._closed = True
        self._waiting.put(None)

    def _give(self, _data: Any, _cookie: Any, dts: Any, pts: Any, _flags: Any, size: Any, buffer: Any) -> int:
        """On libVLC's input thread: waits for the next picture. Other than 0 ends the input."""
        keep_thread_state()
        picture = self._waiting.get()
        if picture is None or self._closed:
            return 1
        self._held, due_ns = picture
        now_us = time.monotonic_ns() // 1000
        dts[0] = self._seems_to_come_us(now_us, due_ns)
        pts[0] = (now_us + _NEVER_US if due_ns == _UNSEEN_NS else due_ns // 1000) - _INHERENT_DELAY_US
        size[0] = len(self._held)
        buffer[0] = ctypes.cast(c_char_p(self._held), c_void_p).value
        self.given += 1
        return 0

    def _seems_to_come_us(self, now_us: int, due_ns: int) -> int:
        """What libVLC's clock is told.

        All unseen pictures seem to come at once. FFmpeg counts such repeats as faults of this time; else the leap back from
        the unseen ones would be one fault more of the other, and it would go by this one for good: 300 ms late.
        """
        if self.given == 0:
            self._begun_us = now_us - _HEAD_START_US
        if due_ns == _UNSEEN_NS or self.given == 0:
            return self._begun_us
        if self._newest_to_come:
            self._newest_to_come = False
            return now_us + _REST_OF_DELAY_US
        return now_us
