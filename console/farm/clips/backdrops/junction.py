"""A crossing seen from high up: two roads, zebra stripes, signals."""

from __future__ import annotations

import random

from console.farm.clips.actors import Actor, across, along_road
from console.farm.clips.backdrops.setting import ASPHALT, GRASS, LINE, PAVING, Setting, house, pole, sky, tree
from console.farm.clips.canvas import Canvas, shaded
from console.farm.clips.view import View

_NEAR_M, _FAR_M = 14.0, 23.0


def _zebra(canvas: Canvas, view: View, half_m: float, near_m: float) -> None:
    x_m = -half_m + 0.3
    while x_m < half_m - 0.3:
        view.strip(canvas, x_m, x_m + 0.5, near_m, near_m + 2.0, LINE)
        x_m += 1.0


def _signal(canvas: Canvas, view: View, x_m: float, z_m: float) -> None:
    canvas.line(view.point(x_m, 0, z_m), view.point(x_m, 4.4, z_m), view.size(0.14, z_m), (70, 70, 70))
    view.front_wall(canvas, x_m - 0.25, x_m + 0.25, z_m, 3.0, 4.5, (30, 30, 30))
    for height_m, colour in ((4.2, (200, 40, 36)), (3.75, (90, 76, 30)), (3.3, (26, 70, 40))):
        canvas.ellipse(view.point(x_m, height_m, z_m), view.size(0.17, z_m), view.size(0.17, z_m), colour)


def build(canvas: Canvas, rng: random.Random) -> Setting:
    """Draws the place and says who moves in it."""
    view = View(rng.uniform(8.2, 9.4), rng.uniform(0.1, 0.16), canvas.aspect * rng.uniform(0.36, 0.62))
    half_m = rng.uniform(4.2, 5.8)
    sky(canvas, view, rng)
    canvas.rect(0, view.horizon, canvas.aspect, 1, shaded(PAVING, rng.uniform(0.85, 1.0)))
    for side in (-1, 1):
        view.strip(canvas, side * (half_m + 2), side * 60, 30, 110, shaded(GRASS, 0.9))
        for near_m in (74, 60, 47, 35):
            house(canvas, view, side * (half_m + 4), near_m, near_m + 11, rng)
    view.strip(canvas, -half_m, half_m, 2, 120, ASPHALT)
    view.strip(canvas, -90, 90, _NEAR_M, _FAR_M, ASPHALT)
    view.strip(canvas, -90, -half_m, (_NEAR_M + _FAR_M) / 2 - 0.1, (_NEAR_M + _FAR_M) / 2 + 0.1, LINE)
    view.strip(canvas, half_m, 90, (_NEAR_M + _FAR_M) / 2 - 0.1, (_NEAR_M + _FAR_M) / 2 + 0.1, LINE)
    for start in (*range(3, 10, 3), *range(28, 80, 5)):
        view.strip(canvas, -0.1, 0.1, start, start + 1.6, LINE)
    _zebra(canvas, view, half_m, _NEAR_M - 2.8)
    _zebra(canvas, view, half_m, _FAR_M + 0.8)
    for x_m, z_m in ((-half_m - 3, 29), (half_m + 3, 28), (-half_m - 8, 30)):
        tree(canvas, view, x_m, z_m, rng, 5)
    _signal(canvas, view, half_m + 0.8, _FAR_M + 1)
    _signal(canvas, view, -half_m - 0.8, _NEAR_M - 1)
    lamps = [pole(canvas, view, side * (half_m + 1.4), z_m, -side * 2, 8) for z_m in (40, 25, 12) for side in (-1, 1)]
    return Setting(view, lamps, _actors(rng, half_m))


def _actors(rng: random.Random, half_m: float) -> list[Actor]:
    lane_m = (_FAR_M - _NEAR_M) / 4
    actors = across(rng, _FAR_M - lane_m, 26, 5, ("car_side", "motorbike_side", "truck_side"), to_left=True)
    actors += across(rng, _NEAR_M + lane_m, 20, 5, ("car_side", "motorbike_side"), to_left=False)
    actors += along_road(rng, half_m * 0.5, 80, 4, ("motorbike", "car_front"))
    return actors + across(rng, _NEAR_M - 1.8, half_m + 3, 3, ("person",), to_left=True)
