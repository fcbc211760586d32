"""Distances within a city, and a box that leaves nothing near outside."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.whereabouts import Position, box_around, distance_m

SIMPANG_LIMA = Position(-6.990_22, 110.422_91)
TUGU_MUDA = Position(-6.984_23, 110.409_54)

latitudes, longitudes = st.floats(-60, 60), st.floats(-179, 179)


def test_a_distance_that_anybody_can_measure() -> None:
    assert distance_m(SIMPANG_LIMA, TUGU_MUDA) == pytest.approx(1_619, abs=10)
    assert distance_m(SIMPANG_LIMA, SIMPANG_LIMA) == 0


@given(latitudes, longitudes, st.floats(0, 360), st.floats(0, 0.999))
def test_whatever_is_near_lies_in_the_box(latitude: float, longitude: float, towards: float, share: float) -> None:
    centre, reach_m = Position(latitude, longitude), 400.0
    north_m, east_m = (reach_m * share * turn(math.radians(towards)) for turn in (math.cos, math.sin))
    there = Position(latitude + north_m / 111_195, longitude + east_m / (111_195 * math.cos(math.radians(latitude))))
    box = box_around([SIMPANG_LIMA, centre], reach_m)
    assert box.south <= there.latitude <= box.north
    assert box.west <= there.longitude <= box.east
    assert distance_m(centre, there) <= reach_m
