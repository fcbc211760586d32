"""The demo city's cameras: exact counts, unique ids and numbers, valid areas, a deterministic share offline."""

from __future__ import annotations

import re
from collections import Counter

from console.domain.area import is_area_code
from console.domain.camera import DirectoryStatus, FeedQuality
from console.farm.city.areas import city_areas
from console.farm.city.cameras import city_cameras, feed_path
from console.farm.city.facts import district_centres


def test_one_camera_for_each_rt_and_the_agencies_on_top() -> None:
    kinds = Counter(camera.kind for camera in city_cameras())
    assert kinds["neighbourhood"] == 10_628
    assert set(kinds) == {"neighbourhood", "traffic", "river", "pump", "tourism"}
    assert len(city_cameras()) == 10_628 + 130


def test_ids_and_call_up_numbers_are_unique() -> None:
    assert len({camera.id for camera in city_cameras()}) == len(city_cameras())
    assert len({camera.number for camera in city_cameras()}) == len(city_cameras())


def test_each_rt_has_its_own_site() -> None:
    sites = {camera.site_id for camera in city_cameras() if camera.kind == "neighbourhood"}
    areas = {camera.area_code for camera in city_cameras() if camera.kind == "neighbourhood"}
    assert len(sites) == len(areas) == 10_628


def test_every_camera_stands_in_an_area_of_the_city() -> None:
    known = {area.code for area in city_areas()}
    assert all(is_area_code(camera.area_code) and camera.area_code in known for camera in city_cameras())


def test_cameras_are_near_the_centre_of_their_kecamatan() -> None:
    for camera in city_cameras():
        centre = district_centres()[camera.area_code[:8]]
        assert abs(camera.place.latitude - centre.latitude) < 0.06
        assert abs(camera.place.longitude - centre.longitude) < 0.06


def test_about_forty_percent_of_the_rt_cameras_are_offline_and_no_agency_camera() -> None:
    offline = [camera for camera in city_cameras() if camera.status is DirectoryStatus.OFFLINE]
    assert all(camera.kind == "neighbourhood" for camera in offline)
    assert 0.38 < len(offline) / 10_628 < 0.42


def test_names_read_as_in_a_situation_room() -> None:
    names = {camera.area_code: camera.name for camera in city_cameras() if camera.kind == "neighbourhood"}
    assert names["33.74.13.1003/RW004/RT003"] == "RT 3 RW 4 Krapyak"
    assert any(camera.name == "Simpang Lima Utara" for camera in city_cameras())


def test_ids_and_paths_are_safe_in_an_address() -> None:
    for camera in city_cameras():
        assert re.fullmatch(r"[a-z]+(-\d+)+", camera.id)
    assert feed_path(city_cameras()[0].id, FeedQuality.SUB) == "/traffic-001/sub"


def test_the_city_is_the_same_on_every_machine() -> None:
    camera = next(camera for camera in city_cameras() if camera.id == "rt-13-1003-004-003")
    again = city_cameras.__wrapped__()
    assert again == city_cameras()
    assert (camera.number, camera.place.latitude, camera.place.longitude) == (17_971, -6.986239, 110.384663)
