"""The size at which a stream's pictures are meant to be seen, found by decoding one key picture."""

from __future__ import annotations

import av
import av.error
from av.video.codeccontext import VideoCodecContext


def shown_size(codec: str, key_unit: bytes) -> tuple[int, int] | None:
    """Width and height with cropping and pixel shape applied; None when the picture cannot be decoded.

    libVLC's memory output tells the coded size (640x368 for 640x360), which would draw the picture out of shape.
    """
    decoder = av.CodecContext.create(codec, "r")
    assert isinstance(decoder, VideoCodecContext)  # noqa: S101  both codecs are video
    decoder.thread_count = 1
    try:
        frames = [*decoder.decode(av.Packet(key_unit)), *decoder.decode(None)]
    except av.error.FFmpegError:
        return None
    if not frames:
        return None
    shape = decoder.sample_aspect_ratio
    width_px = frames[0].width * float(shape) if shape else frames[0].width
    return max(1, round(width_px)), frames[0].height
