"""What lies around a camera: directions and distances on the globe, one camera an eighth, whatever the order of the rows."""

from __future__ import annotations

import math
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId
from console.domain.neighbourhood import SAME_PLACE_M, Placed, Sector, around, sector_box
from console.domain.whereabouts import Position, bearing_deg, distance_m

_EARTH_M = 6_371_009.0
_DEGREE_M = _EARTH_M * math.pi / 180
_SEMARANG = Position(-6.99, 110.42)
_latitudes = st.floats(-60.0, 60.0)
_places = st.builds(Position, _latitudes, st.floats(-180.0, 180.0))
_near = st.builds(
    lambda north, east: Position(_SEMARANG.latitude + north, _SEMARANG.longitude + east),
    st.floats(-0.02, 0.02),
    st.floats(-0.02, 0.02),
)
_cameras = st.lists(
    st.builds(
        lambda name, place, number, site: Placed(CameraId(f"cam-{name}"), f"site-{site}", number, place),
        st.integers(1, 40),
        st.none() | _near,
        st.integers(1, 5),
        st.integers(0, 6),
    ),
    max_size=40,
    unique_by=lambda camera: camera.camera,
)
_HERE = Placed(CameraId("here"), "site-0", 1, _SEMARANG)


def _on_the_sphere(one: Position, other: Position) -> tuple[float, float]:
    """Metres and first bearing of the great circle, by the textbook."""
    south, north = math.radians(one.latitude), math.radians(other.latitude)
    east = math.radians(other.longitude - one.longitude)
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(east / 2) ** 2
    bearing = math.atan2(
        math.sin(east) * math.cos(north),
        math.cos(south) * math.sin(north) - math.sin(south) * math.cos(north) * math.cos(east),
    )
    return 2 * _EARTH_M * math.asin(math.sqrt(half)), math.degrees(bearing) % 360.0


def _apart(one: float, other: float) -> float:
    return abs((one - other + 180.0) % 360.0 - 180.0)


@given(_places, st.floats(-0.03, 0.03), st.floats(-0.03, 0.03))
def test_metres_and_bearings_are_those_of_the_sphere(here: Position, north: float, east: float) -> None:
    there = Position(here.latitude + north, here.longitude + east)
    metres, bearing = _on_the_sphere(here, there)
    assert abs(distance_m(here, there) - metres) < 1.0
    if metres > SAME_PLACE_M:
        assert _apart(bearing_deg(here, there), bearing) < 0.1


@given(_places, _places)
def test_a_bearing_is_a_direction_and_the_way_back_is_its_opposite(one: Position, other: Position) -> None:
    there = bearing_deg(one, other)
    assert 0.0 <= there < 360.0
    if distance_m(one, other) > SAME_PLACE_M and abs(abs(one.longitude - other.longitude) - 180.0) > 0.001:
        assert _apart(bearing_deg(other, one), there + 180.0) < 0.001


def test_the_names_of_the_compass_are_where_they_are() -> None:
    for sector, (north, east) in {
        Sector.NORTH: (1, 0), Sector.NORTH_EAST: (1, 1), Sector.EAST: (0, 1), Sector.SOUTH_EAST: (-1, 1),
        Sector.SOUTH: (-1, 0), Sector.SOUTH_WEST: (-1, -1), Sector.WEST: (0, -1), Sector.NORTH_WEST: (1, -1),
    }.items():  # fmt: skip
        there = Position(_SEMARANG.latitude + north / 1000, _SEMARANG.longitude + east / 1000)
        assert Sector.of(bearing_deg(_SEMARANG, there)) is sector


@given(st.floats(0.0, 360.0, exclude_max=True))
def test_every_direction_is_in_one_eighth_of_which_the_middle_is_at_most_half_of_it_away(bearing: float) -> None:
    assert _apart(Sector.of(bearing) * 45.0, bearing) <= 22.5


