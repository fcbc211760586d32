"""Light and weather over a drawn place: dusk, night with lamps, rain."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from console.farm.clips.backdrops.setting import Setting
from console.farm.clips.canvas import Colour, Picture, add_light, shaded

_TINTS = {"day": (1.0, 1.0, 1.0), "dusk": (0.92, 0.7, 0.56), "night": (0.2, 0.24, 0.33)}
_LAMP_STRENGTHS = {"dusk": 0.55, "night": 1.0}
_RAIN_TINT = (0.72, 0.78, 0.84)
_RAIN_FOG = (44, 48, 52)
_LAYERS = ((260, 0.05, 20), (140, 0.09, 34))
"""Rain near and far: streaks, their length in picture heights, their brightness."""


def tint(light: str, rain: bool) -> NDArray[np.float64]:
    """What the light does to each colour of a thing."""
    factors = np.asarray(_TINTS[light])
    return factors * np.asarray(_RAIN_TINT) if rain else factors


@cache
def glow(radius: int, colour: Colour) -> Picture:
    """A round light that fades to its edge."""
    offsets = np.linspace(-1, 1, max(3, 2 * radius))
    distance = np.hypot(offsets[:, None], offsets[None, :])
    strength = np.clip(1 - distance, 0, 1) ** 2
    shine: Picture = (strength[..., None] * np.asarray(colour)).astype(np.uint8)
    return shine


def lit_backdrop(backdrop: Picture, setting: Setting, light: str, rain: bool) -> Picture:
    """The still part of the scene as it looks in this light."""
    height = len(backdrop)
    picture: Picture = (backdrop * tint(light, rain)).astype(np.uint8)
    if rain:
        picture = np.minimum(picture.astype(np.uint16) + np.asarray(_RAIN_FOG, np.uint16), 255).astype(np.uint8)
    if light == "day":
        return picture
    for lamp in setting.lamps:
        for y_m, share in ((lamp.y_m, 0.35), (0.0, 1.0)):
            x, y = setting.view.point(lamp.x_m, y_m, lamp.z_m)
            radius = round(min(0.6, setting.view.size(lamp.radius_m, lamp.z_m)) * share * height)
            add_light(
                picture,
                glow(radius, shaded(lamp.colour, _LAMP_STRENGTHS[light])),
                round(x * height) - radius,
                round(y * height) - radius,
            )
    return picture


class Rain:
    """Falling streaks that come round without a seam after each loop."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        rng = np.random.default_rng(seed)
        self._layers = [self._layer(rng, width, height, *layer) for layer in _LAYERS]
        self._height = height

    def fall(self, picture: Picture, loop_share: float, seconds: float) -> None:
        """Adds the rain of this moment to ``picture`` in place."""
        for speed, layer in zip((1.1, 1.7), self._layers, strict=True):
            rounds = max(1, round(speed * seconds))
            shift = round(loop_share * rounds * self._height) % self._height
            add_light(picture[shift:], layer[: self._height - shift], 0, 0)
            if shift:
                add_light(picture[:shift], layer[self._height - shift :], 0, 0)

    @staticmethod
    def _layer(
        rng: np.random.Generator, width: int, height: int, count: int, length: float, brightness: int
    ) -> Picture:
        layer = np.zeros((height, width, 1), np.uint8)
        steps = np.arange(max(2, round(length * height)))
        tops, lefts = rng.integers(0, height, (count, 1)), rng.integers(0, width, (count, 1))
        layer[(tops + steps) % height, (lefts - steps // 7) % width] = brightness
        return layer
