"""An open square: tiles, an old building with arches or a watch post, trees, people."""

from __future__ import annotations

import random
from collections.abc import Callable

from console.farm.clips.actors import across, along_road
from console.farm.clips.backdrops.setting import GRASS, PAVING, ROOFS, WALLS, Setting, palm, pole, sky, tree
from console.farm.clips.canvas import Canvas, shaded
from console.farm.clips.view import View


def _arcade(canvas: Canvas, view: View, rng: random.Random) -> None:
    """A long old building with two rows of arches."""
    wall, z_m = rng.choice(WALLS), 34.0
    view.front_wall(canvas, -22, 22, z_m, 0, 9, wall)
    for row in (0.4, 4.8):
        for step in range(-10, 11):
            x_m = step * 2.1
            view.front_wall(canvas, x_m - 0.6, x_m + 0.6, z_m, row, row + 2.4, (74, 66, 60))
            canvas.ellipse(view.point(x_m, row + 2.4, z_m), view.size(0.6, z_m), view.size(0.6, z_m), (74, 66, 60))
    roof = [(-23, 9, z_m), (23, 9, z_m), (19, 12.5, z_m), (-19, 12.5, z_m)]
    canvas.polygon([view.point(*corner) for corner in roof], rng.choice(ROOFS))
    for x_m in (-16, 16):
        view.front_wall(canvas, x_m - 2.4, x_m + 2.4, z_m - 1, 0, 13, shaded(wall, 1.08))
        tip = [(x_m - 2.8, 13, z_m - 1), (x_m + 2.8, 13, z_m - 1), (x_m, 17.5, z_m - 1)]
        canvas.polygon([view.point(*corner) for corner in tip], (130, 62, 44))


def _watch_post(canvas: Canvas, view: View, rng: random.Random) -> None:
    """A pos ronda: a roof on posts with a bench."""
    x_m, z_m = rng.uniform(-4, 4), rng.uniform(15, 18)
    view.front_wall(canvas, x_m - 1.8, x_m + 1.8, z_m + 1.5, 0.2, 2.4, rng.choice(WALLS))
    for side in (-1, 1):
        view.front_wall(canvas, x_m + side * 1.8 - 0.1, x_m + side * 1.8 + 0.1, z_m, 0, 2.6, (112, 76, 50))
    view.front_wall(canvas, x_m - 1.7, x_m + 1.7, z_m, 0.2, 0.7, (136, 96, 62))
    roof = [(x_m - 2.6, 2.5, z_m), (x_m + 2.6, 2.5, z_m), (x_m + 1, 3.9, z_m), (x_m - 1, 3.9, z_m)]
    canvas.polygon([view.point(*corner) for corner in roof], rng.choice(ROOFS))


def _houses(canvas: Canvas, view: View, rng: random.Random) -> None:
    """A row of kampung houses across the picture, and a goal for those who play before them."""
    left_m, z_m = -26.0, 33.0
    while left_m < 26:  # noqa: PLR2004  metres, both sides of the picture
        wall, width_m = rng.choice(WALLS), rng.uniform(6, 8.5)
        right_m, height_m = left_m + width_m, rng.uniform(3, 4)
        view.front_wall(canvas, left_m, right_m, z_m, 0, height_m, wall)
        view.front_wall(canvas, left_m + 1, left_m + 2.1, z_m, 0, 2.1, shaded(wall, 0.5))
        view.front_wall(canvas, right_m - 3, right_m - 1, z_m, 0.9, 2.2, (70, 84, 92))
        roof = [(left_m - 0.4, height_m, z_m), (right_m + 0.4, height_m, z_m), (right_m - 1.5, height_m + 2.2, z_m)]
        roof.append((left_m + 1.5, height_m + 2.2, z_m))
        canvas.polygon([view.point(*corner) for corner in roof], rng.choice(ROOFS))
        left_m = right_m + rng.uniform(0.8, 2)
    for start, end in (((-3, 0, 26), (-3, 2.2, 26)), ((3, 0, 26), (3, 2.2, 26)), ((-3, 2.2, 26), (3, 2.2, 26))):
        canvas.line(view.point(*start), view.point(*end), 0.006, (236, 236, 230))


def build(canvas: Canvas, rng: random.Random) -> Setting:
    """Draws a city square before an old building and says who moves in it."""
    return _build(canvas, rng, _arcade)


def build_field(canvas: Canvas, rng: random.Random) -> Setting:
    """Draws a kampung's field and says who moves on it."""
    return _build(canvas, rng, _houses)


def _build(canvas: Canvas, rng: random.Random, behind: Callable[[Canvas, View, random.Random], None]) -> Setting:
    view = View(rng.uniform(5.2, 6.4), rng.uniform(0.26, 0.36), canvas.aspect * rng.uniform(0.4, 0.6))
    sky(canvas, view, rng)
    canvas.rect(0, view.horizon, canvas.aspect, 1, shaded(GRASS, 0.9))
    ground = rng.choice((PAVING, (172, 134, 110), (148, 150, 152), (164, 152, 116)))
    view.strip(canvas, -24, 24, 2, 32, ground)
    for step in range(-20, 21, 2):
        view.strip(canvas, step - 0.04, step + 0.04, 2, 32, shaded(ground, 0.82))
    for z_m in range(3, 32, 2):
        view.strip(canvas, -24, 24, z_m, z_m + 0.08, shaded(ground, 0.82))
    behind(canvas, view, rng)
    for x_m, z_m in ((-14, 29), (13, 28), (-10, 25), (18, 26)):
        tree(canvas, view, x_m, z_m, rng)
    palm(canvas, view, rng.choice((-8, 8)), 24)
    _watch_post(canvas, view, rng)
    lamps = [pole(canvas, view, x_m, z_m, 0.1, 4.5) for x_m, z_m in ((-9, 24), (9, 24), (-6, 11), (6, 11))]
    actors = across(rng, 12, 11, 3, ("person",), to_left=True) + across(rng, 21, 17, 4, ("person",), to_left=False)
    actors += across(rng, 27, 22, 3, ("motorbike_side", "person"), to_left=True) + along_road(
        rng, 3, 30, 4, ("person",)
    )
    return Setting(view, lamps, actors)
