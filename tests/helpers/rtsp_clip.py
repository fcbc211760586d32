"""Tiny H.264 clips for tests, with the number of each picture drawn in as bright and dark blocks."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

FPS = 15
_BITS = 8
_DARK, _BRIGHT = 40, 210


@cache
def clip(
    width: int = 320,
    height: int = 192,
    pictures: int = 60,
    key_every: int = 15,
    codec: str = "libx264",
    slices: int = 1,
) -> tuple[bytes, ...]:
    """The access units of a clip whose pictures are numbered from 0 and all differ."""
    encoder = av.CodecContext.create(codec, "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = width, height, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, FPS), Fraction(FPS)
    if codec == "libx264":
        extra = f"repeat-headers=1:scenecut=0:sliced-threads=0:slices={slices}"
        encoder.options = {"preset": "ultrafast", "bf": "0", "g": str(key_every), "x264-params": extra}
    else:
        extra = (
            f"repeat-headers=1:scenecut=0:keyint={key_every}:min-keyint={key_every}:bframes=0:log-level=none:pools=1"
        )
        encoder.options = {"preset": "ultrafast", "x265-params": extra}
    units: list[bytes] = []
    for number in range(pictures):
        frame = av.VideoFrame.from_ndarray(numbered(width, height, number), format="rgb24").reformat(format="yuv420p")
        frame.pts = number
        units += [bytes(packet) for packet in encoder.encode(frame)]
    return tuple(units + [bytes(packet) for packet in encoder.encode(None)])


def number_in(view: memoryview, width: int, height: int, pitch: int) -> int:
    """The number drawn into a picture of 32 bits a pixel, at whatever size it is shown."""
    number = 0
    for bit in range(_BITS):
        x = int((bit + 0.5) * width / _BITS)
        y = height // 4
        number |= (view[y * pitch + x * 4 + 1] > (_DARK + _BRIGHT) // 2) << bit
    return number


def numbered(width: int, height: int, number: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Blocks in the upper half tell the number; the lower half is a grey that only grows."""
    picture = np.full((height, width, 3), _DARK, np.uint8)
    for bit in range(_BITS):
        if number >> bit & 1:
            picture[: height // 2, bit * width // _BITS : (bit + 1) * width // _BITS] = _BRIGHT
    picture[height // 2 :] = 60 + number % 120
    return picture
