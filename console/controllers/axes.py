"""Which axes of a controller turn, tilt and zoom, and which are the cross, by what the kernel calls them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

_X, _Y, _Z, _RX, _RY, _RZ, _HAT_X, _HAT_Y = 0, 1, 2, 3, 4, 5, 16, 17
USUAL_AXES = (_X, _Y, _Z, _RX, _RY, _RZ, _HAT_X, _HAT_Y)
"""Of a game controller whose driver does not say."""


@dataclass(frozen=True)
class AxisRoles:
    """Numbers of axes; None where there is none. ``zooms_up``: a stick that is pushed up comes nearer, so its sign is turned."""

    pan: int | None
    tilt: int | None
    zoom: int | None
    zooms_up: bool
    cross_x: int | None
    cross_y: int | None


def roles_of(axes: Sequence[int]) -> AxisRoles:
    """``axes``: what each is, in the kernel's codes (``ABS_*``).

    Game controllers zoom with the second stick: RX and RY, or Z and RZ where these are not the triggers. Joysticks, and
    the keyboards of control rooms, zoom by turning the stick: Z or RZ alone.
    """
    place = {code: number for number, code in reversed(list(enumerate(axes)))}
    zoom: int | None
    if _RX in place and _RY in place:
        zoom, zooms_up = place[_RY], True
    elif _Z in place and _RZ in place:
        zoom, zooms_up = place[_RZ], True
    else:
        zoom, zooms_up = place.get(_RZ, place.get(_Z)), False
    return AxisRoles(place.get(_X), place.get(_Y), zoom, zooms_up, place.get(_HAT_X), place.get(_HAT_Y))
