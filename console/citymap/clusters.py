"""What is drawn as one at a zoom level: the cameras of one cell of the grid, counted by status."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from console.citymap.points import GRID_BITS, CityPoints, Floats, Ints
from console.domain.map_camera import MapStatus

CELL_PX = 64
"""A cell at a whole zoom; up to the next one it grows to twice as many."""
FIRST_LEVEL, SPLIT_LEVEL = 4, 18
"""From ``SPLIT_LEVEL`` on only cameras at the same place are one."""
_CELLS_OF_WORLD_BITS = 2
"""256 pixels of the world at zoom 0, in cells of 64."""


@dataclass(frozen=True)
class Clusters:
    """Of one level: cluster ``n`` is the cameras ``starts[n]`` to ``stops[n]`` of the points."""

    starts: Ints
    stops: Ints
    xs: Floats
    ys: Floats
    """The middle of its cameras."""
    counts: Ints
    """A row for each cluster, a column for each ``MapStatus``."""

    def __len__(self) -> int:
        return len(self.starts)

    def members(self, cluster: int) -> range:
        """Indexes of the points."""
        return range(int(self.starts[cluster]), int(self.stops[cluster]))

    def within(self, west: float, north: float, east: float, south: float) -> Ints:
        """The clusters whose middle lies in this box of the world."""
        inside = (self.xs >= west) & (self.xs <= east) & (self.ys >= north) & (self.ys <= south)
        return np.flatnonzero(inside)


def level_of(zoom: float) -> int:
    return min(SPLIT_LEVEL, max(FIRST_LEVEL, math.floor(zoom)))


def clusters_at(points: CityPoints, level: int) -> Clusters:
    """Since the points lie in the order of the grid, a cell is a run of them."""
    bits = GRID_BITS if level >= SPLIT_LEVEL else level + _CELLS_OF_WORLD_BITS
    cells = points.codes >> (2 * (GRID_BITS - bits))
    if not len(cells):
        none = np.zeros(0, dtype=np.int64)
        return Clusters(none, none, np.zeros(0), np.zeros(0), np.zeros((0, len(MapStatus)), dtype=np.int64))
    starts = np.concatenate(([0], np.flatnonzero(np.diff(cells)) + 1)).astype(np.int64)
    stops = np.append(starts[1:], len(cells)).astype(np.int64)
    sizes = stops - starts
    counts = [np.add.reduceat((points.statuses == status).astype(np.int64), starts) for status in MapStatus]
    return Clusters(
        starts,
        stops,
        np.add.reduceat(points.xs, starts) / sizes,
        np.add.reduceat(points.ys, starts) / sizes,
        np.stack(counts, axis=1),
    )
