"""Which cameras are meant by a place on the map's window: those whose sign is there, the nearest one."""

from __future__ import annotations

import math

from console.citymap.clusters import Clusters
from console.citymap.points import CityPoints
from console.citymap.projection import Viewport, WorldPoint
from console.widgets.map.symbols import Symbols

_LARGEST_COUNT = 1_000_000


def members_at(clusters: Clusters, viewport: Viewport, symbols: Symbols, x_px: float, y_px: float) -> range:
    """Indexes of the points; empty where there is no sign."""
    reach = symbols.disc_px(_LARGEST_COUNT)
    west, north = viewport.world(x_px - reach, y_px - reach)
    east, south = viewport.world(x_px + reach, y_px + reach)
    best, best_px = range(0), math.inf
    for cluster in clusters.within(west, north, east, south):
        members = clusters.members(int(cluster))
        x, y = viewport.screen((float(clusters.xs[cluster]), float(clusters.ys[cluster])))
        away_px = math.hypot(x - x_px, y - y_px)
        sign_px = symbols.disc_px(len(members)) if len(members) > 1 else 2 * symbols.sign_px
        if away_px <= sign_px and away_px < best_px:
            best, best_px = members, away_px
    return best


def middle_of(points: CityPoints, members: range) -> WorldPoint:
    """Of one or more."""
    span = slice(members.start, members.stop)
    return float(points.xs[span].mean()), float(points.ys[span].mean())
