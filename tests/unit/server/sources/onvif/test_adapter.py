"""What the directory gets of ONVIF devices, good and bad, one and many."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.base.redaction import Secret
from console.server.keys import Login
from console.server.sources.adapter import PtzAddress, PtzProtocol, SourceCamera, SourceReading
from console.server.sources.fetch import FetchLimits
from console.server.sources.onvif.adapter import OnvifAdapter, OnvifPatience, OnvifPlace
from console.server.sources.onvif.address import DeviceAddress
from console.server.sources.onvif.reading import MOST_CAMERAS
from tests.helpers.onvif_answers import SimDevice, SimProfile
from tests.helpers.onvif_camera import OnvifCamera, Trouble, running_camera

_IMPATIENT = OnvifPatience(FetchLimits(seconds=1.0, body_bytes=8 * 1024 * 1024, connect_s=0.5, silence_s=0.3))
_READ = ["GetSystemDateAndTime", "GetServices", "GetProfiles", "GetScopes", "GetStreamUri", "GetStreamUri"]


class _HurriedClock(SystemClock):
    """A minute goes by between two looks."""

    def __init__(self) -> None:
        self._looks = 0

    def monotonic_s(self) -> float:
        self._looks += 1
        return self._looks * 60.0


@pytest.fixture
def camera() -> Iterator[OnvifCamera]:
    with running_camera() as running:
        yield running


@pytest.fixture
def away() -> Iterator[list[str]]:
    """Two addresses that are taken, so that nobody else listens there, and do not listen."""
    with socket.socket() as first, socket.socket() as second:
        for one in (first, second):
            one.bind(("127.0.0.1", 0))
        yield [f"127.0.0.1:{one.getsockname()[1]}" for one in (first, second)]


def _login(camera: OnvifCamera) -> Login:
    return Login(camera.user, Secret(camera.password))


def _read(*cameras: OnvifCamera | str, patience: OnvifPatience | None = None) -> SourceReading:
    places = [OnvifPlace(one) if isinstance(one, str) else OnvifPlace(one.address, _login(one)) for one in cameras]
    return OnvifAdapter(places, SystemClock(), patience=patience).read()


def _only(reading: SourceReading) -> SourceCamera:
    assert (len(reading.cameras), reading.notes, reading.unread) == (1, (), ())
    return reading.cameras[0]


def _failure(*cameras: OnvifCamera | str, patience: OnvifPatience | None = None) -> KnownError:
    with pytest.raises(KnownError) as caught:
        _read(*cameras, patience=patience)
    assert caught.value.__cause__ is None
    assert "rahasia" not in repr(caught.value) + str(caught.value)
    return caught.value


def test_a_camera_is_read_with_both_feeds_and_how_it_is_moved(camera: OnvifCamera) -> None:
    login = _login(camera)
    assert _only(_read(camera)) == SourceCamera(
        key=f"{camera.address}_VS_1",
        name="Simpang Lima",
        main_url="rtsp://127.0.0.1:554/P_main?a=1&b=2",
        sub_url="rtsp://127.0.0.1:554/P_sub?a=1&b=2",
        login=login,
        ptz=PtzAddress(PtzProtocol.ONVIF, f"http://{camera.address}/onvif/PTZ", "P_main"),
        ptz_login=login,
        place=1,
    )
    assert camera.operations() == _READ


@pytest.mark.parametrize(("media2", "services"), [(False, True), (True, False), (False, False)])
def test_an_older_device_is_read_as_well(camera: OnvifCamera, media2: bool, services: bool) -> None:
    new = _read(camera)
    camera.device = replace(camera.device, media2=media2, services=services)
    assert _read(camera) == new


def test_the_largest_is_the_main_feed_and_the_smallest_the_sub_feed(camera: OnvifCamera) -> None:
    sizes = {"middle": ("H264", 1280), "small": ("H265", 640), "large": ("H265", 2560), "smallest": ("JPEG", 320)}
    profiles = tuple(SimProfile(name, encoding=kind, width=width) for name, (kind, width) in sizes.items())
    camera.device = replace(camera.device, profiles=(SimProfile("huge", encoding="JPEG", width=4000), *profiles))
    read = _only(_read(camera))
    assert ("/large?" in read.main_url, "/small?" in read.sub_url) == (True, True)


def test_of_two_profiles_of_one_size_the_thinner_is_the_sub_feed(camera: OnvifCamera) -> None:
    camera.device = replace(camera.device, profiles=(SimProfile("thin", kbps=512), SimProfile("thick", kbps=6000)))
    read = _only(_read(camera))
    assert ("/thick?" in read.main_url, "/thin?" in read.sub_url) == (True, True)


@pytest.mark.parametrize("encoding", ["H264", "H265", "JPEG"])
def test_a_camera_with_one_profile_has_no_sub_feed(camera: OnvifCamera, encoding: str) -> None:
    camera.device = replace(camera.device, profiles=(SimProfile("one", encoding=encoding),))
    read = _only(_read(camera))
    assert ("/one?" in read.main_url, read.sub_url) == (True, "")


def test_what_can_not_be_moved_has_no_address_for_it(camera: OnvifCamera) -> None:
    camera.device = replace(camera.device, profiles=(SimProfile("fixed"),))
    assert _only(_read(camera)).ptz is None
    camera.device = SimDevice(ptz=False)
    assert _only(_read(camera)).ptz is None


def test_a_recorder_is_one_camera_for_each_of_its_channels(camera: OnvifCamera) -> None:
    channels = [(f"VS_{channel}", size) for channel in (1, 2, 3) for size in (1920, 640)]
    profiles = tuple(SimProfile(f"{source}_{width}", source=source, width=width) for source, width in channels)
    camera.device = replace(camera.device, profiles=profiles, silent=frozenset({"VS_2_1920", "VS_3_640"}))
    reading = _read(camera)
    first, third = reading.cameras
    assert [one.key for one in reading.cameras] == [f"{camera.address}_VS_1", f"{camera.address}_VS_3"]
    assert (first.name, third.name, third.place) == ("Simpang Lima 1", "Simpang Lima 3", 3)
    assert (first.recorder_id, third.sub_url) == (camera.address, "")
    assert (reading.notes, reading.unread) == (("source.no_address camera 2",), (f"{camera.address}_VS_2",))


@pytest.mark.parametrize(
    ("device", "name"), [(SimDevice(name=""), "Warung K-1"), (SimDevice(name="Kota\nLama"), "Kota Lama")]
)
def test_a_camera_without_a_name_has_that_of_its_make(camera: OnvifCamera, device: SimDevice, name: str) -> None:
    camera.device = device
    assert _only(_read(camera)).name == name


@pytest.mark.parametrize("trouble", [Trouble.FAULT, Trouble.REFUSED])
def test_a_camera_that_will_not_tell_its_name_is_called_by_its_address(camera: OnvifCamera, trouble: Trouble) -> None:
    camera.trouble = {"GetScopes": trouble, "GetDeviceInformation": trouble}
    assert _only(_read(camera)).name == camera.address


@pytest.mark.parametrize("ahead", [timedelta(days=-9000), timedelta(seconds=-40), timedelta(hours=7)])
def test_a_clock_that_is_wrong_is_followed(camera: OnvifCamera, ahead: timedelta) -> None:
    camera.ahead = ahead
    assert _only(_read(camera)).name == "Simpang Lima"


def test_http_may_ask_for_the_password_instead(camera: OnvifCamera) -> None:
    camera.http_digest = True
    assert _only(_read(camera)).name == "Simpang Lima"
    camera.password = "rahasia lain"
    with pytest.raises(KnownError, match=r"source\.refused"):
        OnvifAdapter([OnvifPlace(camera.address, Login("ronda", Secret("salah")))], SystemClock()).read()


def test_a_wrong_password_is_tried_once_so_that_nobody_is_locked_out(camera: OnvifCamera) -> None:
    place = OnvifPlace(camera.address, Login("ronda", Secret("salah")))
    with pytest.raises(KnownError, match=r"source\.refused"):
        OnvifAdapter([place], SystemClock()).read()
    assert camera.operations() == ["GetSystemDateAndTime", "GetServices", "GetProfiles", "GetSystemDateAndTime"]


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (Trouble.FAULT, "source.fault"),
        (Trouble.REFUSED, "source.refused"),
        (Trouble.HTML, "source.bad_answer"),
        (Trouble.CUT, "source.bad_answer"),
        (Trouble.BOMB, "source.bad_answer"),
        (Trouble.DEEP, "source.bad_answer"),
        (Trouble.OTHER_ANSWER, "source.bad_answer"),
        (Trouble.HANG, "source.timeout"),
    ],
)
@pytest.mark.parametrize("operation", ["GetProfiles", "*"])
def test_a_device_that_answers_badly_is_told_by_its_code(
    camera: OnvifCamera, trouble: Trouble, code: str, operation: str
) -> None:
    camera.device = replace(camera.device, media2=False)
    camera.trouble = {operation: trouble}
    assert _failure(camera, patience=_IMPATIENT if trouble is Trouble.HANG else None).code == code


@pytest.mark.parametrize("trouble", [Trouble.FAULT, Trouble.HTML, Trouble.OTHER_ANSWER])
def test_a_device_whose_newer_media_service_does_not_work_is_asked_by_the_older_one(
    camera: OnvifCamera, trouble: Trouble
) -> None:
    good = _read(camera)
    camera.trouble = {"Media2": trouble}
    assert _read(camera) == good


def test_what_a_fault_says_in_words_is_not_repeated(camera: OnvifCamera) -> None:
    camera.device = replace(camera.device, media2=False)
    camera.trouble = {"GetProfiles": Trouble.FAULT}
    assert _failure(camera).params == {"host": "127.0.0.1", "reason": "InvalidArgVal"}


def test_ten_thousand_profiles_of_one_camera_are_one_camera(camera: OnvifCamera) -> None:
    profiles = tuple(SimProfile(f"P{index}", width=100 + index) for index in range(10_000))
    camera.device = replace(camera.device, profiles=profiles)
    read = _only(_read(camera))
    assert ("/P9999?" in read.main_url, "/P0?" in read.sub_url) == (True, True)


def test_a_device_with_more_cameras_than_any_has_is_not_believed(camera: OnvifCamera) -> None:
    profiles = tuple(SimProfile("P", source=f"VS{index}") for index in range(MOST_CAMERAS + 1))
    camera.device = replace(camera.device, profiles=profiles)
    assert _failure(camera).code == "source.too_many"
    assert "GetStreamUri" not in camera.operations()


def test_a_device_without_a_camera_is_told(camera: OnvifCamera) -> None:
    camera.device = replace(camera.device, profiles=())
    assert _failure(camera).code == "source.no_cameras"


@pytest.mark.parametrize("told", ["192.168.1.64", "192.168.1.64:8000", "elsewhere.invalid"])
def test_the_addresses_of_a_device_behind_nat_are_brought_to_where_it_was_reached(
    camera: OnvifCamera, told: str
) -> None:
    here = _read(camera)
    camera.device = replace(camera.device, host_told=told)
    assert _read(camera) == here


def test_a_device_is_reached_by_ipv6() -> None:
    with running_camera(host="::1") as camera:
        read = _only(_read(camera))
    assert (read.main_url, read.key) == (
        "rtsp://[::1]:554/P_main?a=1&b=2",
        DeviceAddress.of(camera.address).camera_key("VS_1"),
    )


def test_a_device_that_is_away_loses_no_camera_of_a_list(camera: OnvifCamera, away: list[str]) -> None:
    reading = _read(away[0], camera, camera)
    assert [(one.name, one.place) for one in reading.cameras] == [("Simpang Lima", 2)]
    assert (reading.notes, reading.unread) == (("source.unreachable device 1",), (f"{away[0]}_",))


def test_a_list_of_which_nothing_answers_is_no_reading(away: list[str]) -> None:
    assert _failure(*away).code == "source.unreachable"


def test_a_device_that_takes_too_long_for_all_together_is_given_up(camera: OnvifCamera) -> None:
    adapter = OnvifAdapter(
        [OnvifPlace(camera.address, _login(camera))], _HurriedClock(), patience=OnvifPatience(device_s=90.0)
    )
    with pytest.raises(KnownError, match=r"source\.timeout"):
        adapter.read()
    assert camera.operations().count("GetStreamUri") == 1


def test_a_device_whose_turn_comes_too_late_is_not_asked(camera: OnvifCamera) -> None:
    assert _failure(camera, patience=OnvifPatience(all_s=0.0)).code == "source.timeout"
    assert camera.operations() == []


def test_a_centre_that_stops_asks_no_device_any_more(camera: OnvifCamera) -> None:
    assert _failure(camera, patience=OnvifPatience(should_stop=lambda: True)).code == "source.stopped"
    assert camera.operations() == []


def test_a_list_without_a_device_and_an_address_that_is_none_are_refused() -> None:
    for places in ([], [OnvifPlace("ftp://10.0.0.1")]):
        with pytest.raises(KnownError, match=r"source\.bad_address"):
            OnvifAdapter(places, SystemClock())
