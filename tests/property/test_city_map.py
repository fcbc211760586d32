"""The map of any city: every camera once at every zoom, the nearest truly the nearest, and looking around loses nothing."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.citymap.city import CityMap, build
from console.citymap.nearest import inside, nearest_working
from console.citymap.projection import MOST_ZOOM, Viewport, scale_length, to_position, to_world
from console.citymap.shapes import convex_hull
from console.domain.area import AreaLevel
from console.domain.camera import CameraId
from console.domain.directory_entry import AreaEntry
from console.domain.map_camera import MapCamera, MapStatus, has_place
from console.domain.whereabouts import Position, distance_m

latitudes = st.none() | st.sampled_from([0.0, -6.99, 110.42]) | st.floats(-7.2, -6.8)
longitudes = st.none() | st.sampled_from([0.0, 110.42, -6.99]) | st.floats(110.2, 110.6)
CITY = Position(-6.99, 110.42)


@st.composite
def cameras(draw: st.DrawFn) -> list[MapCamera]:
    codes = st.sampled_from(["33.74.02.1001/RW002/RT003", "33.74.02.1002", "33.74.05", "not a code"])
    made = st.tuples(latitudes, longitudes, st.booleans(), st.sampled_from(MapStatus), codes)
    return [
        MapCamera(CameraId(f"cam-{number}"), number % 7, *values)
        for number, values in enumerate(draw(st.lists(made, max_size=40)))
    ]


def _city(made: list[MapCamera]) -> CityMap:
    return build(made, [AreaEntry("33.74.02", "Semarang Barat", AreaLevel.DISTRICT, 0, 0)])


@given(cameras())
def test_every_camera_with_a_place_is_in_exactly_one_cluster_of_each_level(made: list[MapCamera]) -> None:
    city = _city(made)
    placed = {camera.id for camera in made if has_place(camera)}
    assert set(city.points.unplaced) == {camera.id for camera in made} - placed
    for clusters in city.levels:
        shown = [index for cluster in range(len(clusters)) for index in clusters.members(cluster)]
        assert sorted(city.points.ids[index] for index in shown) == sorted(placed)
        assert clusters.counts.sum() == len(placed)
    for status, count in city.counts().items():
        assert count == sum(camera.status is status for camera in made if has_place(camera))


@given(cameras())
def test_a_cluster_counts_its_own_cameras_by_status(made: list[MapCamera]) -> None:
    city = _city(made)
    for clusters in city.levels[::5]:
        for cluster in range(len(clusters)):
            statuses = [city.points.statuses[index] for index in clusters.members(cluster)]
            assert [statuses.count(status) for status in MapStatus] == clusters.counts[cluster].tolist()


@given(cameras(), st.floats(-7.3, -6.7), st.floats(110.1, 110.7), st.integers(0, 12))
def test_the_nearest_are_those_that_one_would_measure(
    made: list[MapCamera], latitude: float, longitude: float, limit: int
) -> None:
    city, here = _city(made), Position(latitude, longitude)

    def metres(camera: MapCamera) -> float:
        return distance_m(Position(camera.latitude or 0.0, camera.longitude or 0.0), here)

    expected = sorted(metres(one) for one in made if one.status is MapStatus.WORKING and has_place(one))[:limit]
    found = nearest_working(city.points, here, limit)
    assert [metres_away for _, metres_away in found] == pytest.approx(expected, abs=1e-3)
    for index, metres_away in found:
        assert distance_m(city.points.position(index), here) == pytest.approx(metres_away, abs=1e-3)


@given(st.permutations(range(6)), st.floats(-7.1, -6.9))
def test_at_the_same_distance_the_call_up_number_decides(numbers: list[int], latitude: float) -> None:
    made = [
        MapCamera(CameraId(str(number)), number, latitude, 110.4, False, MapStatus.WORKING, "") for number in numbers
    ]
    city = build(made, [])
    found = nearest_working(city.points, CITY, 6, leave_out=lambda camera: camera == "3")
    assert [city.points.ids[index] for index, _ in found] == ["0", "1", "2", "4", "5"]


@given(st.floats(-80, 80), st.floats(-179, 179))
def test_a_place_is_found_again_from_the_world(latitude: float, longitude: float) -> None:
    back = to_position(to_world(Position(latitude, longitude)))
    assert (back.latitude, back.longitude) == pytest.approx((latitude, longitude), abs=1e-9)


moves = st.floats(-400, 400)


@given(moves, moves, st.floats(8, 19), st.floats(-3, 3), st.floats(0, 1280), st.floats(0, 720))
def test_panning_and_zooming_back_shows_the_same(
    right: float, down: float, zoom: float, steps: float, x_px: float, y_px: float
) -> None:
    first = Viewport(*to_world(CITY), zoom, 1280, 720)
    panned = first.panned(right, down).panned(-right, -down)
    assert (panned.x, panned.y) == pytest.approx((first.x, first.y), abs=1e-12)
    there = first.world(x_px, y_px)
    zoomed = first.zoomed(steps, x_px, y_px)
    assert zoomed.screen(there) == pytest.approx((x_px, y_px), abs=0.01)
    if zoom + steps <= MOST_ZOOM:
        again = zoomed.zoomed(-steps, x_px, y_px)
        assert (again.x, again.y, again.zoom) == pytest.approx((first.x, first.y, first.zoom), abs=1e-9)


def test_a_pixel_is_as_long_as_one_would_measure() -> None:
    shown = Viewport(*to_world(CITY), 15.0, 1000, 800)
    left, right = (to_position(shown.world(x_px, 400)) for x_px in (0, 1000))
    assert shown.metres_per_px * 1000 == pytest.approx(distance_m(left, right), rel=0.01)


@given(st.floats(0.01, 10_000))
def test_the_scale_is_a_round_length_that_fits(metres_per_px: float) -> None:
    length_m = scale_length(metres_per_px, 160)
    assert 64 * metres_per_px * 0.99 <= length_m <= 160 * metres_per_px
    assert f"{length_m:e}"[0] in "125"


@given(cameras(), st.floats(110.25, 110.5), st.floats(-7.15, -6.9), st.floats(0.001, 0.2))
def test_what_is_inside_a_line_is_what_lies_in_it(
    made: list[MapCamera], west: float, south: float, side: float
) -> None:
    city = _city(made)
    corners = [(south, west), (south + side, west), (south + side, west + side), (south, west + side)]
    line = [to_world(Position(*corner)) for corner in corners]
    found = {city.points.ids[index] for index in inside(city.points, line)}
    for camera in made:
        if has_place(camera):
            assert camera.latitude is not None
            assert camera.longitude is not None
            to_edge = min(
                abs(camera.latitude - south),
                abs(camera.latitude - south - side),
                abs(camera.longitude - west),
                abs(camera.longitude - west - side),
            )
            lies = south < camera.latitude < south + side and west < camera.longitude < west + side
            assert to_edge < 1e-9 or (camera.id in found) == lies


world_points = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=30)


@given(world_points)
def test_the_line_round_the_cameras_leaves_none_outside(points: list[tuple[float, float]]) -> None:
    hull = convex_hull(points)
    assert set(hull) <= set(points)
    for one, other in zip(hull, [*hull[1:], *hull[:1]], strict=True):
        for point in points:
            turn = (other[0] - one[0]) * (point[1] - one[1]) - (other[1] - one[1]) * (point[0] - one[0])
            assert turn >= -1e-12


@given(cameras())
def test_the_whole_city_is_seen_at_first(made: list[MapCamera]) -> None:
    city = _city(made)
    shown = city.whole(Viewport(*to_world(CITY), 12.0, 1280, 720))
    assert math.isclose(shown.zoom * 2, round(shown.zoom * 2))
    for index in range(len(city.points)):
        x_px, y_px = shown.screen(city.points.world(index))
        assert -1280 * 0.2 < x_px < 1280 * 1.2
        assert -720 * 0.2 < y_px < 720 * 1.2
