"""The centre's watch over disturbances: begun, kept over a restart, told to who may know, ended, and forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.domain.camera import DirectoryStatus
from console.domain.cause import CauseKind
from console.domain.roles import Role
from console.server.causes.listing import causes_between, open_causes
from console.server.causes.store import forget_closed
from console.server.causes.watch import CauseWatch
from console.server.event_stream import wants
from console.server.numbering import NumberedEvent, events_after
from console.server.principal import Principal
from console.wire.causes import CauseRecord
from console.wire.push import PushKind
from tests.helpers.centre import CITY, OTHER_VILLAGE, VILLAGE, RunningCentre, TestCamera
from tests.helpers.clock import START_UTC, FakeClock

_MINE = [f"a-{number}" for number in range(6)]


class _City:
    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.centre = RunningCentre(folder, clock=self.clock)
        near = [TestCamera(name, 1 + place, recorder="nvr-7,") for place, name in enumerate(_MINE[:4])]
        far = [
            TestCamera(name, 5 + place, area_code=OTHER_VILLAGE, recorder="nvr-7,")
            for place, name in enumerate(_MINE[4:])
        ]
        self.centre.add_cameras([*near, *far, *(TestCamera(f"b-{one}", 20 + one) for one in range(12))])
        self.watch = CauseWatch(self.centre.centre)
        self.look()

    def look(self, after_s: float = 3.0) -> None:
        self.clock.advance(after_s)
        self.watch.look()

    def fall(self, cameras: list[str]) -> None:
        for camera in cameras:
            self.centre.set_status(camera, DirectoryStatus.OFFLINE)

    def come_back(self, cameras: list[str]) -> None:
        for camera in cameras:
            self.centre.set_status(camera, DirectoryStatus.ONLINE)

    def open(self, *scope: str) -> list[CauseRecord]:
        with self.centre.centre.database.read() as connection:
            return list(open_causes(connection, principal(*(scope or (CITY,))), self.centre.settings.causes).causes)

    def events(self) -> list[NumberedEvent]:
        with self.centre.centre.database.read() as connection:
            found = events_after(connection, 0, 1000)
        return [one for one in found if one.event.kind is PushKind.CAUSES_CHANGED]


def principal(*scope: str, role: Role = Role.VIEWER) -> Principal:
    return Principal("u", "u", "U", role, scope, (), "s", START_UTC, "")


@pytest.fixture
def city(tmp_path: Path) -> Iterator[_City]:
    city = _City(tmp_path)
    yield city
    city.centre.close()


def test_a_recorder_that_fails_is_one_line_that_grows_and_ends(city: _City) -> None:
    city.fall(_MINE[:5])
    city.look()
    assert city.open() == []
    city.look(31)
    (line,) = city.open()
    assert (line.kind, line.name, line.label, line.down) == (CauseKind.RECORDER, "nvr-7", "nvr-7", 5)
    city.fall(_MINE[5:])
    city.look()
    (grown,) = city.open()
    assert (grown.id, grown.down) == (line.id, 6)
    city.come_back(_MINE)
    city.look()
    assert [(one.id, one.down) for one in city.open()] == [(line.id, 0)]
    city.look(61)
    assert city.open() == []


def test_after_a_restart_it_is_the_same_line(city: _City) -> None:
    city.fall(_MINE)
    city.look()
    city.look(31)
    before = city.open()
    city.watch = CauseWatch(city.centre.centre)
    city.look()
    city.look(31)
    assert city.open() == before
    city.come_back(_MINE)
    city.look()
    city.look(61)
    assert city.open() == []


def test_who_sees_a_part_of_the_city_is_told_those_cameras_and_their_number(city: _City) -> None:
    city.fall(_MINE)
    city.look()
    city.look(31)
    assert [len(one.cameras) for one in city.open(VILLAGE)] == [4]
    assert [one.camera_id for one in city.open(OTHER_VILLAGE)[0].cameras] == _MINE[4:]
    assert city.open("33.74.09") == []


def test_areas_bear_the_names_of_what_is_around_them_and_cameras_their_own(city: _City) -> None:
    city.centre.add_cameras([TestCamera("c-1", 40, name="Pos Kali", area_code=OTHER_VILLAGE)])
    city.fall([*_MINE[:4], *(f"b-{one}" for one in range(12)), "c-1"])
    city.look()
    city.look(31)
    told = {(one.kind, one.label) for one in city.open()}
    assert told == {(CauseKind.RT, "RT 003, RW 002, Bandarharjo"), (CauseKind.CAMERA, "Pos Kali")}


def test_a_change_is_told_once_for_each_area_concerned_and_only_to_who_reads_the_directory(city: _City) -> None:
    city.fall(_MINE)
    city.look()
    assert city.events() == []
    city.look(31)
    told = city.events()
    assert {one.event.area_code for one in told} == {f"{VILLAGE}/RW002/RT003", OTHER_VILLAGE}
    assert not any("nvr-7" in one.event.data for one in told)
    assert [wants(principal(OTHER_VILLAGE), one) for one in told].count(True) == 1
    assert not any(wants(principal(CITY, role=Role.POLICE_LIAISON), one) for one in told)
    city.look()
    assert city.events() == told, "what stays as it is is not told again"


def test_very_many_areas_are_told_as_one_event(city: _City) -> None:
    areas = {f"33.74.04.{1000 + one}": f"Kelurahan {one}" for one in range(20)}
    far = [TestCamera(f"p-{one}", 100 + one, area_code=code, power="SMG-07") for one, code in enumerate(areas)]
    city.centre.add_cameras(far, areas={"33.74.04": "Gayamsari", **areas})
    city.fall([camera.id for camera in far])
    city.look()
    city.look(31)
    assert [one.event.area_code for one in city.events()] == [None]
    assert [(one.kind, one.down) for one in city.open()] == [(CauseKind.POWER, 20)]


def test_a_new_recorder_in_the_directory_counts_from_the_next_look(city: _City) -> None:
    city.fall([f"b-{one}" for one in range(4)])
    city.centre.add_cameras([TestCamera(f"b-{one}", 20 + one, recorder="nvr-8,", status="") for one in range(4)])
    city.look()
    city.look(31)
    assert [(one.kind, one.name) for one in city.open()] == [(CauseKind.RECORDER, "nvr-8")]


def test_a_camera_removed_and_brought_back_belongs_to_the_line_again(city: _City) -> None:
    city.fall(_MINE)
    city.look()
    city.look(31)
    others = [TestCamera(f"b-{one}", 20 + one, status="") for one in range(12)]
    kept = [TestCamera(name, 1 + place, recorder="nvr-7,", status="") for place, name in enumerate(_MINE)]
    city.centre.add_cameras([*others, *kept[1:]], full=True)
    city.look()
    assert city.open()[0].down == 5
    city.centre.add_cameras(kept[:1])
    city.come_back(_MINE[:1])
    city.fall(_MINE[:1])
    city.look()
    assert [one.down for one in city.open()] == [6]


def test_those_that_ended_can_be_asked_by_time_until_they_are_forgotten(city: _City) -> None:
    city.fall(_MINE)
    city.look()
    city.look(31)
    opened = city.clock.now_utc()
    city.come_back(_MINE)
    city.look()
    city.look(61)
    closed = city.clock.now_utc()
    database, rule = city.centre.centre.database, city.centre.settings.causes
    with database.read() as connection:
        (line,) = causes_between(connection, principal(CITY), rule, opened, closed).causes
        assert (line.closed_utc, len(line.cameras), line.down) == (closed, 6, 0)
        assert causes_between(connection, principal(CITY), rule, START_UTC, opened).causes == ()
    city.clock.advance(city.centre.settings.lifetimes.closed_cause_s + 1)
    database.write(lambda connection: forget_closed(connection, city.centre.centre))
    assert city.centre.rows("causes") == city.centre.rows("cause_cameras") == []


def test_what_could_not_be_written_is_worked_out_again(city: _City, monkeypatch: pytest.MonkeyPatch) -> None:
    city.fall(_MINE)
    city.look()

    def full(_work: object) -> None:
        raise KnownError("centre.storage", reason="SQLITE_FULL")

    with monkeypatch.context() as broken:
        broken.setattr(city.centre.centre.database, "write", full)
        with pytest.raises(KnownError):
            city.look(31)
    assert city.open() == []
    city.look()
    city.look(31)
    assert len(city.open()) == 1


def test_without_news_nothing_is_written(city: _City) -> None:
    city.fall(_MINE)
    city.look()
    city.look(31)
    lines = city.centre.rows("causes")
    head = city.centre.rows("sync_head")
    city.look()
    assert (city.centre.rows("causes"), city.centre.rows("sync_head")) == (lines, head)
