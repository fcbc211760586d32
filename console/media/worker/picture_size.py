"""The size at which a stream's pictures are meant to be seen, found by decoding one key picture."""

from __future__ import annotations

import av
import av.error

from console.media.worker.decoding import new_decoder, seen_size


def shown_size(codec: str, key_unit: bytes) -> tuple[int, int] | None:
    """Width and height with cropping and pixel shape applied; None when the picture cannot be decoded.

    libVLC's memory output tells the coded size (640x368 for 640x360), which would draw the picture out of shape.
    """
    decoder = new_decoder(codec)
    try:
        frames = [*decoder.decode(av.Packet(key_unit)), *decoder.decode(None)]
    except av.error.FFmpegError:
        return None
    return seen_size(decoder, frames[0]) if frames else None
