"""Whatever a system answers, every adapter gives a whole reading or a known error; passwords show in neither."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.server.keys import Login
from console.server.sources.adapter import SourceAdapter, SourceReading
from console.server.sources.entries import MOST_ENTRIES
from console.server.sources.fetch import SourceHttp
from console.server.sources.frigate import Frigate, FrigateSettings
from console.server.sources.go2rtc import Go2Rtc, Go2RtcSettings
from console.server.sources.mediamtx import MediaMtx, MediaMtxSettings
from console.server.sources.nx import Nx, NxSettings
from console.server.sources.stream_server import StreamServer
from console.server.sources.zoneminder import ZoneMinder, ZoneMinderSettings
from tests.helpers import fake_frigate, fake_go2rtc, fake_mediamtx, fake_nx, fake_zoneminder
from tests.helpers.fake_system import running_system

STREAMS = StreamServer("rtsp://gerbang.kota.example:8554")


@dataclass(frozen=True)
class Kind:
    """One kind of system: a fake of it, its adapter, and how its list of cameras holds them."""

    fake: Callable[[], Any]
    adapter: Callable[[SourceHttp, Login], SourceAdapter]
    login: Login
    listing: Callable[[Any], Any]
    """The answer that lists such entries."""
    entry: st.SearchStrategy[Any]
    """An entry with one field that may hold anything."""


def spoiled(good: dict[str, Any], *names: str) -> st.SearchStrategy[Any]:
    """``good`` with anything in one of its fields, or anything at all."""
    one = st.builds(lambda name, value: good | {name: value}, st.sampled_from(names or tuple(good)), JSON)
    return st.one_of(st.just(good), one, JSON)


def named(entries: Any) -> dict[str, Any]:
    return {str(number): entry for number, entry in enumerate(entries)}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)
"""What stands where something else should."""


KINDS = {
    "zoneminder": Kind(
        fake_zoneminder.FakeZoneMinder,
        lambda http, login: ZoneMinder(http, ZoneMinderSettings(login)),
        Login(fake_zoneminder.USER, Secret(fake_zoneminder.PASSWORD)),
        lambda entries: {"monitors": list(entries)},
        spoiled(fake_zoneminder.recorded_monitor()["Monitor"]).map(lambda monitor: {"Monitor": monitor})
        | spoiled(fake_zoneminder.recorded_monitor()),
    ),
    "mediamtx": Kind(
        fake_mediamtx.FakeMediaMtx,
        lambda http, login: MediaMtx(http, MediaMtxSettings(STREAMS, login)),
        Login(fake_mediamtx.USER, Secret(fake_mediamtx.PASSWORD)),
        lambda entries: {"items": list(entries), "itemCount": len(entries), "pageCount": int(bool(entries))},
        spoiled(fake_mediamtx.path("a", online=True)),
    ),
    "frigate": Kind(
        fake_frigate.FakeFrigate,
        lambda http, login: Frigate(http, FrigateSettings(STREAMS, login)),
        Login(fake_frigate.USER, Secret(fake_frigate.PASSWORD)),
        lambda entries: {"cameras": named(entries), "go2rtc": {"streams": {"a": []}}},
        spoiled(fake_frigate.camera(fake_frigate.restreamed("a", "record"), live={"Utama": "a"})),
    ),
    "go2rtc": Kind(
        fake_go2rtc.FakeGo2Rtc,
        lambda http, login: Go2Rtc(http, Go2RtcSettings(STREAMS, login)),
        Login(fake_go2rtc.USER, Secret(fake_go2rtc.PASSWORD)),
        named,
        spoiled(fake_go2rtc.watched()),
    ),
    "nx": Kind(
        fake_nx.FakeNx,
        lambda http, login: Nx(http, NxSettings(login)),
        Login(fake_nx.USER, Secret(fake_nx.PASSWORD)),
        list,
        spoiled(fake_nx.device_v4()) | spoiled(fake_nx.device_v2()),
    ),
}


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


def read(kind: Kind, url: str, password: str | None = None) -> SourceReading:
    login = kind.login if password is None else Login(kind.login.user, Secret(password))
    http = SourceHttp(url)
    try:
        return kind.adapter(http, login).read()
    finally:
        http.close()


def outcome(kind: Kind, fake: Any, password: str | None = None) -> str:
    with running_system(fake) as system, pytest.raises(KnownError) as caught:
        read(kind, system.url, password)
    error = caught.value
    told = f"{error!r} {error} {error.params} {error.__cause__!r} {error.__context__!r}"
    assert kind.login.password.reveal() not in told
    return error.code


def test_a_wrong_password_is_refused_and_not_told(kind: Kind) -> None:
    assert outcome(kind, kind.fake(), "salah") == "source.refused"


@pytest.mark.parametrize("body", [b"<html>Login</html>", b'{"monitors": [{"Monitor"', b"", b"null", b"7", b'"x"'])
def test_an_answer_that_is_no_list_of_cameras_is_refused(kind: Kind, body: bytes) -> None:
    fake = kind.fake()
    fake.body = body
    assert outcome(kind, fake) == "source.bad_answer"


@pytest.mark.parametrize(
    ("name", "body"),
    [("zoneminder", b'{"monitors": 7}'), ("mediamtx", b'{"items": 7}'), ("frigate", b'{"cameras": 7}')],
)
def test_an_answer_with_something_else_for_its_list_is_refused(name: str, body: bytes) -> None:
    kind = KINDS[name]
    fake = kind.fake()
    fake.body = body
    assert outcome(kind, fake) == "source.bad_answer"


def test_more_cameras_than_a_city_has_are_refused(kind: Kind) -> None:
    fake = kind.fake()
    fake.body = json.dumps(kind.listing([None] * (MOST_ENTRIES + 1))).encode()
    assert outcome(kind, fake) == "source.too_many"


def test_what_is_no_entry_is_noted_by_its_place(kind: Kind) -> None:
    fake = kind.fake()
    fake.body = json.dumps(kind.listing([None, 7, [], "x"])).encode()
    with running_system(fake) as system:
        reading = read(kind, system.url)
    # Of MediaMTX one camera more stands in its other list.
    wrong = [note for note in reading.notes if note.startswith("source.bad_entry camera ")]
    assert len(wrong) == len(reading.notes) == 4


def test_any_entry_is_a_camera_a_note_or_left_out(kind: Kind) -> None:
    fake = kind.fake()
    with running_system(fake) as system:

        @settings(max_examples=25)
        @given(st.lists(kind.entry, max_size=4))
        def every_entry(entries: list[Any]) -> None:
            fake.body = json.dumps(kind.listing(entries)).encode()
            reading = read(kind, system.url)
            assert len({camera.key for camera in reading.cameras}) == len(reading.cameras)
            assert all(camera.key and (camera.main_url or camera.sub_url) for camera in reading.cameras)
            assert all(camera.name.isprintable() for camera in reading.cameras)

        every_entry()
