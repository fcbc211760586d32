"""Cameras of an Nx server: old and new versions, streams, states, what can be moved, and sessions that always end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import PtzAddress, PtzProtocol, SourceCamera, SourceReading
from console.server.sources.fetch import SourceHttp
from console.server.sources.nx import Nx, NxSettings
from tests.helpers.fake_nx import CAMERA_ID, CAMERA_PASSWORD, PASSWORD, USER, FakeNx, device_v2, device_v4
from tests.helpers.fake_system import FakeSystem, Said, running_system

LOGIN = Login(USER, Secret(PASSWORD))
WATCHER = Login("penonton", Secret("rahasia-lihat"))
RTSP = "rtsp://nx.kota.example:7001"


@pytest.fixture
def there() -> FakeNx:
    return FakeNx()


@pytest.fixture
def system(there: FakeNx) -> Iterator[FakeSystem]:
    with running_system(there) as system:
        yield system


def read(system: FakeSystem, settings: NxSettings | None = None) -> SourceReading:
    http = SourceHttp(system.url)
    try:
        return Nx(http, settings or NxSettings(LOGIN, RTSP, WATCHER)).read()
    finally:
        http.close()


def only(reading: SourceReading) -> SourceCamera:
    assert reading.notes == ()
    (camera,) = reading.cameras
    return camera


def test_a_device_is_a_camera_at_the_server_with_the_logins_apart(there: FakeNx, system: FakeSystem) -> None:
    camera = only(read(system))
    assert camera == SourceCamera(
        key=CAMERA_ID,
        name="Simpang Lima",
        main_url=f"{RTSP}/{CAMERA_ID}?stream=0",
        sub_url=f"{RTSP}/{CAMERA_ID}?stream=1",
        login=WATCHER,
        ptz=PtzAddress(PtzProtocol.NX, system.url, CAMERA_ID),
        ptz_login=LOGIN,
        status=DirectoryStatus.ONLINE,
        groups=("Semarang", "Semarang Tengah"),
        place=1,
    )
    assert CAMERA_PASSWORD not in f"{camera!r} {camera.main_url}"
    assert not there.sessions


def test_without_other_settings_streams_are_at_the_server_with_its_login(system: FakeSystem) -> None:
    camera = only(read(system, NxSettings(LOGIN)))
    assert camera.main_url == f"{system.url.replace('http', 'rtsp')}/{CAMERA_ID}?stream=0"
    assert camera.login == LOGIN


@pytest.mark.parametrize(("newest", "wraps"), [(4, True), (3, False), (2, False), (1, True)])
def test_the_newest_version_that_it_has_is_spoken(there: FakeNx, system: FakeSystem, newest: int, wraps: bool) -> None:
    there.newest, there.wraps = newest, wraps
    there.devices = [device_v2() if newest < 3 else device_v4()]
    camera = only(read(system))
    # An update of the server does not make another camera of it.
    assert (camera.key, camera.sub_url) == (CAMERA_ID, f"{RTSP}/{CAMERA_ID}?stream=1")
    assert camera.ptz == PtzAddress(PtzProtocol.NX, system.url, CAMERA_ID)
    assert str(system.asked[-2]) == f"GET /rest/v{newest}/devices"
    assert ("mediaStreams" in system.asked[-2].query["_with"]) is (newest >= 3)
    assert not there.sessions


def test_a_system_without_any_of_its_versions_is_none(there: FakeNx, system: FakeSystem) -> None:
    there.newest = 0
    with pytest.raises(KnownError) as caught:
        read(system)
    assert (caught.value.code, caught.value.params["status"]) == ("source.error", 404)


@pytest.mark.parametrize("body", [b"<html>", b"{}", b'{"reply": {}}'])
def test_the_session_ends_also_when_the_answer_is_none(there: FakeNx, system: FakeSystem, body: bytes) -> None:
    there.body = body
    with pytest.raises(KnownError, match=r"source\.bad_answer"):
        read(system)
    assert there.signed_in == 1
    assert not there.sessions


def test_a_server_that_does_not_sign_out_costs_no_reading(there: FakeNx, system: FakeSystem) -> None:
    there.signs_out = False
    assert only(read(system)).key == CAMERA_ID
    # Such a session ends by itself.
    assert system.asked[0].document["durationS"] == 900


@pytest.mark.parametrize("token", [None, "", 7, "vms-é", "vms-\r\nX: y"])
def test_a_token_that_can_not_be_sent_is_none(system: FakeSystem, token: Any) -> None:
    system.reply = lambda _asked: Said({"token": token})
    with pytest.raises(KnownError, match=r"source\.bad_answer"):
        read(system)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Online", DirectoryStatus.ONLINE),
        ("Recording", DirectoryStatus.ONLINE),
        ("Offline", DirectoryStatus.OFFLINE),
        ("Unauthorized", DirectoryStatus.OFFLINE),
        ("NotDefined", DirectoryStatus.UNKNOWN),
        (None, None),
    ],
)
def test_the_state_of_a_device(
    there: FakeNx, system: FakeSystem, said: str | None, status: DirectoryStatus | None
) -> None:
    there.devices = [device_v4(status=said)]
    assert only(read(system)).status is status


MAIN_ONLY = [{"encoderIndex": 0, "resolution": "1920x1080"}]


@pytest.mark.parametrize(
    ("changed", "has_small"),
    [
        ({"options": {"isDualStreamingDisabled": True}}, False),
        ({"mediaStreams": MAIN_ONLY}, False),
        ({"mediaStreams": [*MAIN_ONLY, {"encoderIndex": 1, "transcodingRequired": True}]}, False),
        ({"mediaStreams": []}, True),
        ({"mediaStreams": None, "options": None}, True),
    ],
)
def test_a_small_feed_is_one_that_the_camera_itself_gives(
    there: FakeNx, system: FakeSystem, changed: dict[str, Any], has_small: bool
) -> None:
    there.devices = [device_v4(**changed)]
    assert bool(only(read(system)).sub_url) is has_small


@pytest.mark.parametrize(
    ("device", "is_moved"),
    [
        (device_v4(ptz={"capabilities": "ContinuousZoomCapability"}), True),
        (device_v4(ptz={"capabilities": "AbsolutePanCapability|VirtualPtzCapability"}), False),
        (device_v4(ptz={"capabilities": ""}), False),
        (device_v4(ptz=None), False),
        (device_v2(parameters={"ptzCapabilities": 4}), True),
        (device_v2(parameters={"ptzCapabilities": "7"}), True),
        (device_v2(parameters={"ptzCapabilities": 4194304}), False),
        (device_v2(parameters={"ptzCapabilities": "-1"}), False),
        (device_v2(parameters={}), False),
    ],
)
def test_only_what_says_that_it_moves_is_moved(
    there: FakeNx, system: FakeSystem, device: dict[str, Any], is_moved: bool
) -> None:
    there.devices = [device]
    camera = only(read(system))
    assert (camera.ptz is not None) is is_moved
    assert (camera.ptz_login == LOGIN) is is_moved


def test_a_recorder_is_the_folder_of_its_channels_where_people_made_none(there: FakeNx, system: FakeSystem) -> None:
    there.devices = [device_v4(parameters={}, group={"id": "g", "name": "Perekam\tJohar"})]
    assert only(read(system)).groups == ("Perekam Johar",)


def test_what_has_no_pictures_is_no_camera(there: FakeNx, system: FakeSystem) -> None:
    there.devices = [device_v4(1, deviceType="IOModule"), device_v4(2, deviceType="HornSpeaker"), device_v4(3)]
    assert only(read(system)).place == 3
