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


def offset_m(one: Position, other: Position) -> tuple[float, float]:
    """How far ``other`` lies to the north and to the east of ``one``; the shorter way round the globe."""
    middle = math.radians((one.latitude + other.latitude) / 2)
    east_deg = (other.longitude - one.longitude + 180.0) % 360.0 - 180.0
    return (other.latitude - one.latitude) * _DEGREE_M, east_deg * _DEGREE_M * math.cos(middle)


def distance_m(one: Position, other: Position) -> float:
    """Along the ground; exact to a metre within a city."""
    return math.hypot(*offset_m(one, other))


def bearing_deg(one: Position, other: Position) -> float:
    """Where ``other`` lies as seen from ``one``: 0 is north, 90 east, below 360. At the same place it means nothing."""
    north_m, east_m = offset_m(one, other)
    bearing = math.degrees(math.atan2(east_m, north_m)) % 360.0
    # What lies a hair west of north is rounded up to a whole turn.
    return bearing if bearing < 360.0 else 0.0  # noqa: PLR2004  degrees of a circle


def box_of(place: Position, north_m: tuple[float, float], east_m: tuple[float, float]) -> Box:
    """Holds everything that lies so far to the north and so far to the east of ``place``, from least to most."""
    north_deg = [metres / _DEGREE_M for metres in north_m]
    narrowest = max(abs(place.latitude + degrees) for degrees in north_deg)
    # Towards the poles a degree shrinks to nothing; no city is there.
    degree_m = _DEGREE_M * max(0.01, math.cos(math.radians(min(89.0, narrowest))))
    return Box(
        place.latitude + north_deg[0],
        place.longitude + min(0.0, east_m[0]) / degree_m,
        place.latitude + north_deg[1],
        place.longitude + max(0.0, east_m[1]) / degree_m,
    )


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
