"""A camera on a pole: turns places in metres into points of the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from console.farm.clips.canvas import Canvas, Colour, Point

_FOCAL = 0.9
_NEAREST_M = 3.0


@dataclass(frozen=True)
class View:
    """Where the camera hangs and looks; x to the right, y up, z away from it, all in metres."""

    height_m: float
    horizon: float
    """How far down the picture the horizon lies, in picture heights."""
    vanishing_x: float
    """Where roads end, in picture heights from the left."""

    def point(self, x_m: float, y_m: float, z_m: float) -> Point:
        away_m = max(z_m, _NEAREST_M)
        return (
            self.vanishing_x + _FOCAL * x_m / away_m,
            self.horizon + _FOCAL * (self.height_m - y_m) / away_m,
        )

    def size(self, metres: float, z_m: float) -> float:
        """How large something is at a distance, in picture heights."""
        return _FOCAL * metres / max(z_m, _NEAREST_M)

    def ground(self, canvas: Canvas, corners_m: Sequence[tuple[float, float]], colour: Colour) -> None:
        """Fills a polygon that lies on the ground, corners as (x, z)."""
        canvas.polygon([self.point(x, 0, z) for x, z in corners_m], colour)

    def strip(self, canvas: Canvas, left_m: float, right_m: float, near_m: float, far_m: float, colour: Colour) -> None:
        """Fills a rectangle on the ground."""
        self.ground(canvas, [(left_m, near_m), (right_m, near_m), (right_m, far_m), (left_m, far_m)], colour)

    def side_wall(
        self, canvas: Canvas, x_m: float, near_m: float, far_m: float, low_m: float, high_m: float, colour: Colour
    ) -> None:
        """Fills an upright rectangle that runs away from the camera."""
        corners = [(low_m, near_m), (high_m, near_m), (high_m, far_m), (low_m, far_m)]
        canvas.polygon([self.point(x_m, y, z) for y, z in corners], colour)

    def front_wall(
        self, canvas: Canvas, left_m: float, right_m: float, z_m: float, low_m: float, high_m: float, colour: Colour
    ) -> None:
        """Fills an upright rectangle that faces the camera."""
        left, top = self.point(left_m, high_m, z_m)
        right, bottom = self.point(right_m, low_m, z_m)
        canvas.rect(left, top, right, bottom, colour)
