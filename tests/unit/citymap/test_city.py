"""The map of a small city: its areas, its clusters from afar and near, and cameras that have no place on it."""

from __future__ import annotations

import pytest

from console.citymap.city import build
from console.citymap.clusters import level_of
from console.citymap.projection import Viewport
from console.citymap.shapes import AreaShape
from console.domain.area import AreaLevel
from console.domain.camera import CameraId
from console.domain.directory_entry import AreaEntry
from console.domain.map_camera import MapCamera, MapStatus

DISTRICT = AreaEntry("33.74.02", "Semarang Barat", AreaLevel.DISTRICT, 3, 2)
VILLAGE = AreaEntry("33.74.02.1001", "Krapyak", AreaLevel.VILLAGE, 2, 2)
RT = "33.74.02.1001/RW001/RT001"


def camera(name: str, latitude: float | None, longitude: float | None, code: str = RT) -> MapCamera:
    return MapCamera(CameraId(name), 1, latitude, longitude, False, MapStatus.WORKING, code)


NEAR = [camera("a", -6.990, 110.40), camera("b", -6.990, 110.41), camera("c", -6.999, 110.40, "33.74.02.1002")]


def test_an_area_is_drawn_round_its_cameras_and_the_kecamatan_first() -> None:
    shapes = build(NEAR, [VILLAGE, DISTRICT]).shapes
    assert [(shape.name, shape.camera_count, len(shape.corners)) for shape in shapes] == [
        ("Semarang Barat", 3, 3),
        ("Krapyak", 2, 2),
    ]


def test_a_camera_of_the_kecamatan_itself_belongs_to_it() -> None:
    found: tuple[AreaShape, ...] = build([camera("a", -6.99, 110.4, "33.74.02")], [VILLAGE, DISTRICT]).shapes
    assert [shape.name for shape in found] == ["Semarang Barat"]


def test_from_afar_they_are_one_and_near_they_part() -> None:
    city = build(NEAR, [])
    assert len(city.clusters(6.0)) == 1
    assert len(city.clusters(18.0)) == 3
    assert city.clusters(12.5) is city.clusters(12.0)


def test_cameras_at_the_same_place_stay_one_at_any_zoom() -> None:
    city = build([camera("a", -6.99, 110.4), camera("b", -6.99, 110.4)], [])
    assert [len(city.clusters(zoom)) for zoom in (4.0, 20.0, 30.0)] == [1, 1, 1]


@pytest.mark.parametrize(("zoom", "level"), [(0.0, 4), (4.5, 4), (17.9, 17), (18.0, 18), (20.0, 18)])
def test_a_zoom_has_its_level(zoom: float, level: int) -> None:
    assert level_of(zoom) == level


@pytest.mark.parametrize("place", [(None, None), (0.0, 0.0), (110.4, -6.99), (None, 110.4), (-6.99, 200.0)])
def test_what_cannot_be_a_place_is_counted_and_not_drawn(place: tuple[float | None, float | None]) -> None:
    city = build([*NEAR, camera("lost", *place)], [])
    assert city.points.unplaced == ("lost",)
    assert len(city.points) == 3
    assert city.place_of(CameraId("lost")) is None


def test_a_city_without_cameras_is_shown_as_it_was() -> None:
    shown = Viewport(0.8, 0.5, 12.0, 800, 600)
    city = build([], [DISTRICT])
    assert city.whole(shown) == shown
    assert city.shapes == ()


def test_only_what_is_in_the_box_is_drawn() -> None:
    city = build(NEAR, [])
    clusters = city.clusters(20.0)
    x, y = city.points.world(city.index_of[CameraId("a")])
    found = clusters.within(x - 1e-7, y - 1e-7, x + 1e-7, y + 1e-7)
    assert [city.points.ids[index] for one in found for index in clusters.members(one)] == ["a"]
