"""What a map needs to know of a camera, and no more: a city has a hundred thousand of them."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from console.domain.camera import CameraId


class MapStatus(IntEnum):
    """How a camera is, as the centre last told; small numbers, so that they can be counted in columns."""

    WORKING = 0
    OFFLINE = 1
    UNKNOWN = 2
    """It was known once, and is not any more."""
    NEVER = 3
    """The centre has never seen it."""
    STALE = 4
    """It is there, and its picture is old or stands still."""


class MapCamera(NamedTuple):
    """One camera of the directory."""

    id: CameraId
    number: int
    latitude: float | None
    longitude: float | None
    approximate: bool
    """The place is no survey."""
    status: MapStatus
    area_code: str


_NOWHERE_DEG = 0.01
"""So near to 0/0 is no camera: there is only sea, and devices without a place say so."""
NORTHMOST_DEG = 85.0
"""Beyond it the projection of maps ends."""


def has_place(camera: MapCamera) -> bool:
    """False also for what cannot be a place, such as 0/0 or swapped degrees."""
    return is_place(camera.latitude, camera.longitude)


def is_place(latitude: float | None, longitude: float | None) -> bool:
    """As ``has_place``."""
    if latitude is None or longitude is None:
        return False
    possible = abs(latitude) <= NORTHMOST_DEG and abs(longitude) <= 180.0  # noqa: PLR2004  degrees of the globe
    return possible and not (abs(latitude) < _NOWHERE_DEG and abs(longitude) < _NOWHERE_DEG)
