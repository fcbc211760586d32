"""The map of one city, ready to be drawn and asked; frozen, so that a newer one simply takes its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from console.citymap.clusters import FIRST_LEVEL, SPLIT_LEVEL, Clusters, clusters_at, level_of
from console.citymap.points import CityPoints, city_points
from console.citymap.projection import Viewport, WorldPoint
from console.citymap.shapes import AreaShape, area_shapes
from console.domain.camera import CameraId
from console.domain.directory_entry import AreaEntry
from console.domain.map_camera import MapCamera, MapStatus

_OUTLIERS_PERCENT = 0.5
"""A camera with a place in another country does not make the city a dot."""


@dataclass(frozen=True)
class CityMap:
    """``build`` makes it in a background thread."""

    points: CityPoints
    levels: tuple[Clusters, ...]
    shapes: tuple[AreaShape, ...]
    index_of: dict[CameraId, int] = field(repr=False)

    def clusters(self, zoom: float) -> Clusters:
        return self.levels[level_of(zoom) - FIRST_LEVEL]

    def counts(self) -> dict[MapStatus, int]:
        """Of the cameras that have a place."""
        totals = np.bincount(self.points.statuses, minlength=len(MapStatus))
        return {status: int(totals[status]) for status in MapStatus}

    def whole(self, viewport: Viewport) -> Viewport:
        """The city in the window; an empty one leaves it as it is."""
        if not len(self.points):
            return viewport
        shares = (_OUTLIERS_PERCENT, 100 - _OUTLIERS_PERCENT)
        (west, east), (north, south) = (np.percentile(axis, shares) for axis in (self.points.xs, self.points.ys))
        return viewport.fitted((float(west), float(north)), (float(east), float(south)))

    def place_of(self, camera: CameraId) -> WorldPoint | None:
        index = self.index_of.get(camera)
        return None if index is None else self.points.world(index)


def build(cameras: Iterable[MapCamera], areas: Iterable[AreaEntry]) -> CityMap:
    points = city_points(cameras)
    levels = tuple(clusters_at(points, level) for level in range(FIRST_LEVEL, SPLIT_LEVEL + 1))
    index_of = {camera: index for index, camera in enumerate(points.ids)}
    return CityMap(points, levels, area_shapes(points, areas), index_of)
