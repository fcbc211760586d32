"""The cameras near a place and those inside a drawn line; both look at every camera, which takes milliseconds."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from console.citymap.points import CityPoints, Floats, Ints
from console.citymap.projection import WorldPoint
from console.domain.camera import CameraId
from console.domain.map_camera import MapStatus
from console.domain.whereabouts import Position, distance_m

_DEGREE_M = distance_m(Position(0.0, 0.0), Position(1.0, 0.0))
_FEWEST_CORNERS = 3


def distances_m(points: CityPoints, place: Position) -> Floats:
    """Of every camera; as ``whereabouts.distance_m`` has it."""
    middle = np.radians((points.latitudes + place.latitude) / 2)
    north_m = (points.latitudes - place.latitude) * _DEGREE_M
    east_m = (points.longitudes - place.longitude) * _DEGREE_M * np.cos(middle)
    return np.hypot(north_m, east_m)


def nearest_working(
    points: CityPoints, place: Position, limit: int, leave_out: Callable[[CameraId], bool] = lambda _camera: False
) -> list[tuple[int, float]]:
    """Index and metres of the nearest working cameras, the nearest first; at the same distance, by call-up number."""
    distances = distances_m(points, place)
    working = np.flatnonzero(points.statuses == MapStatus.WORKING)
    order = working[np.lexsort((points.numbers[working], distances[working]))]
    found: list[tuple[int, float]] = []
    for index in order:
        if len(found) == limit:
            break
        if not leave_out(points.ids[index]):
            found.append((int(index), float(distances[index])))
    return found


def inside(points: CityPoints, corners: Sequence[WorldPoint]) -> Ints:
    """Cameras inside a closed line, by call-up number; where it crosses itself, what is inside twice is outside."""
    if len(corners) < _FEWEST_CORNERS:
        return np.zeros(0, dtype=np.int64)
    line = np.array(corners)
    low, high = line.min(axis=0), line.max(axis=0)
    near = np.flatnonzero(
        (points.xs >= low[0]) & (points.xs <= high[0]) & (points.ys >= low[1]) & (points.ys <= high[1])
    )
    xs, ys = points.xs[near], points.ys[near]
    odd = np.zeros(len(near), dtype=np.bool_)
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if not math.isclose(y1, y2, rel_tol=0.0, abs_tol=1e-15):
            crosses = (ys < y1) != (ys < y2)
            odd ^= crosses & (xs < x1 + (ys - y1) * (x2 - x1) / (y2 - y1))
    found = near[odd]
    return found[np.argsort(points.numbers[found], kind="stable")]
