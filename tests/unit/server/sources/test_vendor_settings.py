"""Settings of other makers' systems: what is taken, what is refused by name, and each kind read into the directory with them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.server.keys import Login
from console.server.sources.adapter import NO_LOGIN
from console.server.sources.kinds import KINDS, SourceSetup, opened
from console.server.sources.store import NewSource, add_source
from console.server.sources.taking import run_source
from console.server.sources.vendor_settings import frigate_settings, mediamtx_settings, zoneminder_settings
from tests.helpers import fake_frigate, fake_go2rtc, fake_mediamtx, fake_nx, fake_zoneminder
from tests.helpers.centre import RunningCentre, TestCamera
from tests.helpers.fake_system import Asked, Said, running_system
from tests.helpers.toy_source import TOY_DEFAULTS

LOGIN = Login("ronda", Secret("rahasia"))
STREAMS = {"url": "http://gerbang.kota.example", "streams_url": "rtsp://gerbang.kota.example:8554"}


@pytest.mark.parametrize(
    ("login_for", "own", "of_feeds"),
    [("source", LOGIN, NO_LOGIN), ("feeds", NO_LOGIN, LOGIN), ("both", LOGIN, LOGIN)],
)
def test_the_login_is_for_the_api_for_the_feeds_or_for_both(login_for: str, own: Login, of_feeds: Login) -> None:
    settings = mediamtx_settings(STREAMS | {"login_for": login_for}, LOGIN)
    assert (settings.login, settings.streams.login) == (own, of_feeds)


def test_what_is_not_said_is_as_usual() -> None:
    settings = frigate_settings(STREAMS, LOGIN)
    assert (settings.login, settings.streams.login, settings.streams.sub_ending) == (LOGIN, NO_LOGIN, "_sub")
    assert zoneminder_settings({"url": "http://zm"}, LOGIN).restream_url == ""


@pytest.mark.parametrize(
    ("kind", "settings", "field"),
    [
        ("zoneminder", {"url": "http://zm", "restream": "rtsp://zm"}, "restream"),
        ("zoneminder", {"url": "http://zm", "restream_url": "http://zm"}, "restream_url"),
        ("mediamtx", {"url": "http://gerbang"}, "streams_url"),
        ("mediamtx", STREAMS | {"streams_url": "rtsp://u:rahasia@gerbang"}, "streams_url"),
        ("mediamtx", STREAMS | {"streams_url": "rtsp://gerbang?token=rahasia"}, "streams_url"),
        ("mediamtx", STREAMS | {"streams_url": 7}, "streams_url"),
        ("mediamtx", STREAMS | {"login_for": ["feeds"]}, "login_for"),
        ("mediamtx", STREAMS | {"sub_ending": None}, "sub_ending"),
        ("go2rtc", STREAMS | {"streams_url": "http://gerbang"}, "streams_url"),
        ("go2rtc", STREAMS | {"password": "rahasia"}, "password"),
        ("frigate", STREAMS | {"sub_ending": "x" * 21}, "sub_ending"),
        ("nx", {"url": "https://nx", "rtsp_url": "ftp://nx"}, "rtsp_url"),
        ("nx", {"url": "https://nx", "streams_url": "rtsp://nx"}, "streams_url"),
        ("onvif", {}, "devices"),
        ("onvif", {"devices": []}, "devices"),
        ("onvif", {"devices": ["10.1.2.3", " "]}, "devices.1"),
        ("onvif", {"devices": ["10.1.2.3"], "url": "http://10.1.2.3"}, "url"),
    ],
)
def test_a_wrong_setting_is_told_by_its_name_alone(kind: str, settings: dict[str, Any], field: str) -> None:
    with pytest.raises(KnownError) as caught, opened(kind, SourceSetup(settings, LOGIN)):
        pass
    assert (caught.value.code, caught.value.params) == ("source.setting", {"field": field})


def test_an_nx_server_is_not_read_without_a_login() -> None:
    with pytest.raises(KnownError, match=r"source\.setting"), opened("nx", SourceSetup({"url": "https://nx"})):
        pass


@pytest.mark.parametrize("kind", sorted({"zoneminder", "mediamtx", "frigate", "go2rtc", "nx"} & KINDS.keys()))
def test_an_address_of_the_source_is_needed(kind: str) -> None:
    settings = (
        {name: value for name, value in STREAMS.items() if name != "url"} if kind not in {"zoneminder", "nx"} else {}
    )
    with pytest.raises(KnownError, match=r"source\.bad_address"), opened(kind, SourceSetup(settings, LOGIN)):
        pass


SYSTEMS: dict[str, tuple[Callable[[Asked], Said], str, str, dict[str, Any], str]] = {
    "zoneminder": (
        fake_zoneminder.FakeZoneMinder(),
        fake_zoneminder.USER,
        fake_zoneminder.PASSWORD,
        {},
        "10.1.2.3:554/main",
    ),
    "mediamtx": (fake_mediamtx.FakeMediaMtx(), fake_mediamtx.USER, fake_mediamtx.PASSWORD, STREAMS, "simpang-lima"),
    "frigate": (fake_frigate.FakeFrigate(), fake_frigate.USER, fake_frigate.PASSWORD, STREAMS, "simpang_lima"),
    "go2rtc": (fake_go2rtc.FakeGo2Rtc(), fake_go2rtc.USER, fake_go2rtc.PASSWORD, STREAMS, "simpang-lima"),
    "nx": (fake_nx.FakeNx(), fake_nx.USER, fake_nx.PASSWORD, {}, f"{fake_nx.CAMERA_ID}?stream=0"),
}
"""By kind: a system, who may ask it, settings, and how the address of its camera ends."""


def test_the_cameras_of_every_kind_come_into_the_directory(tmp_path: Path) -> None:
    with ExitStack() as stack:
        city = RunningCentre(tmp_path)
        stack.callback(city.close)
        city.add_cameras([TestCamera("kam-001", 1)])  # and the areas with it
        for kind, (fake, user, password, settings, ending) in SYSTEMS.items():
            system = stack.enter_context(running_system(fake))
            login = Login(user, Secret(password))
            add_source(
                city.centre, NewSource(kind, kind, settings | {"url": system.url}, kind, login, defaults=TOY_DEFAULTS)
            )
            report = run_source(city.centre, kind)
            assert (report.outcome, report.notes, len(report.difference.added)) == ("ok", (), 1)
            (row,) = [row for row in city.rows("cameras") if row["source_id"] == kind]
            assert row["main_url"].endswith(ending)
        written = repr(
            [dict(row) for table in ("cameras", "sources", "event_log", "audit") for row in city.rows(table)]
        )
    secrets = [password for _fake, _user, password, _settings, _ending in SYSTEMS.values()]
    assert not [secret for secret in [*secrets, "s3cret", "op:pw", fake_zoneminder.TOKEN] if secret in written]
