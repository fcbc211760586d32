"""What one viewer still has to get: frames in order, bounded, whole from a key picture on after one who is slow."""

from __future__ import annotations

import asyncio
from collections import deque

from console.domain.live_frame import LiveFrame, LiveFrameKind

_MOST_BYTES = 4 * 1024 * 1024
_OF_PICTURES = frozenset({LiveFrameKind.KEY, LiveFrameKind.PICTURE})


class Viewer:
    """Only the event loop touches it."""

    def __init__(self, session_id: str) -> None:
        self.session_id = session_id
        self._frames: deque[LiveFrame] = deque()
        self._bytes = 0
        self._waits_for_key = False
        self._mask = ""
        self._news = asyncio.Event()
        self.ended = ""
        """Why; empty while it goes on."""

    @property
    def is_done(self) -> bool:
        """The last word was taken too."""
        return bool(self.ended) and not self._frames

    def offer(self, frame: LiveFrame) -> None:
        if self.ended:
            return
        if frame.kind is LiveFrameKind.KEY:
            self._waits_for_key = False
        elif frame.kind is LiveFrameKind.PICTURE and self._waits_for_key:
            return
        if self._bytes + len(frame.payload) > _MOST_BYTES and frame.kind in _OF_PICTURES:
            # What waits is old by now; the newest is what a live picture is for.
            self._drop_pictures()
            self._waits_for_key = frame.kind is not LiveFrameKind.KEY
            if self._waits_for_key:
                return
        self._frames.append(frame)
        self._bytes += len(frame.payload)
        self._news.set()

    def cover(self, polygons: str) -> None:
        """The mask from now on, told ahead of every picture that waits; the same again is told once."""
        if self.ended or polygons == self._mask:
            return
        self._mask = polygons
        pictures = (frame for frame in self._frames if frame.kind is not LiveFrameKind.MASK)
        self._frames = deque([LiveFrame(LiveFrameKind.MASK, polygons.encode()), *pictures])
        self._news.set()

    def end(self, code: str) -> None:
        """The last word; what was not sent yet is dropped."""
        if self.ended:
            return
        self._frames.clear()
        self._frames.append(LiveFrame(LiveFrameKind.END, code.encode()))
        self.ended = code
        self._news.set()

    async def next_frames(self, timeout_s: float) -> bytes:
        """What has come in; a beat when nothing has for ``timeout_s``."""
        try:
            # ``wait_for`` may swallow a cancellation that comes with a frame (CPython 3.11), and then nobody would ever leave.
            async with asyncio.timeout(timeout_s):
                await self._news.wait()
        except TimeoutError:
            return LiveFrame(LiveFrameKind.BEAT).packed()
        self._news.clear()
        waiting = b"".join(frame.packed() for frame in self._frames)
        self._frames.clear()
        self._bytes = 0
        return waiting

    def _drop_pictures(self) -> None:
        self._frames = deque(frame for frame in self._frames if frame.kind not in _OF_PICTURES)
        self._bytes = sum(len(frame.payload) for frame in self._frames)
