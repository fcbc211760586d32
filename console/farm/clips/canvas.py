"""Draws filled shapes into a numpy picture; coordinates are in picture heights, so one drawing fits every size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]
Point = tuple[float, float]


class Canvas:
    """A picture being drawn, twice as large as wanted so that halving it smooths the edges."""

    def __init__(self, width: int, height: int, *, with_alpha: bool = False) -> None:
        self._scale = height * 2
        self.aspect = width / height
        self.pixels = np.zeros((height * 2, width * 2, 4 if with_alpha else 3), np.uint8)

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        """Fills the polygon with corners ``points``, each (right, down) in picture heights."""
        corners = np.asarray(points, np.float64) * self._scale
        height, width = self.pixels.shape[:2]
        left, top = np.maximum(np.floor(corners.min(0)), 0).astype(int)
        right, bottom = np.minimum(np.ceil(corners.max(0)), (width, height)).astype(int)
        if left >= right or top >= bottom:
            return
        xs = np.arange(left, right) + 0.5
        ys = (np.arange(top, bottom) + 0.5)[:, None]
        inside = np.zeros((bottom - top, right - left), bool)
        for (x1, y1), (x2, y2) in zip(corners, np.roll(corners, -1, 0), strict=True):
            if y1 != y2:
                crossing_x = x1 + (ys - y1) * (x2 - x1) / (y2 - y1)
                inside ^= ((y1 <= ys) != (y2 <= ys)) & (xs < crossing_x)
        self._fill(top, bottom, left, right, inside, colour)

    def rect(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], colour)

    def ellipse(self, centre: Point, radius_x: float, radius_y: float, colour: Colour) -> None:
        angles = np.linspace(0, 2 * np.pi, 28, endpoint=False)
        x, y = centre
        self.polygon([(x + radius_x * np.cos(a), y + radius_y * np.sin(a)) for a in angles], colour)

    def line(self, start: Point, end: Point, thickness: float, colour: Colour) -> None:
        direction = np.subtract(end, start)
        length = float(np.hypot(*direction)) or 1.0
        aside = np.array([-direction[1], direction[0]]) / length * thickness / 2
        corners = [np.add(start, aside), np.add(end, aside), np.subtract(end, aside), np.subtract(start, aside)]
        self.polygon([(float(x), float(y)) for x, y in corners], colour)

    def gradient(self, top: float, bottom: float, upper: Colour, lower: Colour) -> None:
        """Fills the full width from ``top`` to ``bottom``, shading from ``upper`` to ``lower``."""
        first, last = max(0, round(top * self._scale)), max(0, round(bottom * self._scale))
        part = self.pixels[first:last]
        shares = np.linspace(0, 1, max(len(part), 1))[: len(part), None, None]
        part[..., :3] = np.asarray(upper) * (1 - shares) + np.asarray(lower) * shares

    def finished(self) -> Picture:
        """The picture at the size wanted."""
        height, width, depth = self.pixels.shape
        blocks = self.pixels.reshape(height // 2, 2, width // 2, 2, depth).astype(np.uint16)
        halved: Picture = (blocks.sum((1, 3)) // 4).astype(np.uint8)
        return halved

    def _fill(self, top: int, bottom: int, left: int, right: int, inside: NDArray[np.bool_], colour: Colour) -> None:
        value = colour if self.pixels.shape[2] == len(colour) else (*colour, 255)
        self.pixels[top:bottom, left:right][inside] = value


def shaded(colour: Colour, factor: float) -> Colour:
    """``colour`` darker (factor below 1) or lighter."""
    red, green, blue = (min(255, max(0, round(part * factor))) for part in colour)
    return red, green, blue


def paste(picture: Picture, sprite: Picture, left: int, top: int) -> None:
    """Lays ``sprite`` (with alpha) over ``picture`` in place, cut off at the edges."""
    height, width = picture.shape[:2]
    x1, y1 = max(left, 0), max(top, 0)
    x2, y2 = min(left + sprite.shape[1], width), min(top + sprite.shape[0], height)
    if x1 >= x2 or y1 >= y2:
        return
    part = sprite[y1 - top : y2 - top, x1 - left : x2 - left].astype(np.uint16)
    alpha = part[..., 3:]
    under = picture[y1:y2, x1:x2].astype(np.uint16)
    # Averaging transparent black into an edge already weighs the sprite's colour by its alpha.
    picture[y1:y2, x1:x2] = np.minimum(part[..., :3] + under * (255 - alpha) // 255, 255)


def add_light(picture: Picture, glow: Picture, left: int, top: int) -> None:
    """Adds ``glow`` to ``picture`` in place, cut off at the edges and at white."""
    height, width = picture.shape[:2]
    x1, y1 = max(left, 0), max(top, 0)
    x2, y2 = min(left + glow.shape[1], width), min(top + glow.shape[0], height)
    if x1 >= x2 or y1 >= y2:
        return
    part = picture[y1:y2, x1:x2]
    part[:] = np.minimum(part.astype(np.uint16) + glow[y1 - top : y2 - top, x1 - left : x2 - left], 255)
