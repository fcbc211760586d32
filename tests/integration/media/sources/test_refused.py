"""Whoever has no right certificate or no right password is told so by its own word, whatever the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.domain.feed_state import FeedState
from console.domain.source_options import SourceOptions
from tests.helpers.clip_files import whole_clip
from tests.helpers.ffmpeg_sender import ffmpeg_sender, free_udp_port
from tests.helpers.gst_rtsp import gst_rtsp
from tests.helpers.ports import free_port
from tests.helpers.tls_files import TlsFiles
from tests.helpers.tls_relay import tls_relay
from tests.helpers.wall import Wall, feed
from tests.helpers.web_camera import WebCamera

_RIGHT, _WRONG = "kata-sandi-benar", "kata-sandi-salah"


def test_rtsps_of_an_unknown_authority_is_not_trusted(wall: Wall, tls_files: TlsFiles, tmp_path: Path) -> None:
    with gst_rtsp(tmp_path, "--certificate", str(tls_files.chain_and_key)) as port:
        wall.add("a", f"rtsps://127.0.0.1:{port}/cam")
        assert wall.trouble("a").reason == "camera.untrusted"


def test_https_of_an_unknown_authority_is_not_trusted(wall: Wall, tls_files: TlsFiles) -> None:
    with WebCamera(tls_files.chain_and_key) as camera:
        wall.add("a", f"{camera.base}/live.m3u8")
        assert wall.trouble("a").reason == "camera.untrusted"
        assert camera.requests == []


def test_rtmps_of_an_unknown_authority_is_not_trusted(wall: Wall, tls_files: TlsFiles, tmp_path: Path) -> None:
    port = free_port()
    inner = ffmpeg_sender(tmp_path, port, f"rtmp://127.0.0.1:{port}/live/cam", "-f", "flv", "-listen", "1")
    with inner, tls_relay(port, tls_files.chain_and_key) as outer:
        wall.add("a", f"rtmps://127.0.0.1:{outer}/live/cam")
        assert wall.trouble("a").reason == "camera.untrusted"


@pytest.mark.parametrize("sign_in", ["digest", "basic"])
def test_wrong_password_over_rtsp_is_told(wall: Wall, tmp_path: Path, sign_in: str) -> None:
    with gst_rtsp(tmp_path, "--sign-in", sign_in, "--login", f"viewer:{_RIGHT}") as port:
        wall.add("a", f"rtsp://127.0.0.1:{port}/cam", password=_WRONG)
        assert wall.trouble("a").reason == "camera.unauthorized"


@pytest.mark.parametrize("path", ["/live.m3u8", "/stream", "/mjpeg"])
@pytest.mark.parametrize("wants_digest", [True, False], ids=["digest", "basic"])
def test_wrong_password_over_http_is_told(wall: Wall, path: str, *, wants_digest: bool) -> None:
    with WebCamera() as camera:
        camera.login, camera.wants_digest = f"viewer:{_RIGHT}", wants_digest
        wall.add("a", camera.base + path, password=_WRONG)
        assert wall.trouble("a").reason == "camera.unauthorized"


def test_wrong_passphrase_over_srt_shows_nothing_and_is_trouble(wall: Wall, tmp_path: Path) -> None:
    port = free_udp_port()
    listener = f"srt://127.0.0.1:{port}?mode=listener&passphrase={_RIGHT}"
    with ffmpeg_sender(tmp_path, port, listener, "-f", "mpegts", kind="udp"):
        surface = wall.add("a", f"srt://127.0.0.1:{port}", password=_WRONG)
        assert wall.trouble("a", 30.0).state is FeedState.WAITING
        assert wall.sequence(surface) == 0


def test_file_outside_the_sites_folder_is_refused(wall: Wall, tmp_path: Path) -> None:
    allowed, elsewhere = tmp_path / "boleh", tmp_path / "rekaman.ts"
    allowed.mkdir()
    elsewhere.write_bytes(whole_clip())
    (allowed / "tautan.ts").symlink_to(elsewhere)
    urls = [elsewhere.as_uri(), (allowed / "tautan.ts").as_uri(), f"{allowed.as_uri()}/../rekaman.ts"]
    for number, url in enumerate(urls):
        wall.add(str(number), url, options=SourceOptions(file_folder=str(allowed)))
    for number in range(len(urls)):
        assert wall.trouble(str(number)).reason == "camera.bad_address"
        assert wall.engine.report(feed(str(number))).state is FeedState.FAILED
