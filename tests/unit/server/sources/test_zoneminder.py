"""Cameras of a ZoneMinder: its recorded answer, groups, states, its ways to refuse, and that no password is told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import PtzAddress, PtzProtocol, SourceCamera, SourceReading
from console.server.sources.fetch import SourceHttp
from console.server.sources.zoneminder import ZoneMinder, ZoneMinderSettings
from tests.helpers.fake_system import FakeSystem, Said, running_system
from tests.helpers.fake_zoneminder import PASSWORD, TOKEN, USER, FakeZoneMinder, group, recorded_monitor


@pytest.fixture
def there() -> FakeZoneMinder:
    return FakeZoneMinder()


@pytest.fixture
def system(there: FakeZoneMinder) -> Iterator[FakeSystem]:
    with running_system(there) as system:
        yield system


def read(system: FakeSystem, restream_url: str = "", password: str = PASSWORD, user: str = USER) -> SourceReading:
    settings = ZoneMinderSettings(Login(user, Secret(password)), restream_url)
    http = SourceHttp(system.url)
    try:
        return ZoneMinder(http, settings).read()
    finally:
        http.close()


def only(reading: SourceReading) -> SourceCamera:
    assert reading.notes == ()
    (camera,) = reading.cameras
    return camera


def test_the_recorded_monitor_is_a_camera(system: FakeSystem) -> None:
    assert only(read(system)) == SourceCamera(
        key="1",
        name="Simpang Dago",
        main_url="rtsp://op:pw@10.1.2.3:554/main",
        sub_url="rtsp://op:pw@10.1.2.3:554/sub",
        login=Login("", Secret("")),
        latitude=-6.88532,
        longitude=107.61373,
        ptz=PtzAddress(PtzProtocol.ONVIF, "http://10.1.2.3/onvif/device_service", ""),
        ptz_login=Login("", Secret("")),
        status=DirectoryStatus.ONLINE,
        place=1,
    )


def test_the_password_goes_in_the_form_and_the_token_in_the_query(system: FakeSystem) -> None:
    read(system)
    assert [str(asked) for asked in system.asked] == [
        "POST /api/host/login.json",
        "GET /api/monitors.json",
        "GET /api/groups.json",
    ]
    assert system.asked[0].form == {"user": USER, "pass": PASSWORD}
    assert [asked.query for asked in system.asked] == [{}, {"token": TOKEN}, {"token": TOKEN}]
    assert not any("authorization" in asked.headers for asked in system.asked)


def test_no_password_shows_in_a_reading(there: FakeZoneMinder, system: FakeSystem) -> None:
    there.monitors = [
        recorded_monitor(User="op", Pass="s3cret", ONVIF_URL="http://op:s3cret@10.1.2.3/", ONVIF_Password="s3cret"),
        recorded_monitor(Id=2, Path="gopher://op:s3cret@10.1.2.3/", SecondPath=None),
        recorded_monitor(Id=3, Path={"s3cret": 1}),
    ]
    reading = read(system)
    assert reading.notes == ("source.no_address camera 2", "source.bad_entry camera 3")
    assert "s3cret" not in repr(reading)
    assert "pw" not in repr(reading)
    assert reading.cameras[0].ptz == PtzAddress(PtzProtocol.ONVIF, "http://10.1.2.3/", "")


@pytest.mark.parametrize("user", [USER, ""])
def test_one_that_asks_nobody_to_sign_in_is_read_without_a_token(
    there: FakeZoneMinder, system: FakeSystem, user: str
) -> None:
    there.asks_to_sign_in = False
    assert only(read(system, user=user)).key == "1"
    assert system.asked[-1].query == {}


def test_a_login_of_its_own_field_goes_with_an_address_without_one(there: FakeZoneMinder, system: FakeSystem) -> None:
    there.monitors = [recorded_monitor(Path="rtsp://10.1.2.4/live", SecondPath=None, User="op", Pass="s3cret")]
    camera = only(read(system))
    assert (camera.main_url, camera.sub_url, camera.login) == (
        "rtsp://10.1.2.4/live",
        "",
        Login("op", Secret("s3cret")),
    )


@pytest.mark.parametrize(
    ("function", "said", "status"),
    [
        ("Monitor", "Connected", DirectoryStatus.ONLINE),
        ("Monitor", "Running", DirectoryStatus.OFFLINE),
        ("Monitor", "NotRunning", DirectoryStatus.OFFLINE),
        ("Monitor", "Unknown", DirectoryStatus.UNKNOWN),
        ("Monitor", "A word of a later version", DirectoryStatus.UNKNOWN),
        ("None", "Connected", DirectoryStatus.UNKNOWN),
        ("Monitor", None, None),
        (None, "Connected", DirectoryStatus.ONLINE),
    ],
)
def test_the_state_of_its_capture_is_the_status(
    there: FakeZoneMinder, system: FakeSystem, function: str | None, said: str | None, status: DirectoryStatus | None
) -> None:
    entry = recorded_monitor(Function=function, Enabled=0)
    # A monitor that was never captured has the join with nothing in it.
    entry["Monitor_Status"] = {"MonitorId": None if said is None else 1, "Status": said, "CaptureFPS": None}
    there.monitors = [entry]
    assert only(read(system)).status is status


def test_a_monitor_without_any_status_is_still_a_camera(there: FakeZoneMinder, system: FakeSystem) -> None:
    entry = recorded_monitor()
    del entry["Monitor_Status"]
    there.monitors = [entry]
    assert only(read(system)).status is None


def test_the_deepest_group_places_a_camera(there: FakeZoneMinder, system: FakeSystem) -> None:
    there.groups = [
        group(4, "Semua kamera", None, 1),
        group(3, "Miroto", 2, 1),
        group(2, "Semarang\n Tengah", 1),
        group(1, "Semarang", None),
    ]
    assert only(read(system)).groups == ("Semarang", "Semarang Tengah", "Miroto")


def test_groups_in_a_ring_and_broken_ones_cost_no_camera(there: FakeZoneMinder, system: FakeSystem) -> None:
    there.groups = [group(1, "A", 2, 1), group(2, "B", 1), {"Group": []}, 7, {"Group": {"Id": 9}, "Monitor": "?"}]
    assert only(read(system)).groups == ("B", "A")


@pytest.mark.parametrize(
    ("changed", "moved"),
    [
        ({"Controllable": 0}, False),
        ({"ONVIF_URL": ""}, False),
        ({"ONVIF_URL": "10.1.2.3"}, False),
        ({"ONVIF_URL": "rtsp://10.1.2.3/"}, False),
        ({}, True),
    ],
)
def test_only_what_has_a_real_onvif_address_is_moved(
    there: FakeZoneMinder, system: FakeSystem, changed: dict[str, object], moved: bool
) -> None:
    there.monitors = [recorded_monitor(**changed)]
    assert (only(read(system)).ptz is not None) is moved


def test_what_it_serves_itself_is_read_there_if_wanted(there: FakeZoneMinder, system: FakeSystem) -> None:
    there.asks_to_sign_in = False
    there.monitors = [
        recorded_monitor(),
        recorded_monitor(Id=2, RTSPServer=False),
        recorded_monitor(Id=3, Function="None"),
        recorded_monitor(Id=4, RTSPStreamName="simpang lima?"),
    ]
    reading = read(system, "rtsp://zm.kota.example:20000", user="")
    assert [(camera.main_url, camera.sub_url) for camera in reading.cameras] == [
        ("rtsp://zm.kota.example:20000/dago", ""),
        ("rtsp://op:pw@10.1.2.3:554/main", "rtsp://op:pw@10.1.2.3:554/sub"),
        ("rtsp://op:pw@10.1.2.3:554/main", "rtsp://op:pw@10.1.2.3:554/sub"),
        ("rtsp://zm.kota.example:20000/simpang%20lima%3F", ""),
    ]


def test_its_own_streams_are_refused_where_they_want_a_password_in_the_address(system: FakeSystem) -> None:
    with pytest.raises(KnownError, match=r"source\.restream_login"):
        read(system, "rtsp://zm.kota.example:20000")


def test_a_user_without_the_api_is_told_as_that(there: FakeZoneMinder, system: FakeSystem) -> None:
    there.api_enabled = False
    with pytest.raises(KnownError) as caught:
        read(system)
    assert caught.value.code == "source.api_disabled"


def test_a_user_without_groups_is_refused_and_no_token_is_told(there: FakeZoneMinder, system: FakeSystem) -> None:
    there.sees_groups = False
    with pytest.raises(KnownError) as caught:
        read(system)
    assert caught.value.code == "source.refused"
    assert TOKEN not in f"{caught.value!r} {caught.value} {caught.value.__cause__} {caught.value.__context__}"


@pytest.mark.parametrize("said", [b"7", b'{"access_token": 7}', b'{"version": "1.36.33"}'])
def test_an_answer_to_the_sign_in_without_a_token_is_refused(system: FakeSystem, said: bytes) -> None:
    system.reply = lambda _asked: Said(said)
    with pytest.raises(KnownError, match=r"source\.bad_answer"):
        read(system)
