"""Which cameras lie around one, by the compass: the nearest of each eighth; where nobody knows a direction, none is made up."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from console.domain.camera import CameraId
from console.domain.whereabouts import Box, Position, bearing_deg, box_of, distance_m

SAME_PLACE_M = 5.0
"""So near, a direction is the error of the survey."""
_SECTOR_DEG = 45.0
_ROUNDING_M = 1.0


class Sector(IntEnum):
    """An eighth of the compass, clockwise; its middle is where its name points."""

    NORTH = 0
    NORTH_EAST = 1
    EAST = 2
    SOUTH_EAST = 3
    SOUTH = 4
    SOUTH_WEST = 5
    WEST = 6
    NORTH_WEST = 7

    @classmethod
    def of(cls, bearing: float) -> Sector:
        """Between two of them it is the next one clockwise."""
        return cls(int((bearing + _SECTOR_DEG / 2) % 360.0 // _SECTOR_DEG))


_OPPOSITES_FIRST = (0, 4, 2, 6, 1, 5, 3, 7)
"""Cameras without a direction take the free places that are easiest to press."""


@dataclass(frozen=True)
class Placed:
    """A camera as far as its place counts."""

    camera: CameraId
    site_id: str
    number: int
    position: Position | None
    approximate: bool = False


@dataclass(frozen=True)
class Neighbour:
    """A camera that can be stepped to. Without a bearing it lies at a place that says nothing."""

    camera: CameraId
    number: int
    bearing_deg: float | None = None
    distance_m: float | None = None
    same_place: bool = False
    approximate: bool = False
    """Its place, or the place that it is seen from, is no survey."""


@dataclass(frozen=True)
class Neighbourhood:
    """What lies around ``camera``."""

    camera: CameraId
    by_sector: Mapping[Sector, Neighbour] = field(default_factory=dict)

    @property
    def cameras(self) -> tuple[CameraId, ...]:
        """Clockwise from the north."""
        return tuple(self.by_sector[sector].camera for sector in Sector if sector in self.by_sector)

    @property
    def open_sectors(self) -> tuple[Sector, ...]:
        """Where nobody lies whose direction is known."""
        known = {sector for sector, one in self.by_sector.items() if one.bearing_deg is not None}
        return tuple(sector for sector in Sector if sector not in known)


def sector_box(place: Position, sector: Sector, reach_m: float) -> Box:
    """Holds everything that lies in this eighth, not farther away than ``reach_m``."""
    angles = [math.radians(sector * _SECTOR_DEG + turn) for turn in (-_SECTOR_DEG / 2, 0.0, _SECTOR_DEG / 2)]
    norths = [0.0, *(math.cos(angle) * reach_m for angle in angles)]
    easts = [0.0, *(math.sin(angle) * reach_m for angle in angles)]
    spare_m = _ROUNDING_M
    return box_of(place, (min(norths) - spare_m, max(norths) + spare_m), (min(easts) - spare_m, max(easts) + spare_m))


def around(
    here: Placed, near: Iterable[Placed], spare: Iterable[Placed] = (), keep: Collection[CameraId] = ()
) -> Neighbourhood:
    """The nearest of ``near`` in each eighth, of equally near ones that with the lower number.

    Places that stay free are filled with those at the same place and then with ``spare``, in its order, as far as
    no direction of them is known. Of ``keep`` who is still there stays, though a nearer one has come.
    """
    placed = {one.camera: one for one in near if one.camera != here.camera}
    seen = {one.camera: _seen_from(here, one) for one in placed.values()}
    order = sorted(
        seen.values(), key=lambda one: (one.camera not in keep, one.distance_m or 0.0, one.number, one.camera)
    )
    found: dict[Sector, Neighbour] = {}
    for one in order:
        if one.bearing_deg is not None:
            found.setdefault(Sector.of(one.bearing_deg), one)
    others = [one for one in order if one.bearing_deg is None]
    others += [
        other for one in spare if one.camera not in seen and (other := _seen_from(here, one)).bearing_deg is None
    ]
    free = (sector for number in _OPPOSITES_FIRST if (sector := Sector(number)) not in found)
    unplaced = {one.camera: one for one in others if one.camera != here.camera}
    found |= zip(free, unplaced.values(), strict=False)
    return Neighbourhood(here.camera, dict(sorted(found.items())))


def _seen_from(here: Placed, other: Placed) -> Neighbour:
    if here.position is None or other.position is None:
        return Neighbour(other.camera, other.number, same_place=here.site_id == other.site_id)
    metres, approximate = distance_m(here.position, other.position), here.approximate or other.approximate
    if here.site_id == other.site_id or metres < SAME_PLACE_M:
        return Neighbour(other.camera, other.number, distance_m=metres, same_place=True, approximate=approximate)
    bearing = bearing_deg(here.position, other.position)
    return Neighbour(other.camera, other.number, bearing, metres, approximate=approximate)
