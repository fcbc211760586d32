"""Cameras of a go2rtc: a stream is one camera, silence says nothing of it, and its own address is not taken."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import SourceCamera, SourceReading
from console.server.sources.fetch import SourceHttp
from console.server.sources.go2rtc import Go2Rtc, Go2RtcSettings
from console.server.sources.stream_server import StreamServer
from tests.helpers.fake_go2rtc import CAMERA_PASSWORD, PASSWORD, USER, FakeGo2Rtc, unwatched, watched
from tests.helpers.fake_system import FakeSystem, running_system

READER = Login("penonton", Secret("rahasia-baca"))


@pytest.fixture
def there() -> FakeGo2Rtc:
    return FakeGo2Rtc()


@pytest.fixture
def system(there: FakeGo2Rtc) -> Iterator[FakeSystem]:
    with running_system(there) as system:
        yield system


def read(system: FakeSystem, sub_ending: str = "_sub") -> SourceReading:
    streams = StreamServer("rtsp://gerbang.kota.example:8554", READER, sub_ending)
    http = SourceHttp(system.url)
    try:
        return Go2Rtc(http, Go2RtcSettings(streams, Login(USER, Secret(PASSWORD)))).read()
    finally:
        http.close()


def test_a_stream_is_a_camera_at_the_gateway(system: FakeSystem) -> None:
    reading = read(system)
    assert reading == SourceReading(
        (
            SourceCamera(
                key="simpang-lima",
                name="simpang-lima",
                main_url="rtsp://gerbang.kota.example:8554/simpang-lima",
                login=READER,
                status=DirectoryStatus.ONLINE,
                place=1,
            ),
        )
    )
    assert CAMERA_PASSWORD not in f"{reading!r} {[camera.main_url for camera in reading.cameras]}"


def test_only_a_producer_that_received_something_says_that_the_camera_works(
    there: FakeGo2Rtc, system: FakeSystem
) -> None:
    older = {"producers": [{"type": "RTSP active producer", "recv": 5}], "consumers": []}
    there.streams = {"a": watched(), "b": unwatched(), "c": older, "d": watched(bytes_recv=0)}
    assert [camera.status for camera in read(system).cameras] == [
        DirectoryStatus.ONLINE,
        DirectoryStatus.UNKNOWN,
        DirectoryStatus.ONLINE,
        DirectoryStatus.UNKNOWN,
    ]


def test_a_stream_without_a_producer_has_no_address(there: FakeGo2Rtc, system: FakeSystem) -> None:
    there.streams = {"a": {"producers": None, "consumers": None}, "b": unwatched()}
    reading = read(system)
    assert [camera.key for camera in reading.cameras] == ["b"]
    assert reading.notes == ("source.no_address camera 1",)


@pytest.mark.parametrize(
    ("ending", "keys"), [("_sub", ["johar"]), ("", ["johar", "johar_sub"]), ("_kecil", ["johar", "johar_sub"])]
)
def test_the_ending_of_small_feeds_is_a_setting(
    there: FakeGo2Rtc, system: FakeSystem, ending: str, keys: list[str]
) -> None:
    there.streams = {"johar": unwatched(), "johar_sub": unwatched()}
    assert [camera.key for camera in read(system, ending).cameras] == keys


def test_entries_of_wrong_types_are_noted_by_their_place(there: FakeGo2Rtc, system: FakeSystem) -> None:
    there.streams = {"a": 7, "b": {"producers": {}}, "c": {"producers": ["x"]}, "d": unwatched(), "": unwatched()}
    reading = read(system)
    assert [camera.key for camera in reading.cameras] == ["d"]
    assert reading.notes == tuple(f"source.bad_entry camera {place}" for place in (1, 2, 3, 4))
