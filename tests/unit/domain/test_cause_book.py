"""How disturbances begin, grow, shrink, are taken over by wider ones, and end, without flapping."""

from __future__ import annotations

from datetime import timedelta

from console.base.ids import new_id
from console.domain.cause import CauseKind
from console.domain.cause_book import CauseBook
from tests.helpers.outages import BEGUN, City, names


def _fallen(count: int = 10, **links: str) -> tuple[City, list[str]]:
    city = City()
    cameras = city.add(names("a", count), **(links or {"recorder": "R"}))
    city.add(names("other", 60))
    city.fall(cameras)
    return city, cameras


def test_a_line_opens_only_when_the_rule_has_held() -> None:
    city, _cameras = _fallen()
    assert not city.look(1).opened
    assert city.book.due_utc == BEGUN + timedelta(seconds=31)
    assert not city.look(30.9).opened
    assert len(city.look(31).opened) == 1
    assert city.book.due_utc is None


def test_cameras_that_come_back_before_it_held_open_nothing() -> None:
    city, cameras = _fallen()
    city.look(1)
    city.come_back(cameras)
    city.look(20)
    assert not city.look(60).opened
    assert city.book.lines == []


def test_a_line_keeps_its_identity_while_it_grows_and_shrinks() -> None:
    city, cameras = _fallen()
    city.come_back(cameras[8:])
    line = city.settle(0)[0]
    city.fall(cameras[8:], at_s=500)
    news = city.look(501)
    assert news.grown == {line.id: set(cameras[8:])}
    city.come_back(cameras[:4])
    assert city.look(510).stirred == {line.id}
    assert [(one.id, one.since_utc, len(one.cameras)) for one in city.book.lines] == [(line.id, BEGUN, 10)]
    assert not city.look(511)


def test_a_line_closes_when_more_than_half_have_been_back_for_a_minute() -> None:
    city, cameras = _fallen()
    line = city.settle(0)[0]
    city.come_back(cameras[:5])
    city.look(100)
    assert not city.look(300).closed, "half is not more than half"
    city.come_back(cameras[5:6])
    city.look(400)
    assert not city.look(459).closed
    assert [one.id for one in city.look(460).closed] == [line.id]
    left = {one.group for one in city.book.lines}
    assert left == {(CauseKind.CAMERA, camera) for camera in cameras[6:]}, "who is still down goes on alone"


def test_cameras_that_flap_while_they_come_back_do_not_close_it() -> None:
    city, cameras = _fallen()
    line = city.settle(0)[0]
    for at_s in range(40, 640, 40):
        if at_s % 80:
            city.come_back(cameras)
        else:
            city.fall(cameras, at_s)
        assert not city.look(at_s).closed
    assert [one.id for one in city.book.lines] == [line.id]


def test_an_uplink_takes_over_the_recorders_that_were_told_before() -> None:
    city = City()
    first = city.add(names("a", 8), recorder="A", uplink="U")
    second = city.add(names("b", 8), recorder="B", uplink="U")
    city.fall(first)
    line = city.settle(0)[0]
    city.fall(second, at_s=60)
    assert not city.look(61).opened
    news = city.look(91)
    (wider,) = news.opened
    assert (wider.group, len(wider.cameras), wider.since_utc) == ((CauseKind.UPLINK, "U"), 16, BEGUN)
    assert [(one.id, one.merged_into) for one in news.closed] == [(line.id, wider.id)]


def test_single_cameras_become_part_of_the_line_that_explains_them() -> None:
    city = City()
    cameras = city.add(names("a", 3), recorder="R")
    city.fall(cameras[:2])
    assert len(city.settle(0)) == 2
    city.fall(cameras[2:], at_s=100)
    city.look(101)
    news = city.look(131)
    assert [line.group for line in news.opened] == [(CauseKind.RECORDER, "R")]
    assert {line.merged_into for line in news.closed} == {news.opened[0].id}
    assert len(city.book.lines) == 1


def test_a_kelurahan_that_goes_dark_takes_everything_in_it_over() -> None:
    city = City()
    cameras = [city.add(names(f"r{one}", 4), recorder=f"R{one}", uplink=f"U{one % 2}") for one in range(4)]
    city.fall(cameras[0])
    city.settle(0)
    for place, some in enumerate(cameras[1:]):
        city.fall(some, at_s=70 + place)
    assert [(line.kind, len(line.cameras)) for line in city.settle(80)] == [(CauseKind.VILLAGE, 16)]


def test_cameras_of_which_nothing_is_known_any_more_are_not_back() -> None:
    city, cameras = _fallen()
    line = city.settle(0)[0]
    city.come_back(cameras[:7])
    city.unknown.update(cameras[:7])
    city.look(100)
    assert not city.look(200).closed
    assert [one.id for one in city.book.lines] == [line.id]


def test_a_line_whose_cameras_leave_the_directory_ends() -> None:
    city, cameras = _fallen()
    city.settle(0)
    for camera in cameras:
        del city.groups[camera], city.down[camera]
    assert len(city.look(100).closed) == 1


def test_after_a_restart_the_lines_are_the_same() -> None:
    city, cameras = _fallen()
    line = city.settle(0)[0]
    city.book = CauseBook(city.rule, new_id, city.book.lines)
    city.look(100)
    assert not city.look(200).opened
    city.come_back(cameras)
    city.look(201)
    assert [one.id for one in city.look(261).closed] == [line.id]
