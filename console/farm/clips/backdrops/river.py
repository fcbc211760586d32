"""A river between banks, a bridge across it, boats and what the water carries."""

from __future__ import annotations

import random

from console.farm.clips.actors import Actor, Way
from console.farm.clips.backdrops.setting import GRASS, PAVING, Setting, palm, pole, row_of_houses, sky, tree
from console.farm.clips.canvas import Canvas, Colour
from console.farm.clips.view import View

_BRIDGE_M = 38.0


def _bridge(canvas: Canvas, view: View, half_m: float) -> None:
    view.front_wall(canvas, -half_m - 6, half_m + 6, _BRIDGE_M, 1.8, 3.0, (160, 158, 152))
    view.front_wall(canvas, -half_m - 6, half_m + 6, _BRIDGE_M, 3.0, 3.2, (196, 190, 176))
    for step in range(-14, 15, 2):
        view.front_wall(canvas, step - 0.08, step + 0.08, _BRIDGE_M, 3.2, 4.0, (150, 60, 50))
    view.front_wall(canvas, -half_m - 6, half_m + 6, _BRIDGE_M, 3.9, 4.05, (150, 60, 50))
    for x_m in (-half_m * 0.4, half_m * 0.4):
        view.front_wall(canvas, x_m - 0.5, x_m + 0.5, _BRIDGE_M, 0, 1.8, (120, 118, 112))


def _gauge(canvas: Canvas, view: View, x_m: float, z_m: float) -> None:
    """The staff that shows the water's level."""
    for step in range(8):
        colour: Colour = (230, 226, 214) if step % 2 else (190, 40, 36)
        view.front_wall(canvas, x_m, x_m + 0.35, z_m, step * 0.3, step * 0.3 + 0.3, colour)


def build(canvas: Canvas, rng: random.Random) -> Setting:
    """Draws the place and says who moves in it."""
    view = View(rng.uniform(5.5, 7), rng.uniform(0.24, 0.34), canvas.aspect * rng.uniform(0.38, 0.62))
    half_m = rng.uniform(6, 8)
    sky(canvas, view, rng)
    canvas.rect(0, view.horizon, canvas.aspect, 1, GRASS)
    for side in (-1, 1):
        view.strip(canvas, side * (half_m + 1.6), side * (half_m + 4.2), 2, 90, PAVING)
        row_of_houses(canvas, view, side * (half_m + 6), rng)
    view.strip(canvas, -half_m - 1.4, half_m + 1.4, 2, 110, (132, 126, 114))
    view.strip(canvas, -half_m, half_m, 2, 110, rng.choice(((112, 116, 92), (98, 112, 108), (130, 116, 88))))
    _bridge(canvas, view, half_m)
    for z_m in (30, 20, 12):
        tree(canvas, view, rng.choice((-1, 1)) * (half_m + 4), z_m, rng, 4)
    palm(canvas, view, half_m + 3.4, 16)
    _gauge(canvas, view, -half_m + 0.3, 9)
    lamps = [pole(canvas, view, side * (half_m + 2.2), z_m, -side * 1.4, 6) for z_m in (34, 18) for side in (-1, 1)]
    down = Way((half_m * 0.4, _BRIDGE_M - 2), (half_m * 0.2, 4))
    up = Way((-half_m * 0.5, 5), (-half_m * 0.4, _BRIDGE_M - 2))
    actors = [Actor("boat", (60, 90, 140), down, 1, 0.1), Actor("boat", (150, 62, 44), up, 1, 0.55)]
    for offset in (0.05, 0.3, 0.5, 0.8):
        x_m = rng.uniform(-half_m * 0.7, half_m * 0.7)
        actors.append(Actor("rubbish", (86, 104, 60), Way((x_m, _BRIDGE_M - 1), (x_m, 3)), 1, offset))
    return Setting(view, lamps, actors, water_m=(-half_m, half_m))
