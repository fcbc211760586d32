"""Web Mercator, as map files have it: the whole world is a square from 0 to 1, x to the east, y to the south."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from console.domain.whereabouts import Position

WorldPoint = tuple[float, float]
TILE_PX = 256
"""The world at zoom 0."""
LEAST_ZOOM, MOST_ZOOM = 4.0, 20.0
_EQUATOR_M = 40_075_016.686


def to_world(position: Position) -> WorldPoint:
    slope = math.asinh(math.tan(math.radians(position.latitude)))
    return position.longitude / 360 + 0.5, 0.5 - slope / (2 * math.pi)


def to_position(point: WorldPoint) -> Position:
    slope = math.pi * (1 - 2 * point[1])
    return Position(math.degrees(math.atan(math.sinh(slope))), (point[0] - 0.5) * 360)


@dataclass(frozen=True)
class Viewport:
    """What a window of so many pixels shows, north up; ``x`` and ``y`` are the world's point in its middle."""

    x: float
    y: float
    zoom: float
    width_px: int
    height_px: int

    @property
    def world_px(self) -> float:
        """Pixels of the whole world at this zoom."""
        return TILE_PX * math.pow(2.0, self.zoom)

    @property
    def metres_per_px(self) -> float:
        """In the middle; within a city it is the same everywhere."""
        latitude = to_position((self.x, self.y)).latitude
        return _EQUATOR_M * math.cos(math.radians(latitude)) / self.world_px

    def screen(self, point: WorldPoint) -> tuple[float, float]:
        """In pixels from the upper left corner."""
        return (
            (point[0] - self.x) * self.world_px + self.width_px / 2,
            (point[1] - self.y) * self.world_px + self.height_px / 2,
        )

    def world(self, x_px: float, y_px: float) -> WorldPoint:
        return (
            self.x + (x_px - self.width_px / 2) / self.world_px,
            self.y + (y_px - self.height_px / 2) / self.world_px,
        )

    def panned(self, right_px: float, down_px: float) -> Viewport:
        """The middle moves so far; never out of the world."""
        x, y = self.x + right_px / self.world_px, self.y + down_px / self.world_px
        return replace(self, x=min(1.0, max(0.0, x)), y=min(1.0, max(0.0, y)))

    def zoomed(self, steps: float, x_px: float, y_px: float) -> Viewport:
        """By so many doublings; the point under these pixels stays under them."""
        there = self.world(x_px, y_px)
        zoomed = replace(self, zoom=min(MOST_ZOOM, max(LEAST_ZOOM, self.zoom + steps)))
        x, y = zoomed.screen(there)
        return zoomed.panned(x - x_px, y - y_px)

    def resized(self, width_px: int, height_px: int) -> Viewport:
        return replace(self, width_px=width_px, height_px=height_px)

    def centred(self, point: WorldPoint) -> Viewport:
        return replace(self, x=point[0], y=point[1])

    def fitted(self, low: WorldPoint, high: WorldPoint, share: float = 0.85) -> Viewport:
        """Shows the box from ``low`` to ``high`` in that share of the window, at a whole or half zoom."""
        wide = max(1e-7, (high[0] - low[0]) / (self.width_px * share), (high[1] - low[1]) / (self.height_px * share))
        zoom = math.floor(2 * math.log2(1 / (wide * TILE_PX))) / 2 if wide * TILE_PX < 1 else LEAST_ZOOM
        return replace(
            self,
            x=(low[0] + high[0]) / 2,
            y=(low[1] + high[1]) / 2,
            zoom=min(MOST_ZOOM - 2, max(LEAST_ZOOM, zoom)),
        )


def scale_length(metres_per_px: float, most_px: float) -> float:
    """The longest round length in metres (1, 2 or 5 times a power of ten) that fits into so many pixels."""
    most_m = metres_per_px * most_px
    power = 10.0 ** math.floor(math.log10(most_m))
    return next(step * power for step in (5.0, 2.0, 1.0) if step * power <= most_m)
