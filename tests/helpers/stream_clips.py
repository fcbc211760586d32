"""Clips of numbered, banded pictures in every codec and shape that cameras send."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext

from tests.helpers.banded_pictures import Array, banded

_COMMON = "repeat-headers=1:scenecut=0"
_PIXELS = {"libx264": "yuv420p", "libx265": "yuv420p", "mjpeg": "yuvj420p"}


@dataclass(frozen=True)
class Recipe:
    """How a clip is encoded."""

    encoder: str = "libx264"
    width: int = 320
    height: int = 192
    pictures: int = 60
    key_every: int = 15
    bframes: int = 0
    slices: int = 1
    profile: str = ""
    open_groups: bool = False
    """Pictures before a key picture may need it: only the first key picture begins everything anew."""
    preset: str = "ultrafast"
    noise: int = 12
    """Grey levels of noise: makes pictures as large as those of a real street."""


@dataclass(frozen=True)
class Coded:
    """One picture, coded; in order of decoding. ``shown_at`` is its place in the order of showing, and its number."""

    data: bytes
    shown_at: int
    is_key: bool = field(default=False)


@cache
def coded(recipe: Recipe) -> tuple[Coded, ...]:
    """The clip of a recipe; it can be looped, for no picture needs one of another round."""
    encoder = av.CodecContext.create(recipe.encoder, "w")
    assert isinstance(encoder, VideoCodecContext)
    encoder.width, encoder.height, encoder.pix_fmt = recipe.width, recipe.height, _PIXELS[recipe.encoder]
    encoder.time_base, encoder.framerate = Fraction(1, 15), Fraction(15)
    # With more threads a JPEG has restart marks, which RTP would have to announce.
    encoder.thread_count = 1
    encoder.options = _options(recipe)
    found: list[Coded] = []
    for number in range(recipe.pictures):
        picture = av.VideoFrame.from_ndarray(_drawn(recipe, number), format="rgb24")
        frame = picture.reformat(format=_PIXELS[recipe.encoder])
        frame.pts = number
        found += [Coded(bytes(packet), packet.pts or 0, packet.is_keyframe) for packet in encoder.encode(frame)]
    found += [Coded(bytes(packet), packet.pts or 0, packet.is_keyframe) for packet in encoder.encode(None)]
    return tuple(found)


def _drawn(recipe: Recipe, number: int) -> Array:
    picture = banded(recipe.width, recipe.height, number)
    if not recipe.noise:
        return picture
    shape = (recipe.height, recipe.width, 1)
    noise = np.random.default_rng(number).integers(-recipe.noise, recipe.noise, shape, np.int16)
    noisy: Array = (picture + noise).astype(np.uint8)
    return noisy


def _options(recipe: Recipe) -> dict[str, str]:
    if recipe.encoder == "mjpeg":
        # RFC 2435 knows no Huffman tables but those of the JPEG standard.
        return {"huffman": "default", "qmin": "4", "qmax": "4"}
    keys = f"keyint={recipe.key_every}:min-keyint={recipe.key_every}:bframes={recipe.bframes}:{_COMMON}"
    if recipe.encoder == "libx265":
        return {
            "preset": recipe.preset,
            "x265-params": f"{keys}:slices={recipe.slices}:open-gop={recipe.open_groups:d}:log-level=none:pools=1",
        }
    profile = {"profile": recipe.profile} if recipe.profile else {}
    extra = f"{keys}:sliced-threads=0:slices={recipe.slices}:b-adapt=0:open-gop={recipe.open_groups:d}:threads=1"
    return {"preset": recipe.preset, **profile, "x264-params": extra}
