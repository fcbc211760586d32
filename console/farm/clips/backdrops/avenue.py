"""A main road: four lanes, a green median, shop houses and towers."""

from __future__ import annotations

import random
from itertools import pairwise

from console.farm.clips.actors import along_road
from console.farm.clips.backdrops.setting import ASPHALT, GRASS, LINE, PAVING, Setting, pole, sky, tree
from console.farm.clips.canvas import Canvas, Colour, shaded
from console.farm.clips.view import View

_HALF_M = 8.5


def _tower(canvas: Canvas, view: View, x_m: float, near_m: float, far_m: float, rng: random.Random) -> None:
    side = 1 if x_m > 0 else -1
    height_m = rng.uniform(6, 19)
    wall: Colour = rng.choice(((186, 186, 184), (150, 164, 178), (206, 192, 168), (172, 150, 134)))
    back_m = x_m + side * 14
    view.front_wall(canvas, min(x_m, back_m), max(x_m, back_m), near_m, 0, height_m, shaded(wall, 0.72))
    view.side_wall(canvas, x_m, near_m, far_m, 0, height_m, wall)
    for floor in range(1, int(height_m / 3)):
        view.side_wall(canvas, x_m, near_m + 0.8, far_m - 0.8, floor * 3 + 0.6, floor * 3 + 2.2, (84, 104, 122))
    view.side_wall(
        canvas, x_m, near_m + 0.4, far_m - 0.4, 2.6, 3.4, rng.choice(((196, 44, 40), (30, 90, 160), (230, 170, 30)))
    )


def build(canvas: Canvas, rng: random.Random) -> Setting:
    """Draws the place and says who moves in it."""
    view = View(rng.uniform(7, 8.5), rng.uniform(0.2, 0.28), canvas.aspect * rng.choice((0.4, 0.5, 0.6)))
    sky(canvas, view, rng)
    canvas.rect(0, view.horizon, canvas.aspect, 1, shaded(PAVING, 0.95))
    view.strip(canvas, -_HALF_M, _HALF_M, 2, 140, shaded(ASPHALT, rng.uniform(0.75, 1.0)))
    view.strip(canvas, -0.9, 0.9, 2, 140, PAVING)
    view.strip(canvas, -0.7, 0.7, 2, 140, GRASS)
    for side in (-1, 1):
        for start in range(3, 110, 7):
            view.strip(canvas, side * 4.7 - 0.09, side * 4.7 + 0.09, start, start + 3, LINE)
        view.strip(canvas, side * _HALF_M - 0.12, side * _HALF_M + 0.12, 2, 140, LINE)
        starts = [7.0]
        while starts[-1] < 100:  # noqa: PLR2004  metres, far enough to look endless
            starts.append(starts[-1] + rng.uniform(10, 17))
        for near_m, far_m in reversed(list(pairwise(starts))):
            _tower(canvas, view, side * (_HALF_M + 4.5), near_m, far_m - 1, rng)
    for z_m in (60, 44, 30, 20, 13):
        tree(canvas, view, 0, z_m, rng, 3.4)
    lamps = [
        pole(canvas, view, side * (_HALF_M + 0.8), z_m, -side * 2.2, 9) for z_m in (52, 30, 16) for side in (-1, 1)
    ]
    actors = along_road(rng, 2.8, 95, 8, ("car_front", "car_front", "motorbike"))
    actors += along_road(rng, 6.4, 95, 8, ("car_front", "motorbike", "motorbike"))
    return Setting(view, lamps, actors)
