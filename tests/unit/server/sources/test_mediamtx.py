"""Cameras of a MediaMTX: pages, old and new field names, what is fetched only on demand, and lists that do not add up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import SourceCamera, SourceReading
from console.server.sources.fetch import SourceHttp
from console.server.sources.mediamtx import MediaMtx, MediaMtxSettings
from console.server.sources.stream_server import StreamServer
from tests.helpers.fake_mediamtx import CAMERA_PASSWORD, PASSWORD, USER, FakeMediaMtx, old_path, path, setting
from tests.helpers.fake_system import Asked, FakeSystem, Said, running_system

READER = Login("penonton", Secret("rahasia-baca"))
ONLINE, OFFLINE, UNKNOWN = DirectoryStatus.ONLINE, DirectoryStatus.OFFLINE, DirectoryStatus.UNKNOWN


@pytest.fixture
def there() -> FakeMediaMtx:
    return FakeMediaMtx()


@pytest.fixture
def system(there: FakeMediaMtx) -> Iterator[FakeSystem]:
    with running_system(there) as system:
        yield system


def read(system: FakeSystem, url: str = "rtsp://gerbang.kota.example:8554") -> SourceReading:
    http = SourceHttp(system.url)
    try:
        return MediaMtx(http, MediaMtxSettings(StreamServer(url, READER), Login(USER, Secret(PASSWORD)))).read()
    finally:
        http.close()


def test_a_path_is_a_camera_at_the_gateway_with_the_login_of_readers(system: FakeSystem) -> None:
    reading = read(system)
    assert reading == SourceReading(
        (
            SourceCamera(
                key="simpang-lima",
                name="simpang-lima",
                main_url="rtsp://gerbang.kota.example:8554/simpang-lima",
                login=READER,
                status=ONLINE,
                place=1,
            ),
        )
    )
    assert CAMERA_PASSWORD not in f"{reading!r} {[camera.main_url for camera in reading.cameras]}"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("rtsps://gerbang.kota.example:8322", "rtsps://gerbang.kota.example:8322/kota/simpang%20lima"),
        ("http://gerbang.kota.example:8888", "http://gerbang.kota.example:8888/kota/simpang%20lima/index.m3u8"),
        ("https://kota.example/hls/", "https://kota.example/hls/kota/simpang%20lima/index.m3u8"),
    ],
)
def test_the_setting_says_how_consoles_reach_it(
    there: FakeMediaMtx, system: FakeSystem, url: str, address: str
) -> None:
    there.paths, there.settings = (
        [path("kota/simpang lima", online=True, conf_name="all_others")],
        [setting("all_others")],
    )
    assert [camera.main_url for camera in read(system, url).cameras] == [address]


def test_the_state_comes_from_new_and_old_field_names(there: FakeMediaMtx, system: FakeSystem) -> None:
    there.paths = [
        path("a", online=True),
        path("b", online=False),
        path("c", online=False, available=True, ready=True),
        old_path("d", ready=True),
        old_path("e", ready=False),
        path("f", online=False, conf_name="~^f"),
        path("g", online=False),
        {"name": "h"},
    ]
    there.settings = [
        *(setting(name) for name in "abcdehi"),
        setting("~^f", sourceOnDemand=True),
        setting("g", runOnDemand="ffmpeg"),
    ]
    states = {camera.key: camera.status for camera in read(system).cameras}
    assert states == {
        "a": ONLINE,
        "b": OFFLINE,
        "c": OFFLINE,
        "d": ONLINE,
        "e": OFFLINE,
        "f": UNKNOWN,
        "g": UNKNOWN,
        "h": None,
        "i": None,
    }


def test_patterns_are_no_cameras_and_a_small_feed_belongs_to_its_main_one(
    there: FakeMediaMtx, system: FakeSystem
) -> None:
    there.paths = [path(name, online=True) for name in ("johar", "johar_sub", "yatim_sub")]
    there.settings = [setting(name) for name in ("johar", "~^x", "all", "all_others")]
    assert [(camera.key, camera.sub_url) for camera in read(system).cameras] == [
        ("johar", "rtsp://gerbang.kota.example:8554/johar_sub"),
        ("yatim_sub", ""),
    ]


def test_every_page_is_read(there: FakeMediaMtx, system: FakeSystem) -> None:
    there.paths = [path(f"kamera-{number:03}", online=True) for number in range(250)]
    there.settings = []
    there.most_per_page = 100
    assert [camera.key for camera in read(system).cameras] == [entry["name"] for entry in there.paths]
    pages = [asked.query for asked in system.asked if asked.path == "/v3/paths/list"]
    assert pages == [{"page": str(page), "itemsPerPage": "1000"} for page in range(3)]


def test_an_empty_gateway_has_no_cameras(there: FakeMediaMtx, system: FakeSystem) -> None:
    there.paths, there.settings = [], []
    assert read(system) == SourceReading(())


def test_a_page_that_comes_for_ever_is_no_answer(there: FakeMediaMtx, system: FakeSystem) -> None:
    items = [path("johar", online=True)]
    system.reply = lambda asked: (
        Said({"itemCount": 10**6, "pageCount": 10**6, "items": items}) if there(asked) else Said()
    )
    with pytest.raises(KnownError) as caught:
        read(system)
    # Its count alone is more than a city has.
    assert caught.value.code == "source.too_many"

    system.reply = lambda _asked: Said({"itemCount": 2, "pageCount": 10**6, "items": items})
    with pytest.raises(KnownError, match=r"source\.bad_answer"):
        read(system)
    assert len(system.asked) < 10


def test_pages_that_differ_for_ever_end_too(system: FakeSystem) -> None:
    def reply(asked: Asked) -> Said:
        return Said({"itemCount": 1, "pageCount": 10**6, "items": [path(asked.query["page"], online=True)]})

    system.reply = reply
    with pytest.raises(KnownError, match=r"source\.bad_answer"):
        read(system)
    assert len(system.asked) <= 501


def test_a_list_that_changes_while_it_is_read_is_not_used(there: FakeMediaMtx, system: FakeSystem) -> None:
    there.most_per_page = 2
    there.paths = [path(name, online=True) for name in "abcd"]

    def reply(asked: Asked) -> Said:
        said = there(asked)
        if asked.query == {"page": "0", "itemsPerPage": "1000"}:
            there.paths = there.paths[1:]  # what was third is on the first page now, which is never read again
        return said

    system.reply = reply
    with pytest.raises(KnownError, match=r"source\.changing"):
        read(system)


def test_entries_of_wrong_types_are_noted_by_their_place(there: FakeMediaMtx, system: FakeSystem) -> None:
    there.is_checked = False
    there.paths = [path("a", online=True), 7, {"name": ["x"]}, path("b", online=True) | {"online": "ja"}]
    there.settings = [{"source": "rtsp://10.1.2.3/"}]
    reading = read(system)
    assert [camera.key for camera in reading.cameras] == ["a"]
    assert reading.notes == tuple(f"source.bad_entry camera {place}" for place in (2, 3, 4, 5))
