"""What moves in a scene, drawn small with a see-through ground: vehicles, people, boats."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from console.farm.clips.canvas import Canvas, Colour, Picture, shaded

_GLASS = (58, 72, 86)
_TYRE = (28, 28, 30)
_SKIN = (150, 104, 74)
_TROUSERS = (48, 52, 70)
_HEADLIGHT = (250, 244, 214)
_TAIL = (196, 40, 34)


def _car_end(canvas: Canvas, colour: Colour, lamp: Colour) -> None:
    canvas.rect(0.08, 0.82, 0.28, 1.0, _TYRE)
    canvas.rect(0.92, 0.82, 1.12, 1.0, _TYRE)
    canvas.polygon([(0.26, 0.06), (0.94, 0.06), (1.08, 0.46), (0.12, 0.46)], shaded(colour, 0.85))
    canvas.polygon([(0.32, 0.12), (0.88, 0.12), (0.99, 0.44), (0.21, 0.44)], _GLASS)
    canvas.rect(0.04, 0.44, 1.16, 0.9, colour)
    canvas.rect(0.08, 0.54, 0.3, 0.66, lamp)
    canvas.rect(0.9, 0.54, 1.12, 0.66, lamp)
    canvas.rect(0.42, 0.72, 0.78, 0.82, (226, 226, 220))


def _car_front(canvas: Canvas, colour: Colour) -> None:
    _car_end(canvas, colour, _HEADLIGHT)


def _car_back(canvas: Canvas, colour: Colour) -> None:
    _car_end(canvas, colour, _TAIL)


def _car_side(canvas: Canvas, colour: Colour) -> None:
    canvas.polygon([(0.5, 0.4), (0.85, 0.06), (1.75, 0.06), (2.15, 0.4)], shaded(colour, 0.9))
    canvas.polygon([(0.66, 0.4), (0.92, 0.13), (1.26, 0.13), (1.26, 0.4)], _GLASS)
    canvas.polygon([(1.33, 0.4), (1.33, 0.13), (1.7, 0.13), (1.98, 0.4)], _GLASS)
    canvas.rect(0.06, 0.38, 2.58, 0.8, colour)
    for x in (0.6, 2.04):
        canvas.ellipse((x, 0.8), 0.22, 0.2, _TYRE)
    canvas.rect(0.06, 0.46, 0.18, 0.56, _HEADLIGHT)
    canvas.rect(2.46, 0.46, 2.58, 0.56, _TAIL)


def _truck_side(canvas: Canvas, colour: Colour) -> None:
    canvas.rect(0.6, 0.04, 2.6, 0.8, shaded(colour, 1.15))
    canvas.rect(0.05, 0.24, 0.56, 0.8, colour)
    canvas.rect(0.1, 0.3, 0.42, 0.52, _GLASS)
    for x in (0.34, 1.9, 2.3):
        canvas.ellipse((x, 0.84), 0.17, 0.15, _TYRE)


def _motorbike_end(canvas: Canvas, colour: Colour) -> None:
    canvas.rect(0.25, 0.72, 0.33, 1.0, _TYRE)
    canvas.polygon([(0.12, 0.52), (0.46, 0.52), (0.4, 0.84), (0.18, 0.84)], shaded(colour, 0.6))
    canvas.polygon([(0.1, 0.24), (0.48, 0.24), (0.44, 0.6), (0.14, 0.6)], colour)
    canvas.ellipse((0.29, 0.14), 0.12, 0.13, shaded(colour, 0.5))
    canvas.rect(0.23, 0.6, 0.35, 0.68, _HEADLIGHT)


def _motorbike_side(canvas: Canvas, colour: Colour) -> None:
    for x in (0.24, 1.1):
        canvas.ellipse((x, 0.82), 0.18, 0.17, _TYRE)
    canvas.polygon([(0.2, 0.7), (0.4, 0.5), (1.1, 0.5), (1.1, 0.76)], shaded(colour, 0.7))
    canvas.polygon([(0.6, 0.22), (0.86, 0.22), (0.94, 0.58), (0.6, 0.6)], colour)
    canvas.line((0.66, 0.32), (0.32, 0.5), 0.09, colour)
    canvas.ellipse((0.7, 0.13), 0.13, 0.12, shaded(colour, 0.5))


def _person(canvas: Canvas, colour: Colour) -> None:
    canvas.rect(0.1, 0.55, 0.19, 0.98, _TROUSERS)
    canvas.rect(0.22, 0.55, 0.31, 0.98, _TROUSERS)
    canvas.polygon([(0.06, 0.2), (0.35, 0.2), (0.33, 0.6), (0.08, 0.6)], colour)
    canvas.ellipse((0.205, 0.11), 0.08, 0.1, _SKIN)


def _boat(canvas: Canvas, colour: Colour) -> None:
    canvas.polygon([(0.05, 0.6), (2.2, 0.6), (1.9, 0.95), (0.35, 0.95)], colour)
    canvas.rect(0.05, 0.56, 2.2, 0.64, shaded(colour, 1.4))
    canvas.polygon([(0.8, 0.3), (1.05, 0.3), (1.1, 0.62), (0.75, 0.62)], (208, 196, 92))
    canvas.ellipse((0.92, 0.2), 0.1, 0.11, _SKIN)


def _rubbish(canvas: Canvas, colour: Colour) -> None:
    canvas.ellipse((0.7, 0.6), 0.6, 0.26, colour)
    canvas.ellipse((0.9, 0.5), 0.3, 0.2, shaded(colour, 1.5))


_SHAPES: dict[str, tuple[Callable[[Canvas, Colour], None], float, float]] = {
    "car_front": (_car_front, 1.2, 1.5),
    "car_back": (_car_back, 1.2, 1.5),
    "car_side": (_car_side, 2.64, 1.5),
    "truck_side": (_truck_side, 2.7, 3.0),
    "motorbike": (_motorbike_end, 0.58, 1.65),
    "motorbike_side": (_motorbike_side, 1.36, 1.6),
    "person": (_person, 0.42, 1.7),
    "boat": (_boat, 2.25, 1.6),
    "rubbish": (_rubbish, 1.4, 0.5),
}
"""How to draw each, its width for a height of one, and its real height in metres."""


def height_m(kind: str) -> float:
    """The real height of a thing."""
    return _SHAPES[kind][2]


@cache
def sprite(kind: str, colour: Colour, height: int, faces_left: bool) -> Picture:
    """The thing as RGBA, ``height`` pixels tall; colour is weighed by alpha at the edges."""
    draw, aspect, _ = _SHAPES[kind]
    canvas = Canvas(max(2, round(height * aspect)), max(2, height), with_alpha=True)
    draw(canvas, colour)
    picture = canvas.finished()
    return picture if faces_left else picture[:, ::-1]
