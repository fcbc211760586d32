"""Single pictures out of compressed groups: exactly the one asked for, forwards without decoding anything twice."""

from __future__ import annotations

from contextlib import suppress

import av
from av.error import FFmpegError
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame

from console.media.worker.decoding import new_decoder, seen_size
from console.media.worker.picture_group import PictureGroup

_KEPT_BYTES = 32 * 1024 * 1024
_KEPT_FRAMES = 12


class ReplayDecoder:
    """Keeps the last few decoded pictures, so that stepping back mostly costs nothing. One thread."""

    def __init__(self) -> None:
        self._group: PictureGroup | None = None
        self._codec: VideoCodecContext | None = None
        self._kept: dict[int, VideoFrame] = {}
        self._given: set[int] = set()
        """Numbers of the pictures that the decoder has handed out."""
        self._fed = 0
        self._drained = False

    def frame(self, group: PictureGroup, index: int) -> VideoFrame | None:
        """The picture of that number in order of decoding; None when it cannot be decoded."""
        gone = index in self._given and index not in self._kept
        if group is not self._group or gone or (self._drained and index >= self._fed):
            self._begin(group)
        while index not in self._kept:
            if self._fed < len(group):
                packet: av.Packet[Stream] = av.Packet(group.data(self._fed))
                # Decoders hand this through whatever the order in which they give the pictures out.
                packet.pts = self._fed
                self._fed += 1
                self._decode(packet)
            elif not self._drained:
                self._drained = True
                self._decode(None)
            else:
                return None
        return self._kept[index]

    def shape(self, frame: VideoFrame) -> tuple[int, int]:
        """Width and height as it is meant to be seen."""
        return seen_size(self._codec, frame) if self._codec else (frame.width, frame.height)

    def _begin(self, group: PictureGroup) -> None:
        self._group, self._codec = group, new_decoder(group.codec)
        self._kept, self._given = {}, set()
        self._fed, self._drained = 0, False

    def _decode(self, packet: av.Packet[Stream] | None) -> None:
        assert self._codec is not None  # noqa: S101  begun before
        # A damaged picture is left out, as a player would.
        with suppress(FFmpegError):
            for frame in self._codec.decode(packet):
                if frame.pts is not None:
                    self._keep(frame.pts, frame)

    def _keep(self, index: int, frame: VideoFrame) -> None:
        self._kept[index] = frame
        self._given.add(index)
        most = max(2, min(_KEPT_FRAMES, _KEPT_BYTES // (frame.width * frame.height * 3 // 2)))
        while len(self._kept) > most:
            del self._kept[next(iter(self._kept))]
