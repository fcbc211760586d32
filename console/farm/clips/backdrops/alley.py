"""A gang: a path between walls, plants, washing on a line, a gate at its end."""

from __future__ import annotations

import random

from console.farm.clips.actors import SHIRTS, along_road
from console.farm.clips.backdrops.setting import PAVING, ROOFS, WALLS, Lamp, Setting, sky
from console.farm.clips.canvas import Canvas, shaded
from console.farm.clips.view import View


def _walls(canvas: Canvas, view: View, half_m: float, rng: random.Random) -> None:
    for start in range(45, 2, -6):
        for side in (-1, 1):
            wall, height_m = rng.choice(WALLS), rng.uniform(2.6, 4.6)
            view.side_wall(canvas, side * half_m, start, start + 6.2, 0, height_m, shaded(wall, 0.95))
            view.side_wall(canvas, side * half_m, start, start + 6.2, 0, 0.6, shaded(wall, 0.65))
            view.side_wall(canvas, side * half_m, start + 1, start + 2.2, 0, 2.0, shaded(rng.choice(ROOFS), 0.9))
            view.side_wall(canvas, side * half_m, start + 3.4, start + 5, 1.0, 2.0, (66, 78, 84))
            edge = [(side * half_m * 0.82, height_m, start), (side * half_m * 0.82, height_m, start + 6.2)]
            edge += [(side * half_m * 1.35, height_m + 0.5, start + 6.2), (side * half_m * 1.35, height_m + 0.5, start)]
            canvas.polygon([view.point(*corner) for corner in edge], rng.choice(ROOFS))


def _washing(canvas: Canvas, view: View, half_m: float, rng: random.Random) -> None:
    z_m = rng.uniform(10, 15)
    canvas.line(view.point(-half_m, 3.1, z_m), view.point(half_m, 3.1, z_m), 0.003, (60, 60, 60))
    for step in range(5):
        left_m = -half_m + 0.2 + step * (2 * half_m - 0.4) / 5
        view.front_wall(canvas, left_m, left_m + 0.36, z_m, rng.uniform(2.2, 2.5), 3.08, rng.choice(SHIRTS))


def build(canvas: Canvas, rng: random.Random) -> Setting:
    """Draws the place and says who moves in it."""
    view = View(rng.uniform(3.6, 4.4), rng.uniform(0.22, 0.36), canvas.aspect * rng.uniform(0.34, 0.64))
    half_m = rng.uniform(1.9, 2.6)
    sky(canvas, view, rng)
    canvas.rect(0, view.horizon, canvas.aspect, 1, shaded(PAVING, 0.7))
    view.strip(canvas, -half_m, half_m, 2, 60, shaded(PAVING, rng.uniform(0.8, 1.05)))
    for z_m in range(3, 50, 2):
        view.strip(canvas, -half_m, half_m, z_m, z_m + 0.06, (126, 120, 110))
    view.strip(canvas, half_m - 0.5, half_m - 0.2, 2, 60, (70, 74, 72))
    _walls(canvas, view, half_m, rng)
    gate = rng.choice(((178, 40, 40), (40, 96, 150), (40, 120, 70)))
    for side in (-1, 1):
        view.front_wall(canvas, side * half_m - 0.3, side * half_m + 0.3, 26, 0, 4.4, gate)
    view.front_wall(canvas, -half_m - 0.4, half_m + 0.4, 26, 3.7, 4.6, shaded(gate, 1.3))
    for pot_m in (20, 14, 9, 6.5):
        x_m = rng.choice((-1, 1)) * (half_m - 0.35)
        view.front_wall(canvas, x_m - 0.2, x_m + 0.2, pot_m, 0, 0.4, (160, 84, 56))
        canvas.ellipse(view.point(x_m, 0.75, pot_m), view.size(0.4, pot_m), view.size(0.45, pot_m), (62, 116, 58))
    _washing(canvas, view, half_m, rng)
    lamps = [Lamp(rng.choice((-1, 1)) * half_m * 0.8, 3.2, z_m, 3.5) for z_m in (30, 18, 9)]
    actors = along_road(rng, half_m * 0.5, 40, 4, ("person", "motorbike", "person"))
    return Setting(view, lamps, actors)