@given(_latitudes, st.floats(0.0, 360.0, exclude_max=True), st.floats(10.0, 3000.0))
def test_the_box_of_an_eighth_holds_all_of_it(latitude: float, bearing: float, metres: float) -> None:
    place = Position(latitude, 110.42)
    north_deg = metres * math.cos(math.radians(bearing)) / _DEGREE_M
    narrow = math.cos(math.radians(latitude + north_deg / 2))
    there = Position(latitude + north_deg, 110.42 + metres * math.sin(math.radians(bearing)) / _DEGREE_M / narrow)
    box = sector_box(place, Sector.of(bearing), metres)
    assert box.south <= there.latitude <= box.north
    assert box.west <= there.longitude <= box.east


@given(_cameras, st.randoms())
def test_each_eighth_has_its_nearest_whatever_the_order(cameras: list[Placed], chance: Random) -> None:
    found = around(_HERE, cameras)
    shuffled = list(cameras)
    chance.shuffle(shuffled)
    assert around(_HERE, shuffled) == found
    for one in cameras:
        if one.position is None or one.site_id == _HERE.site_id or distance_m(_SEMARANG, one.position) < SAME_PLACE_M:
            continue
        chosen = found.by_sector[Sector.of(bearing_deg(_SEMARANG, one.position))]
        metres = distance_m(_SEMARANG, one.position)
        assert chosen.distance_m is not None
        assert (chosen.distance_m, chosen.number, chosen.camera) <= (metres, one.number, one.camera)


@given(_cameras, _cameras)
def test_each_camera_has_one_place_and_none_without_a_direction_takes_one_from_a_camera_with_one(
    near: list[Placed], spare: list[Placed]
) -> None:
    found = around(_HERE, near, spare)
    shown = found.cameras
    assert len(set(shown)) == len(shown) <= len(Sector)
    assert _HERE.camera not in shown
    directions = {sector for sector, one in found.by_sector.items() if one.bearing_deg is not None}
    assert directions == {
        sector for sector, one in around(_HERE, near).by_sector.items() if one.bearing_deg is not None
    }
    for sector in directions:
        assert Sector.of(found.by_sector[sector].bearing_deg or 0.0) is sector


@given(_cameras)
def test_what_is_shown_stays_while_it_may_though_a_nearer_one_has_come(cameras: list[Placed]) -> None:
    before = around(_HERE, cameras[::2])
    after = around(_HERE, cameras, keep=before.cameras)
    kept = [sector for sector, one in before.by_sector.items() if one.bearing_deg is not None]
    assert [after.by_sector[sector] for sector in kept] == [before.by_sector[sector] for sector in kept]


@given(_cameras)
def test_without_a_place_of_its_own_all_directions_are_unknown(cameras: list[Placed]) -> None:
    nowhere = Placed(CameraId("here"), "site-0", 1, None)
    found = around(nowhere, cameras)
    assert all(one.bearing_deg is None and one.distance_m is None for one in found.by_sector.values())
    assert len(found.by_sector) == min(len(Sector), len(cameras))


def test_equally_near_ones_are_told_apart_by_their_number_and_the_same_place_has_no_direction() -> None:
    north = Position(_SEMARANG.latitude + 0.001, _SEMARANG.longitude)
    cameras = [
        Placed(CameraId("b"), "n", 7, north),
        Placed(CameraId("a"), "n", 9, north),
        Placed(CameraId("twin"), "site-0", 3, Position(_SEMARANG.latitude, _SEMARANG.longitude + 0.0001)),
    ]
    found = around(_HERE, cameras, [Placed(CameraId("lost"), "x", 2, None), *cameras])
    assert {sector: one.camera for sector, one in found.by_sector.items()} == {
        Sector.NORTH: "b", Sector.SOUTH: "twin", Sector.EAST: "lost",
    }  # fmt: skip
    assert found.by_sector[Sector.SOUTH].same_place
    assert [sector for sector, _next in pairwise([*found.by_sector, None])] == sorted(found.by_sector)
