"""Cameras of a Frigate: its sign-in, which of its streams are main and small, states, and masked passwords never used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import SourceCamera, SourceReading
from console.server.sources.fetch import SourceHttp
from console.server.sources.frigate import Frigate, FrigateSettings
from console.server.sources.stream_server import StreamServer
from tests.helpers.fake_frigate import MASKED, PASSWORD, TOKEN, USER, FakeFrigate, camera, restreamed
from tests.helpers.fake_system import FakeSystem, Said, running_system

READER = Login("penonton", Secret("rahasia-baca"))
BASE = "rtsp://frigate.kota.example:8554"


@pytest.fixture
def there() -> FakeFrigate:
    return FakeFrigate()


@pytest.fixture
def system(there: FakeFrigate) -> Iterator[FakeSystem]:
    with running_system(there) as system:
        yield system


def read(system: FakeSystem, user: str = USER) -> SourceReading:
    http = SourceHttp(system.url)
    try:
        return Frigate(http, FrigateSettings(StreamServer(BASE, READER), Login(user, Secret(PASSWORD)))).read()
    finally:
        http.close()


def feeds(reading: SourceReading) -> list[tuple[str, str]]:
    return [(one.main_url.removeprefix(f"{BASE}/"), one.sub_url.removeprefix(f"{BASE}/")) for one in reading.cameras]


def test_a_camera_is_read_where_frigate_serves_it(system: FakeSystem) -> None:
    assert read(system) == SourceReading(
        (
            SourceCamera(
                key="simpang_lima",
                name="simpang_lima",
                main_url=f"{BASE}/simpang_lima",
                sub_url=f"{BASE}/simpang_lima_sub",
                login=READER,
                status=DirectoryStatus.ONLINE,
                place=1,
            ),
        )
    )


@pytest.mark.parametrize("name", ["frigate_token", "kuki_kota"])
def test_the_cookie_signs_in_whatever_its_name(there: FakeFrigate, system: FakeSystem, name: str) -> None:
    there.cookie_name = name
    assert len(read(system).cameras) == 1
    assert [str(asked) for asked in system.asked] == ["POST /api/login", "GET /api/config", "GET /api/stats"]
    assert not any(asked.query for asked in system.asked)


def test_a_sign_in_without_a_cookie_is_no_frigate(system: FakeSystem) -> None:
    system.reply = lambda _asked: Said({})
    with pytest.raises(KnownError, match=r"source\.bad_answer"):
        read(system)


def test_without_a_login_nobody_signs_in(there: FakeFrigate, system: FakeSystem) -> None:
    system.reply = lambda asked: there(
        type(asked)(asked.method, asked.path, {}, {"cookie": f"frigate_token={TOKEN}"}, b"")
    )
    assert len(read(system, user="").cameras) == 1
    assert [str(asked) for asked in system.asked] == ["GET /api/config", "GET /api/stats"]


@pytest.mark.parametrize(
    ("said", "main", "sub"),
    [
        # What it records is large, what it detects on is small; an input straight from a camera is neither.
        (camera(restreamed("b", "detect"), restreamed("a", "record", "audio")), "a", "b"),
        (camera(restreamed("a", "record", "detect")), "a", "a_sub"),
        (camera((MASKED, ("record",)), restreamed("b", "detect")), "kota", "b"),
        (camera((MASKED, ("record", "detect")), live={"Utama": "a", "Kecil": "b"}), "a", "b"),
        (camera((MASKED, ("record", "detect")), live={"Kecil": "a_sub", "Utama": "a"}), "a", "a_sub"),
        (camera((MASKED, ("record",)), live={"Utama": "hilang"}), "kota", ""),
        (camera((MASKED, ("record",)), live={"stream_name": "b"}), "b", ""),
        (camera((MASKED, ("record",)), live=None), "kota", ""),
        (camera(("rtsp://127.0.0.1:8554/hilang", ("record",)), ("rtsp://[x", ("detect",))), "kota", ""),
    ],
)
def test_main_and_small_come_from_roles_then_the_live_view_then_names(
    there: FakeFrigate, system: FakeSystem, said: dict[str, Any], main: str, sub: str
) -> None:
    there.streams = {name: [MASKED] for name in ("a", "a_sub", "b", "kota")}
    there.cameras = {"kota": said}
    assert feeds(read(system)) == [(main, sub)]


def test_a_camera_that_only_its_masked_address_is_known_of_is_left_out(there: FakeFrigate, system: FakeSystem) -> None:
    there.cameras = {"a": camera((MASKED, ("record", "detect"))), "b": camera((MASKED, ("record",)))}
    there.streams = {"b": [MASKED]}
    reading = read(system)
    assert feeds(reading) == [("b", "")]
    assert reading.notes == ("source.no_address camera 1",)


@pytest.mark.parametrize(
    ("changed", "state", "status"),
    [
        ({}, {"camera_fps": 5.1}, DirectoryStatus.ONLINE),
        ({}, {"camera_fps": 0.0}, DirectoryStatus.OFFLINE),
        ({}, {"camera_fps": None}, None),
        ({}, None, None),
        ({"enabled": False}, {"camera_fps": 0.0}, DirectoryStatus.UNKNOWN),
    ],
)
def test_its_pictures_a_second_are_the_status(
    there: FakeFrigate, system: FakeSystem, changed: dict[str, Any], state: Any, status: DirectoryStatus | None
) -> None:
    there.cameras["simpang_lima"].update(changed)
    there.states = {"simpang_lima": state}
    assert [camera.status for camera in read(system).cameras] == [status]


def test_the_name_for_people_is_taken_without_control_characters(there: FakeFrigate, system: FakeSystem) -> None:
    there.cameras["simpang_lima"]["friendly_name"] = "Simpang\x07\n Lima"
    assert [camera.name for camera in read(system).cameras] == ["Simpang Lima"]


def test_entries_of_wrong_types_are_noted_by_their_place(there: FakeFrigate, system: FakeSystem) -> None:
    good = there.cameras["simpang_lima"]
    there.cameras = {
        "a": 7,
        "b": good | {"enabled": "ja"},
        "c": good | {"ffmpeg": {"inputs": {}}},
        "d": good | {"friendly_name": ["x"]},
        "simpang_lima": good,
    }
    reading = read(system)
    assert [camera.key for camera in reading.cameras] == ["simpang_lima"]
    assert reading.notes == tuple(f"source.bad_entry camera {place}" for place in (1, 2, 3, 4))
