"""A kampung street: houses on both sides, a verge, lamp posts and wires."""

from __future__ import annotations

import random

from console.farm.clips.actors import along_road
from console.farm.clips.backdrops.setting import (
    ASPHALT,
    GRASS,
    LINE,
    PAVING,
    Setting,
    palm,
    pole,
    row_of_houses,
    sky,
    tree,
    wires,
)  # fmt: skip
from console.farm.clips.canvas import Canvas, shaded
from console.farm.clips.view import View


def build(canvas: Canvas, rng: random.Random) -> Setting:
    """Draws the place and says who moves in it."""
    view = View(rng.uniform(4.6, 5.6), rng.uniform(0.24, 0.34), canvas.aspect * rng.choice((0.3, 0.42, 0.56, 0.68)))
    half_m = rng.uniform(2.7, 3.4)
    sky(canvas, view, rng)
    canvas.rect(0, view.horizon, canvas.aspect, 1, shaded(GRASS, rng.uniform(0.8, 1.1)))
    view.strip(canvas, -half_m - 1.6, half_m + 1.6, 2, 90, shaded(PAVING, rng.uniform(0.85, 1.1)))
    view.strip(canvas, -half_m, half_m, 2, 90, shaded(ASPHALT, rng.uniform(0.8, 1.2)))
    for start in range(3, 60, 5):
        view.strip(canvas, -0.07, 0.07, start, start + 2.4, shaded(LINE, 0.9))
    for side in (-1, 1):
        view.strip(canvas, side * half_m - 0.09, side * half_m + 0.09, 2, 90, (116, 112, 104))
        row_of_houses(canvas, view, side * (half_m + 2.6), rng)
    palm(canvas, view, rng.choice((-1, 1)) * (half_m + 1.9), rng.uniform(18, 30))
    for z_m in (34, 22, 12):
        tree(canvas, view, rng.choice((-1, 1)) * (half_m + 1.3), z_m + rng.uniform(-2, 2), rng, 4.2)
    lamp_side = rng.choice((-1, 1))
    lamps = [pole(canvas, view, lamp_side * (half_m + 0.8), z_m, -lamp_side * 1.8) for z_m in (40, 24, 11)]
    wires(canvas, view, lamp_side * (half_m + 0.8))
    actors = along_road(rng, half_m * 0.45, 55, 6, ("motorbike", "motorbike", "car_front"))
    actors += along_road(rng, half_m + 0.7, 36, 4, ("person",))
    return Setting(view, lamps, actors)
