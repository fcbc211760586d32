"""Where things are on the ground: distances within a city, and the box that holds everything near."""

from __future__ import annotations

import math
from dataclasses import dataclass

_EARTH_M = 6_371_009.0
_DEGREE_M = _EARTH_M * math.pi / 180


@dataclass(frozen=True)
class Position:
    """In degrees, as WGS 84 has it."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Box:
    """From south-west to north-east."""

    south: float
    west: float
    north: float
    east: float


def distance_m(one: Position, other: Position) -> float:
    """Along the ground; exact to a metre within a city."""
    middle = math.radians((one.latitude + other.latitude) / 2)
    north_m = (other.latitude - one.latitude) * _DEGREE_M
    east_m = (other.longitude - one.longitude) * _DEGREE_M * math.cos(middle)
    return math.hypot(north_m, east_m)


def box_around(centres: list[Position], reach_m: float) -> Box:
    """Holds everything that is within ``reach_m`` of one of ``centres``, which are one or more."""
    north_deg = reach_m / _DEGREE_M
    widest = max(abs(one.latitude) for one in centres) + north_deg
    # Towards the poles a degree shrinks to nothing; no city is there.
    east_deg = reach_m / (_DEGREE_M * max(0.01, math.cos(math.radians(min(89.0, widest)))))
    return Box(
        min(one.latitude for one in centres) - north_deg,
        min(one.longitude for one in centres) - east_deg,
        max(one.latitude for one in centres) + north_deg,
        max(one.longitude for one in centres) + east_deg,
    )
