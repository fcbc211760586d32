"""Where an area lies, as far as its cameras tell: the line round them, since nobody gives us the outlines of areas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from console.citymap.points import CityPoints
from console.citymap.projection import WorldPoint
from console.domain.area import AreaLevel, is_area_code
from console.domain.directory_entry import AreaEntry

_SHOWN = (AreaLevel.DISTRICT, AreaLevel.VILLAGE)


@dataclass(frozen=True)
class AreaShape:
    """About where an area is: not its border."""

    code: str
    name: str
    level: AreaLevel
    corners: tuple[WorldPoint, ...]
    middle: WorldPoint
    camera_count: int


def area_shapes(points: CityPoints, areas: Iterable[AreaEntry]) -> tuple[AreaShape, ...]:
    """Of each kecamatan and kelurahan with cameras, the kecamatan first."""
    named = {area.code: area for area in areas if area.level in _SHOWN}
    inside: defaultdict[str, list[WorldPoint]] = defaultdict(list)
    for code, point in zip(points.area_codes, zip(points.xs.tolist(), points.ys.tolist(), strict=True), strict=True):
        if is_area_code(code):
            village = code.split("/")[0]
            for one in {village, village.rsplit(".", 1)[0]} & named.keys():
                inside[one].append(point)
    found = [_shape(named[code], inside[code]) for code in sorted(inside)]
    return tuple(sorted(found, key=lambda shape: _SHOWN.index(shape.level)))


def _shape(area: AreaEntry, cameras: list[WorldPoint]) -> AreaShape:
    middle = (sum(x for x, _ in cameras) / len(cameras), sum(y for _, y in cameras) / len(cameras))
    return AreaShape(area.code, area.name, area.level, convex_hull(cameras), middle, len(cameras))


def convex_hull(points: Iterable[WorldPoint]) -> tuple[WorldPoint, ...]:
    """Counter-clockwise where y grows upwards, without corners on straight lines (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) <= 2:  # noqa: PLR2004  a point or a line
        return tuple(ordered)
    lower, upper = _half(ordered), _half(ordered[::-1])
    return (*lower[:-1], *upper[:-1])


def _half(ordered: Sequence[WorldPoint]) -> list[WorldPoint]:
    chain: list[WorldPoint] = []
    for point in ordered:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(first: WorldPoint, second: WorldPoint, third: WorldPoint) -> float:
    """Above 0 for a turn to the left."""
    return (second[0] - first[0]) * (third[1] - first[1]) - (second[1] - first[1]) * (third[0] - first[0])
