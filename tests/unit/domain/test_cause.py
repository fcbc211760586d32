"""Each rule by an outage that it is for: which group is told, with which cameras, and since when."""

from __future__ import annotations

import pytest

from console.domain.cause import CauseKind, CauseRule, groups_of
from tests.helpers.outages import BEGUN, VILLAGE, City, names

_OTHER = "33.74.03.1001"


def _told(city: City, at_s: float = 60.0) -> list[tuple[str, str, int]]:
    return [(line.group[0].value, line.group[1], len(line.cameras)) for line in city.settle(at_s)]


@pytest.mark.parametrize("kind", ["recorder", "switch", "uplink", "power"])
def test_a_device_that_fails_is_one_line_with_its_cameras(kind: str) -> None:
    city = City()
    city.add(names("other", 20), _OTHER)
    city.fall(city.add(names("a", 12), **{kind: "X"}), apart_s=5)
    assert _told(city) == [(kind, "X", 12)]
    assert city.book.lines[0].since_utc == BEGUN


@pytest.mark.parametrize(
    ("level", "area"),
    [("rt", f"{VILLAGE}/RW001/RT002"), ("rw", f"{VILLAGE}/RW001"), ("village", VILLAGE)],
)
def test_an_area_that_goes_dark_is_one_line(level: str, area: str) -> None:
    city = City()
    city.add(names("other", 20), _OTHER)
    city.fall(city.add(names("a", 4), area))
    assert _told(city) == [(level, area, 4)]


def test_the_cameras_of_one_owner_in_many_places_are_one_line() -> None:
    city = City()
    for number in range(5):
        area = f"33.74.02.100{number}"
        city.add(names(f"city-{number}", 9), area, "Kota")
        city.fall(city.add([f"shop-{number}"], area, "Toko"))
    assert _told(city) == [("owner", "Toko", 5)]


def test_of_groups_with_the_same_cameras_the_narrowest_is_told() -> None:
    city = City()
    links = {"recorder": "R", "switch": "S", "uplink": "U", "power": "P"}
    city.fall(city.add(names("a", 6), f"{VILLAGE}/RW001/RT001", "Toko", **links))
    assert _told(city) == [("recorder", "R", 6)]


def test_recorders_that_fall_with_their_uplink_are_one_line_of_the_uplink() -> None:
    city = City()
    city.add(names("other", 40))
    for number in range(5):
        city.fall(city.add(names(f"r{number}", 8), recorder=f"R{number}", uplink="U"), at_s=10 * number)
    assert _told(city) == [("uplink", "U", 40)]


def test_a_recorder_stays_the_cause_when_one_more_camera_of_its_uplink_is_down() -> None:
    city = City()
    mine = city.add(names("r", 9), recorder="R", uplink="U")
    stray = city.add(["stray"], uplink="U")
    city.fall(mine + stray)
    assert _told(city) == [("camera", "stray", 1), ("recorder", "R", 9)]


def test_two_of_three_cameras_of_a_recorder_are_no_common_cause() -> None:
    city = City()
    city.fall(city.add(names("a", 3), recorder="R")[:2])
    assert _told(city) == [("camera", "a-0", 1), ("camera", "a-1", 1)]


def test_less_than_the_share_is_no_common_cause_and_the_share_can_be_set() -> None:
    for percent, told in ((80, "camera"), (70, "recorder")):
        city = City(CauseRule(least_percent=percent))
        city.fall(city.add(names("a", 10), recorder="R")[:7])
        assert {kind for kind, _name, _count in _told(city)} == {told}


def test_cameras_that_were_down_long_before_count_neither_for_nor_against() -> None:
    city = City()
    cameras = city.add(names("a", 16), recorder="R")
    city.fall(cameras[:6], at_s=-90_000, apart_s=-7_200)
    city.fall(cameras[6:])
    assert [one for one in _told(city) if one[0] != "camera"] == [("recorder", "R", 10)]
    assert len(city.book.lines) == 1 + 6


def test_cameras_that_fell_hours_apart_are_lines_of_their_own() -> None:
    city = City()
    city.fall(city.add(names("a", 4), recorder="R"), at_s=-40_000, apart_s=3_600)
    assert [kind for kind, _name, _count in _told(city)] == ["camera"] * 4


def test_cameras_of_which_nothing_is_known_are_no_part_of_the_share() -> None:
    city = City()
    cameras = city.add(names("a", 12), recorder="R")
    city.unknown.update(cameras[4:])
    city.fall(cameras[:4])
    assert _told(city) == [("recorder", "R", 4)]


def test_groups_are_told_narrowest_first_and_only_those_that_a_camera_has() -> None:
    groups = groups_of("33.74.02.1001/RW002", "Toko", power="P", recorder="R")
    assert groups == (
        (CauseKind.RECORDER, "R"),
        (CauseKind.POWER, "P"),
        (CauseKind.RW, "33.74.02.1001/RW002"),
        (CauseKind.VILLAGE, "33.74.02.1001"),
        (CauseKind.OWNER, "Toko"),
    )
    assert groups_of("33.74") == ()


def test_the_window_is_where_most_fell() -> None:
    city = City()
    cameras = city.add(names("a", 12), recorder="R")
    city.fall(cameras[:1], at_s=-3_600)
    city.fall(cameras[1:], at_s=0, apart_s=20)
    told = [line for line in city.settle(300) if line.kind is CauseKind.RECORDER]
    assert [(len(line.cameras), line.since_utc) for line in told] == [(11, BEGUN)]
