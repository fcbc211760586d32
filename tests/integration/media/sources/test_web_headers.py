"""What is told to a web camera: the source's headers with every request, its secrets to no other host, and where it may lead."""

from __future__ import annotations

import pytest

from console.domain.source_options import SourceOptions
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall
from tests.helpers.web_camera import WebCamera

_REFERER = "https://portal.example/kamera"
_OPTIONS = SourceOptions(headers=(("Referer", _REFERER), ("X-Kunci", "sandi-rahasia"), ("User-Agent", "Portal/2")))


@pytest.mark.parametrize("path", ["/live.m3u8", "/fragments.m3u8"])
def test_headers_go_with_every_request(wall: Wall, path: str) -> None:
    with WebCamera() as camera:
        wall.wait_live(wall.add("a", camera.base + path, options=_OPTIONS))
        wait_until(lambda: len(camera.requests) >= 5, what="playlists and segments to be asked for")
        for name, value in _OPTIONS.headers:
            assert {headers.get(name.lower()) for _, headers in camera.requests} == {value}


@pytest.mark.parametrize("path", ["/live.m3u8", "/stream", "/mjpeg"])
def test_another_host_is_told_the_referer_but_no_secret(wall: Wall, path: str) -> None:
    with WebCamera() as portal, WebCamera() as store:
        portal.redirects = {"/kamera": store.base + path}
        store.demanded_referer = _REFERER
        portal.login = "viewer:kata-sandi"
        wall.wait_live(wall.add("a", f"{portal.base}/kamera", password="kata-sandi", options=_OPTIONS))
        assert {headers.get("x-kunci") for _, headers in portal.requests} == {"sandi-rahasia"}
        assert store.requests
        for _, headers in store.requests:
            assert headers["referer"] == _REFERER
            assert headers["user-agent"] == "Portal/2"
            assert not {"x-kunci", "authorization"} & set(headers)


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/passwd", "camera.bad_address"),
        ("rtsp://127.0.0.1/cam", "camera.bad_address"),
        ("/kamera", "camera.unreachable"),
        ("/gone.jpg", "camera.not_found"),
    ],
    ids=["file", "rtsp", "circle", "gone"],
)
def test_redirect_that_leads_nowhere_is_told(wall: Wall, target: str, reason: str) -> None:
    with WebCamera() as portal:
        portal.redirects = {"/kamera": target}
        wall.add("a", f"{portal.base}/kamera")
        assert wall.trouble("a").reason == reason


def test_missing_referer_is_told_as_no_access(wall: Wall) -> None:
    with WebCamera() as camera:
        camera.demanded_referer = _REFERER
        wall.add("a", f"{camera.base}/live.m3u8")
        assert wall.trouble("a").reason == "camera.unauthorized"
