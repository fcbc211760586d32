"""Draws the pictures of one clip: the lit place, what moves in it, rain, name, time and counter."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

import numpy as np

from console.farm.catalogue import Clip
from console.farm.clips.actors import Actor
from console.farm.clips.backdrops import alley, avenue, junction, pump, river, square, street
from console.farm.clips.backdrops.setting import Setting
from console.farm.clips.canvas import Canvas, Colour, Picture, add_light, paste
from console.farm.clips.counter import draw_counter
from console.farm.clips.font import write
from console.farm.clips.sprites import height_m, sprite
from console.farm.clips.weather import Rain, glow, lit_backdrop, tint

_PLACES: dict[str, Callable[[Canvas, random.Random], Setting]] = {
    "street": street.build,
    "alley": alley.build,
    "avenue": avenue.build,
    "junction": junction.build,
    "square": square.build,
    "field": square.build_field,
    "river": river.build,
    "pump": pump.build,
}
_LEAST_SPRITE_PIXELS = 4
_SPRITE_STEP = 1.06
"""Sprites are drawn in sizes that differ by this factor, so that few need drawing."""
_RIPPLES = 90


class SceneDrawer:
    """The pictures of one clip, any of them in any order; the same every time."""

    def __init__(self, clip: Clip) -> None:
        self._clip = clip
        rng = random.Random(clip.scene.id * 7919)
        canvas = Canvas(clip.width, clip.height)
        self._setting = _PLACES[clip.scene.place](canvas, rng)
        self._backdrop = lit_backdrop(canvas.finished(), self._setting, clip.scene.light, clip.scene.rain)
        self._tint = tint(clip.scene.light, clip.scene.rain)
        self._rain = Rain(clip.width, clip.height, clip.scene.id) if clip.scene.rain else None
        self._sprites: dict[tuple[str, Colour, int, bool], Picture] = {}
        self._ripples = [(rng.random(), rng.random(), rng.uniform(0.2, 1.0)) for _ in range(_RIPPLES)]

    def picture(self, frame: int) -> Picture:
        """Picture number ``frame`` of the loop as RGB."""
        picture = self._backdrop.copy()
        loop_share = frame / self._clip.frame_count
        if self._setting.water_m:
            self._draw_ripples(picture, self._setting.water_m, loop_share)
        standing = sorted(self._setting.actors, key=lambda actor: -actor.place(loop_share)[1])
        for draw in [partial(self._draw_actor, picture, actor, loop_share) for actor in standing]:
            draw()
        if self._rain:
            self._rain.fall(picture, loop_share, self._clip.frame_count / self._clip.fps)
        self._write_texts(picture, frame)
        draw_counter(picture, self._clip.id, frame)
        return picture

    def _draw_actor(self, picture: Picture, actor: Actor, loop_share: float) -> None:
        x_m, z_m = actor.place(loop_share)
        view, scale = self._setting.view, self._clip.height
        x, y = view.point(x_m, 0, z_m)
        height = view.size(height_m(actor.kind), z_m) * scale
        if height < _LEAST_SPRITE_PIXELS:
            return
        faces_left = actor.way.end_m[0] <= actor.way.start_m[0]
        image = self._lit_sprite(actor, height, faces_left)
        paste(picture, image, round(x * scale - image.shape[1] / 2), round(y * scale) - image.shape[0])
        if actor.lamp and self._clip.scene.light != "day":
            radius = max(3, round(height * 0.75))
            ahead = (-1 if faces_left else 1) * image.shape[1] / 2 if "side" in actor.kind else 0
            lamp = glow(radius, actor.lamp)
            add_light(picture, lamp, round(x * scale + ahead) - radius, round(y * scale - height * 0.35) - radius)

    def _lit_sprite(self, actor: Actor, height: float, faces_left: bool) -> Picture:
        step = round(np.log(height) / np.log(_SPRITE_STEP))
        key = (actor.kind, actor.colour, step, faces_left)
        if key not in self._sprites:
            image = sprite(actor.kind, actor.colour, round(_SPRITE_STEP**step), faces_left).copy()
            image[..., :3] = image[..., :3] * np.maximum(self._tint, 0.3)
            self._sprites[key] = image
        return self._sprites[key]

    def _draw_ripples(self, picture: Picture, edges_m: tuple[float, float], loop_share: float) -> None:
        view, scale = self._setting.view, self._clip.height
        for across, along, strength in self._ripples:
            flowed = (along - loop_share * 2) % 1
            z_m = 4 + 30 * flowed**1.6
            x, y = view.point(edges_m[0] + across * (edges_m[1] - edges_m[0]), 0, z_m)
            half = max(1, round(view.size(0.7 * strength, z_m) * scale))
            row, thickness = round(y * scale), max(1, round(view.size(0.05, z_m) * scale))
            column = round(x * scale)
            part = picture[row : row + thickness, max(0, column - half) : max(0, column + half)]
            part += ((255 - part) // 6).astype(np.uint8)

    def _write_texts(self, picture: Picture, frame: int) -> None:
        clip, dot = self._clip, max(1, self._clip.height // 240)
        dot = 2 * dot
        margin = 6 * dot
        seconds, hundredths = divmod(frame * 100 // clip.fps, 100)
        write(picture, clip.scene.name, margin, margin, dot)
        digits = f"{clip.quality.upper()} {clip.scene.id:02d} F {frame:05d} {seconds:02d}.{hundredths:02d}"
        write(picture, digits, margin, clip.height - margin - 7 * dot, dot, (250, 224, 120))
