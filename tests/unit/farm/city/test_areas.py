"""The demo city has the real city's areas, each with a valid code and a parent."""

from __future__ import annotations

from collections import Counter

from console.domain.area import AreaLevel, area_level, is_area_code, parent_code
from console.farm.city.areas import city_areas


def test_every_level_has_the_citys_own_count() -> None:
    counts = Counter(area_level(area.code) for area in city_areas())
    assert counts == {
        AreaLevel.CITY: 1,
        AreaLevel.DISTRICT: 16,
        AreaLevel.VILLAGE: 177,
        AreaLevel.RW: 1_530,
        AreaLevel.RT: 10_628,
    }


def test_codes_are_valid_and_unique() -> None:
    codes = [area.code for area in city_areas()]
    assert all(is_area_code(code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_parents_come_before_their_children() -> None:
    seen: set[str] = set()
    for area in city_areas():
        parent = parent_code(area.code)
        assert parent is None or parent in seen
        seen.add(area.code)


def test_every_kelurahan_has_the_rt_3_rw_4_that_demos_look_for() -> None:
    codes = {area.code: area.name for area in city_areas()}
    villages = [area for area in city_areas() if area_level(area.code) is AreaLevel.VILLAGE]
    for village in villages:
        assert codes[f"{village.code}/RW004/RT003"] == f"RT 3 RW 4 {village.name}"


def test_every_area_has_a_name() -> None:
    assert all(area.name.strip() == area.name != "" for area in city_areas())
