"""The adapter against ZoneMinder itself, from Debian's package in a chroot of its own; only with ``RONDA_ZONEMINDER=1``."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.camera import DirectoryStatus
from console.server.keys import Login
from console.server.sources.adapter import PtzAddress, PtzProtocol, SourceReading
from console.server.sources.fetch import SourceHttp
from console.server.sources.store import NewSource, add_source
from console.server.sources.taking import run_source
from console.server.sources.zoneminder import ZoneMinder, ZoneMinderSettings
from tests.helpers.centre import RunningCentre, TestCamera
from tests.helpers.ports import free_port
from tests.helpers.toy_source import TOY_DEFAULTS

pytestmark = [
    pytest.mark.skipif(
        os.environ.get("RONDA_ZONEMINDER") != "1",
        reason="installs ZoneMinder from Debian (root, debootstrap, network, 1.5 GB): RONDA_ZONEMINDER=1 runs it",
    ),
    pytest.mark.timeout(1800),
]
_SCRIPT = Path(__file__).with_name("zoneminder_chroot.sh")
_ROOT = os.environ.get("RONDA_ZONEMINDER_ROOT", "")
"""A folder that stays, so that the next run need not install again."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    root, port = _ROOT or str(tmp_path_factory.mktemp("zoneminder")), free_port()
    command = ["bash", str(_SCRIPT), root, str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as chroot:
        assert chroot.stdin is not None
        assert chroot.stdout is not None
        said = chroot.stdout.readline()
        assert said == "ready\n"
        yield f"http://127.0.0.1:{port}/zm"
        chroot.stdin.close()
        assert chroot.wait() == 0


_ADMIN = Login("admin", Secret("admin"))


def read(url: str, login: Login = _ADMIN, restream_url: str = "") -> SourceReading:
    http = SourceHttp(url)
    try:
        return ZoneMinder(http, ZoneMinderSettings(login, restream_url)).read()
    finally:
        http.close()


def test_its_cameras_are_read(url: str) -> None:
    reading = read(url)
    assert reading.notes == ("source.no_address camera 3",)
    assert [(one.key, one.name, one.status, one.groups) for one in reading.cameras] == [
        ("1", "Simpang Lima", DirectoryStatus.ONLINE, ("Semarang", "Semarang Tengah", "Miroto")),
        ("2", "Pasar Johar", DirectoryStatus.UNKNOWN, ("Semarang", "Semarang Tengah")),
        ("4", "Pompa Berok", DirectoryStatus.OFFLINE, ("Semua kamera",)),
        ("5", "Tugu Muda", None, ("Semua kamera",)),
    ]
    first, second = reading.cameras[:2]
    assert (first.latitude, first.longitude) == (-6.9903, 110.4229)
    assert first.main_url == "rtsp://op:s3cret@10.1.2.3:554/main"
    assert first.sub_url == "rtsp://op:s3cret@10.1.2.3:554/sub"
    assert first.ptz == PtzAddress(PtzProtocol.ONVIF, "http://10.1.2.3/onvif/device_service", "")
    assert first.ptz_login == Login("ptz", Secret("g3heim"))
    assert (second.main_url, second.login) == ("rtsp://10.1.2.4/live", Login("op", Secret("s3cret")))
    assert [camera.ptz for camera in reading.cameras[1:]] == [None, None, None]
    assert "s3cret" not in repr(reading)


@pytest.mark.parametrize(
    ("user", "password", "code"),
    [
        ("admin", "salah", "source.refused"),
        ("nobody", "admin", "source.refused"),
        ("", "", "source.refused"),
        ("tanpa-api", "admin", "source.api_disabled"),
        ("tanpa-grup", "admin", "source.refused"),
    ],
)
def test_who_may_not_is_told_why(url: str, user: str, password: str, code: str) -> None:
    with pytest.raises(KnownError) as caught:
        read(url, Login(user, Secret(password)))
    assert caught.value.code == code
    assert caught.value.params == {"host": "127.0.0.1"}


def test_its_streams_are_refused_as_they_want_a_password_in_the_address(url: str) -> None:
    with pytest.raises(KnownError, match=r"source\.restream_login"):
        read(url, restream_url="rtsp://127.0.0.1:20000")


def test_its_cameras_come_into_the_directory_and_stay(url: str, tmp_path: Path) -> None:
    city = RunningCentre(tmp_path)
    try:
        city.add_cameras([TestCamera("kam-001", 1)])  # and the areas with it
        add_source(city.centre, NewSource("zm", "zoneminder", {"url": url}, "ZM", _ADMIN, defaults=TOY_DEFAULTS))
        first, second = run_source(city.centre, "zm"), run_source(city.centre, "zm")
        assert (first.outcome, len(first.difference.added)) == ("ok", 4)
        assert (second.outcome, second.difference.unchanged) == ("ok", 4)
        assert "s3cret" not in repr([dict(row) for row in city.rows("cameras")])
    finally:
        city.close()
