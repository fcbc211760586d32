"""What a place is once drawn, and the pieces that places share: sky, houses, trees, poles."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from itertools import pairwise

from console.farm.clips.actors import Actor
from console.farm.clips.canvas import Canvas, Colour, shaded
from console.farm.clips.view import View

GRASS: Colour = (96, 122, 66)
ASPHALT: Colour = (98, 98, 100)
PAVING: Colour = (152, 144, 132)
LINE: Colour = (226, 224, 214)
WALLS: tuple[Colour, ...] = (
    (206, 196, 172), (176, 202, 190), (222, 186, 140), (190, 198, 212), (214, 170, 160), (232, 226, 206), (158, 186, 150),
)  # fmt: skip
ROOFS: tuple[Colour, ...] = ((150, 74, 50), (124, 62, 46), (108, 92, 84), (166, 92, 60))
_SKY_ABOVE: Colour = (148, 182, 214)
_SKY_BELOW: Colour = (222, 230, 230)


@dataclass(frozen=True)
class Lamp:
    """A light of the place, lit at night."""

    x_m: float
    y_m: float
    z_m: float
    radius_m: float = 5.0
    colour: Colour = (255, 196, 110)


@dataclass
class Setting:
    """A place: how it is seen, its lamps and its actors."""

    view: View
    lamps: list[Lamp] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    water_m: tuple[float, float] | None = None
    """Left and right edge of water that ripples, if there is any."""


def sky(canvas: Canvas, view: View, rng: random.Random, far: Colour = (120, 142, 128)) -> None:
    """The sky with a line of far trees and hills along the horizon."""
    canvas.gradient(0, view.horizon, _SKY_ABOVE, _SKY_BELOW)
    x = -0.1
    while x < canvas.aspect + 0.1:
        width, height = rng.uniform(0.08, 0.22), rng.uniform(0.015, 0.05)
        canvas.ellipse((x, view.horizon), width, height, shaded(far, rng.uniform(0.85, 1.1)))
        x += width * 0.8


def _windows(
    canvas: Canvas, view: View, x_m: float, near_m: float, far_m: float, wall: Colour, height_m: float
) -> None:
    length_m = far_m - near_m
    door, glass = shaded(wall, 0.45), (70, 84, 92)
    view.side_wall(canvas, x_m, near_m + 0.44 * length_m, near_m + 0.58 * length_m, 0.1, 2.1, door)
    for share in (0.12, 0.72):
        start = near_m + share * length_m
        view.side_wall(canvas, x_m, start, start + 0.2 * length_m, 0.95, 2.05, shaded(wall, 1.2))
        view.side_wall(canvas, x_m, start + 0.02 * length_m, start + 0.18 * length_m, 1.05, 1.95, glass)
    if height_m > 4.5:  # noqa: PLR2004  an upper floor
        view.side_wall(canvas, x_m, near_m + 0.15 * length_m, near_m + 0.8 * length_m, 3.4, 4.3, glass)


def house(canvas: Canvas, view: View, x_m: float, near_m: float, far_m: float, rng: random.Random) -> None:
    """One house beside the road, its front along it; ``x_m`` is the front, negative on the left."""
    side = 1 if x_m > 0 else -1
    wall, roof = rng.choice(WALLS), rng.choice(ROOFS)
    height_m = rng.choice((3.0, 3.2, 3.6, 5.8))
    back_m = x_m + side * 9
    left_m, right_m = min(x_m, back_m), max(x_m, back_m)
    view.front_wall(canvas, left_m, right_m, near_m, 0, height_m, shaded(wall, 0.78))
    view.side_wall(canvas, x_m, near_m, far_m, 0, height_m, wall)
    view.side_wall(canvas, x_m, near_m, far_m, 0, 0.5, shaded(wall, 0.7))
    _windows(canvas, view, x_m, near_m, far_m, wall, height_m)
    eave_m, ridge_m = x_m - side * 0.7, x_m + side * 4
    slope = [(eave_m, height_m - 0.2, near_m), (eave_m, height_m - 0.2, far_m), (ridge_m, height_m + 1.8, far_m)]
    slope.append((ridge_m, height_m + 1.8, near_m))
    canvas.polygon([view.point(*corner) for corner in slope], roof)
    gable = [(eave_m, height_m - 0.2, near_m), (back_m, height_m - 0.2, near_m), (ridge_m, height_m + 1.8, near_m)]
    canvas.polygon([view.point(*corner) for corner in gable], shaded(roof, 0.7))


def row_of_houses(canvas: Canvas, view: View, x_m: float, rng: random.Random, far_m: float = 62) -> None:
    """Houses beside the road from far to near, so that the near ones cover the far ones."""
    starts: list[float] = [4.0]
    while starts[-1] < far_m:
        starts.append(starts[-1] + rng.uniform(6.5, 10))
    for near_m, end_m in reversed(list(pairwise(starts))):
        house(canvas, view, x_m + rng.uniform(-0.3, 0.6) * (1 if x_m > 0 else -1), near_m + 0.5, end_m, rng)


def tree(canvas: Canvas, view: View, x_m: float, z_m: float, rng: random.Random, height_m: float = 5.5) -> None:
    """A round tree."""
    size = view.size(1, z_m)
    canvas.line(view.point(x_m, 0, z_m), view.point(x_m, height_m * 0.6, z_m), size * 0.3, (92, 70, 50))
    green = (rng.randint(48, 76), rng.randint(92, 124), rng.randint(44, 62))
    for _ in range(7):
        x, y = view.point(x_m + rng.uniform(-1.1, 1.1), height_m * rng.uniform(0.6, 1.0), z_m)
        canvas.ellipse(
            (x, y), size * rng.uniform(0.7, 1.2), size * rng.uniform(0.6, 0.9), shaded(green, rng.uniform(0.8, 1.25))
        )


def palm(canvas: Canvas, view: View, x_m: float, z_m: float, height_m: float = 8.0) -> None:
    """A coconut palm."""
    size = view.size(1, z_m)
    top = view.point(x_m + 0.4, height_m, z_m)
    canvas.line(view.point(x_m, 0, z_m), top, size * 0.28, (126, 106, 80))
    for reach_x, reach_y in (
        (-2.2, 0.2),
        (-1.6, -0.9),
        (-0.4, -1.3),
        (0.9, -1.2),
        (1.9, -0.5),
        (2.2, 0.5),
        (-1.9, 1.0),
    ):
        tip = (top[0] + reach_x * size, top[1] + reach_y * size)
        canvas.line(top, tip, size * 0.34, (66, 112, 52))


def pole(canvas: Canvas, view: View, x_m: float, z_m: float, arm_m: float, height_m: float = 7.0) -> Lamp:
    """A lamp post with an arm over the road; gives its lamp."""
    size = view.size(1, z_m)
    top, tip = view.point(x_m, height_m, z_m), view.point(x_m + arm_m, height_m + 0.2, z_m)
    canvas.line(view.point(x_m, 0, z_m), top, size * 0.16, (120, 120, 118))
    canvas.line(top, tip, size * 0.12, (120, 120, 118))
    canvas.ellipse(tip, size * 0.3, size * 0.14, (238, 232, 208))
    return Lamp(x_m + arm_m, height_m, z_m)


def wires(canvas: Canvas, view: View, x_m: float, height_m: float = 7.4) -> None:
    """Power lines along the road."""
    for drop_m in (0.0, 0.5):
        canvas.line(view.point(x_m, height_m - drop_m, 4), view.point(x_m, height_m - drop_m, 60), 0.003, (44, 44, 46))
