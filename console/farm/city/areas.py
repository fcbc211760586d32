"""The areas of the demo city down to RT: official codes from the facts, RW and RT shared out below them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from console.domain.area import AreaLevel, area_level
from console.farm.city.chance import apportion
from console.farm.city.facts import NamedArea, official_areas

RW_COUNT = 1_530
RT_COUNT = 10_628
_LEAST_RW_IN_A_VILLAGE = 4
_LEAST_RT_IN_AN_RW = 3


def _villages() -> list[NamedArea]:
    return [area for area in official_areas() if area_level(area.code) is AreaLevel.VILLAGE]


def _rws() -> Iterator[NamedArea]:
    villages = _villages()
    counts = apportion(RW_COUNT, _LEAST_RW_IN_A_VILLAGE, [village.code for village in villages])
    for village, count in zip(villages, counts, strict=True):
        for number in range(1, count + 1):
            yield NamedArea(f"{village.code}/RW{number:03d}", f"RW {number} {village.name}")


def _rts(rws: list[NamedArea]) -> Iterator[NamedArea]:
    counts = apportion(RT_COUNT, _LEAST_RT_IN_AN_RW, [rw.code for rw in rws])
    for rw, count in zip(rws, counts, strict=True):
        for number in range(1, count + 1):
            yield NamedArea(f"{rw.code}/RT{number:03d}", f"RT {number} {rw.name}")


@cache
def city_areas() -> tuple[NamedArea, ...]:
    """Every area, sorted by code: a parent always comes before what lies in it."""
    rws = list(_rws())
    return tuple(sorted((*official_areas(), *rws, *_rts(rws)), key=lambda area: area.code))


def neighbourhoods() -> Iterator[NamedArea]:
    """The RT areas in order of their codes."""
    return (area for area in city_areas() if area_level(area.code) is AreaLevel.RT)
