"""A pump house: a basin with gates and a level gauge, the house with its pipes."""

from __future__ import annotations

import random

from console.farm.clips.actors import Actor, Way, across
from console.farm.clips.backdrops.setting import GRASS, PAVING, Lamp, Setting, palm, pole, sky, tree
from console.farm.clips.canvas import Canvas, Colour, shaded
from console.farm.clips.view import View


def _house(canvas: Canvas, view: View) -> None:
    view.front_wall(canvas, 1, 15, 26, 0, 5.2, (206, 204, 190))
    view.front_wall(canvas, 1, 15, 26, 4.4, 5.2, (46, 96, 150))
    roof = [(0.2, 5.2, 26), (15.8, 5.2, 26), (13, 7.4, 26), (3, 7.4, 26)]
    canvas.polygon([view.point(*corner) for corner in roof], (132, 70, 50))
    view.front_wall(canvas, 2.2, 4.6, 26, 0, 3, (86, 92, 98))
    for x_m in (6, 9, 12):
        view.front_wall(canvas, x_m, x_m + 1.8, 26, 1.4, 3.2, (70, 88, 100))
    for pipe_m in (2.5, 5.5, 8.5):
        view.strip(canvas, pipe_m - 0.4, pipe_m + 0.4, 12, 26, (58, 104, 138))
        canvas.ellipse(view.point(pipe_m, 0.3, 12), view.size(0.5, 12), view.size(0.5, 12), (44, 80, 108))


def _gates(canvas: Canvas, view: View) -> None:
    view.front_wall(canvas, -12.6, -1.4, 30, 0, 3.4, (150, 148, 140))
    for x_m in (-11.4, -8.6, -5.8, -3.4):
        view.front_wall(canvas, x_m, x_m + 1.7, 30, 0, 2.3, (52, 66, 74))
        view.front_wall(canvas, x_m + 0.75, x_m + 0.95, 30, 2.3, 4.6, (96, 100, 104))
    view.front_wall(canvas, -12.6, -1.4, 30, 4.4, 4.8, (196, 160, 40))
    for step in range(10):
        colour: Colour = (230, 226, 214) if step % 2 else (190, 40, 36)
        view.front_wall(canvas, -2.1, -1.8, 14, step * 0.25, step * 0.25 + 0.25, colour)


def build(canvas: Canvas, rng: random.Random) -> Setting:
    """Draws the place and says who moves in it."""
    view = View(rng.uniform(5.6, 6.6), rng.uniform(0.24, 0.32), canvas.aspect * rng.uniform(0.46, 0.58))
    sky(canvas, view, rng)
    canvas.rect(0, view.horizon, canvas.aspect, 1, GRASS)
    view.strip(canvas, -1.4, 18, 2, 40, PAVING)
    view.strip(canvas, -14, -1.4, 2, 30, (140, 136, 126))
    view.strip(canvas, -13, -1.8, 2, 30, (92, 100, 90))
    for x_m, z_m in ((-18, 34), (18, 32), (-16, 24), (21, 24)):
        tree(canvas, view, x_m, z_m, rng)
    palm(canvas, view, -17, 20)
    _gates(canvas, view)
    _house(canvas, view)
    for z_m in range(4, 30, 3):
        canvas.line(
            view.point(-1.3, 0, z_m), view.point(-1.3, 1.1, z_m), view.size(0.09, z_m), shaded((220, 190, 40), 0.9)
        )
    canvas.line(view.point(-1.3, 1.1, 3), view.point(-1.3, 1.1, 29), 0.005, (210, 180, 40))
    lamps = [pole(canvas, view, 0.4, z_m, -1.6, 6) for z_m in (24, 11)] + [Lamp(8, 4.2, 25, 4)]
    actors = [
        Actor("rubbish", (84, 108, 58), Way((x, 28), (x - 1, 3)), 1, share)
        for x, share in ((-5, 0.1), (-9, 0.6), (-7, 0.85))
    ]
    actors += across(rng, 18, 7, 2, ("person",), to_left=True)
    return Setting(view, lamps, actors, water_m=(-13, -1.8))
