"""Every way to a camera, each against a real sender: the pictures move, and are shown in their order."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.domain.source_options import PLAIN_SOURCE, SourceOptions, Transport
from console.domain.wall_plan import SurfaceId
from tests.helpers.clip_files import mp4_segment, whole_clip
from tests.helpers.ffmpeg_sender import ffmpeg_hls, ffmpeg_sender, free_udp_port
from tests.helpers.gst_rtsp import gst_rtsp
from tests.helpers.ports import free_port
from tests.helpers.tls_files import TlsFiles
from tests.helpers.tls_relay import tls_relay
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall
from tests.helpers.web_camera import WebCamera

_PICTURES = 60
_PASSWORD = "kata sandi/@:1"
_PASSPHRASE = "frasa-sandi-123"
_REFERER = "https://portal.example/kamera"


@dataclass(frozen=True)
class Way:
    """A sender that runs, and how to come to it."""

    url: str
    options: SourceOptions = PLAIN_SOURCE
    password: str = ""


Sender = Callable[[Path, TlsFiles], AbstractContextManager[Way]]
SENDERS: dict[str, Sender] = {}


def way(name: str) -> Callable[[Callable[[Path, TlsFiles], Iterator[Way]]], None]:
    """Puts a sender into the matrix."""

    def note(sender: Callable[[Path, TlsFiles], Iterator[Way]]) -> None:
        SENDERS[name] = contextlib.contextmanager(sender)

    return note


def _rtsp(*server_options: str, options: SourceOptions = PLAIN_SOURCE, password: str = "") -> Sender:
    @contextlib.contextmanager
    def sender(folder: Path, _tls: TlsFiles) -> Iterator[Way]:
        with gst_rtsp(folder, *server_options) as port:
            yield Way(f"rtsp://127.0.0.1:{port}/cam", options, password)

    return sender


def _web(path: str, options: SourceOptions = PLAIN_SOURCE, **demands: object) -> Sender:
    @contextlib.contextmanager
    def sender(_folder: Path, _tls: TlsFiles) -> Iterator[Way]:
        with WebCamera() as camera:
            for name, value in demands.items():
                setattr(camera, name, value)
            yield Way(camera.base + path, options, str(demands.get("login", "")).partition(":")[2])

    return sender


def _parts(content_type: str) -> Sender:
    return _web("/mjpeg", types={"/mjpeg": content_type})


SENDERS |= {
    "rtsp over tcp": _rtsp(),
    "rtsp over udp": _rtsp("--transport", "udp", options=SourceOptions(Transport.UDP)),
    "rtsp, udp or what else there is": _rtsp("--transport", "tcp", options=SourceOptions(Transport.AUTO)),
    "rtsp, digest": _rtsp("--sign-in", "digest", "--login", f"viewer:{_PASSWORD}", password=_PASSWORD),
    "rtsp, basic": _rtsp("--sign-in", "basic", "--login", f"viewer:{_PASSWORD}", password=_PASSWORD),
    "rtsp over udp, digest": _rtsp(
        *("--transport", "udp", "--sign-in", "digest", "--login", f"viewer:{_PASSWORD}"),
        options=SourceOptions(Transport.UDP),
        password=_PASSWORD,
    ),
    "hls in ts": _web("/live.m3u8"),
    "hls in fragmented mp4": _web("/fragments.m3u8"),
    "hls with variants": _web(
        "/all.m3u8",
        playlists={
            "/all.m3u8": lambda: (
                "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\ngone.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=9\nlive.m3u8\n"
            )
        },
    ),
    "hls behind a redirect": _web("/old/cam", redirects={"/old/cam": "/new/live.m3u8"}),
    "hls of the wrong type and name": _web("/live.php", types={"/live.php": "text/html"}),
    "hls that demands a referer": _web(
        "/live.m3u8", SourceOptions(headers=(("Referer", _REFERER),)), demanded_referer=_REFERER
    ),
    "hls in fragmented mp4 of the wrong types and name": _web(
        "/fragments.php", types={"/fragments.php": "text/html", "/head.mp4": "image/png"}
    ),
    "hls in fragmented mp4 that demands a referer": _web(
        "/fragments.m3u8", SourceOptions(headers=(("Referer", _REFERER),)), demanded_referer=_REFERER
    ),
    "hls, basic": _web("/live.m3u8", login=f"viewer:{_PASSWORD}"),
    "hls, digest": _web("/live.m3u8", login=f"viewer:{_PASSWORD}", wants_digest=True),
    "mpeg-ts over http": _web("/stream", types={"/stream": "video/mp2t"}),
    "mpeg-ts over http of the wrong type": _web("/stream", types={"/stream": "text/plain"}),
    "mpeg-ts over http behind a redirect": _web("/old", redirects={"/old": "/older", "/older": "/stream"}),
    "mpeg-ts over http that demands a referer": _web(
        "/stream", SourceOptions(headers=(("Referer", _REFERER),)), demanded_referer=_REFERER
    ),
    "jpeg in parts": _web("/mjpeg"),
    "jpeg in parts behind a redirect": _web("/old", redirects={"/old": "/mjpeg"}),
    "jpeg in parts that demands a referer": _web(
        "/mjpeg", SourceOptions(headers=(("Referer", _REFERER),)), demanded_referer=_REFERER
    ),
    "jpeg in parts, basic": _web("/mjpeg", login=f"viewer:{_PASSWORD}"),
    "jpeg in parts, digest": _web("/mjpeg", login=f"viewer:{_PASSWORD}", wants_digest=True),
    "jpeg in parts, boundary in quotes": _parts('multipart/x-mixed-replace; boundary="batas"'),
    "jpeg in parts, dashes in the boundary": _parts("multipart/x-mixed-replace;boundary=--batas"),
    "jpeg in parts, another boundary than said": _parts("multipart/x-mixed-replace;boundary=lain"),
    "jpeg in parts, no boundary said": _parts("multipart/x-mixed-replace"),
    "jpeg in parts of the wrong type": _parts("text/html"),
    "jpeg in parts without lengths": _web("/mjpeg", parts_tell_length=False),
}


@way("rtsps")
def _rtsps(folder: Path, tls: TlsFiles) -> Iterator[Way]:
    with gst_rtsp(folder, "--certificate", str(tls.chain_and_key)) as port:
        yield Way(f"rtsps://127.0.0.1:{port}/cam", SourceOptions(certificate_pem=tls.authority_pem))


@way("rtsps, any certificate")
def _rtsps_unchecked(folder: Path, tls: TlsFiles) -> Iterator[Way]:
    with gst_rtsp(folder, "--certificate", str(tls.chain_and_key)) as port:
        yield Way(f"rtsps://127.0.0.1:{port}/cam", SourceOptions(check_certificate=False))


@way("rtsps, digest")
def _rtsps_digest(folder: Path, tls: TlsFiles) -> Iterator[Way]:
    sign_in = ("--sign-in", "digest", "--login", f"viewer:{_PASSWORD}")
    with gst_rtsp(folder, "--certificate", str(tls.chain_and_key), *sign_in) as port:
        options = SourceOptions(certificate_pem=tls.authority_pem)
        yield Way(f"rtsps://127.0.0.1:{port}/cam", options, _PASSWORD)


@way("hls from ffmpeg")
def _hls_ffmpeg(folder: Path, _tls: TlsFiles) -> Iterator[Way]:
    with ffmpeg_hls(folder) as url:
        yield Way(url)


@way("hls in fragmented mp4 from ffmpeg")
def _fragments_ffmpeg(folder: Path, _tls: TlsFiles) -> Iterator[Way]:
    with ffmpeg_hls(folder, "-hls_segment_type", "fmp4") as url:
        yield Way(url)


@way("mpeg-ts over https")
def _stream_tls(_folder: Path, tls: TlsFiles) -> Iterator[Way]:
    with WebCamera(tls.chain_and_key) as camera:
        yield Way(f"{camera.base}/stream", SourceOptions(certificate_pem=tls.authority_pem))


@way("hls over https")
def _hls_tls(_folder: Path, tls: TlsFiles) -> Iterator[Way]:
    with WebCamera(tls.chain_and_key) as camera:
        yield Way(f"{camera.base}/live.m3u8", SourceOptions(certificate_pem=tls.authority_pem))


@way("mpeg-ts from ffmpeg's http server")
def _http_ffmpeg(folder: Path, _tls: TlsFiles) -> Iterator[Way]:
    port = free_port()
    url = f"http://127.0.0.1:{port}/cam"
    with ffmpeg_sender(folder, port, url, "-f", "mpegts", "-listen", "1"):
        yield Way(url)


@way("rtmp")
def _rtmp(folder: Path, _tls: TlsFiles) -> Iterator[Way]:
    port = free_port()
    url = f"rtmp://127.0.0.1:{port}/live/cam"
    with ffmpeg_sender(folder, port, url, "-f", "flv", "-listen", "1"):
        yield Way(url)


@way("rtmps")
def _rtmps(folder: Path, tls: TlsFiles) -> Iterator[Way]:
    port = free_port()
    inner = ffmpeg_sender(folder, port, f"rtmp://127.0.0.1:{port}/live/cam", "-f", "flv", "-listen", "1")
    with inner, tls_relay(port, tls.chain_and_key) as outer:
        yield Way(f"rtmps://127.0.0.1:{outer}/live/cam", SourceOptions(certificate_pem=tls.authority_pem))


@way("srt")
def _srt(folder: Path, _tls: TlsFiles) -> Iterator[Way]:
    port = free_udp_port()
    with ffmpeg_sender(folder, port, f"srt://127.0.0.1:{port}?mode=listener", "-f", "mpegts", kind="udp"):
        yield Way(f"srt://127.0.0.1:{port}")


@way("srt with a passphrase")
def _srt_secret(folder: Path, _tls: TlsFiles) -> Iterator[Way]:
    port = free_udp_port()
    listener = f"srt://127.0.0.1:{port}?mode=listener&passphrase={_PASSPHRASE}"
    with ffmpeg_sender(folder, port, listener, "-f", "mpegts", kind="udp"):
        yield Way(f"srt://127.0.0.1:{port}", password=_PASSPHRASE)


@way("file")
def _file(folder: Path, _tls: TlsFiles) -> Iterator[Way]:
    path = folder / "rekaman 1.ts"
    path.write_bytes(whole_clip())
    yield Way(path.as_uri(), SourceOptions(file_folder=str(folder)))


@way("file, fragmented mp4")
def _file_mp4(folder: Path, _tls: TlsFiles) -> Iterator[Way]:
    path = folder / "rekaman.mp4"
    head, _ = mp4_segment(0)
    path.write_bytes(head + b"".join(mp4_segment(number)[1] for number in range(4)))
    yield Way(path.as_uri(), SourceOptions(file_folder=str(folder)))


@pytest.fixture(scope="module")
def wall() -> Iterator[Wall]:
    with Wall() as made:
        yield made


@pytest.mark.parametrize("name", SENDERS)
def test_pictures_arrive_in_order(wall: Wall, tls_files: TlsFiles, tmp_path: Path, name: str) -> None:
    with SENDERS[name](tmp_path, tls_files) as found:
        surface = wall.add(name, found.url, password=found.password, options=found.options)
        numbers = _numbers_seen(wall, surface, 12)
        wall.remove(surface)
    steps = [(after - before) % _PICTURES for before, after in itertools.pairwise(numbers)]
    assert all(step < _PICTURES // 2 for step in steps), numbers


def _numbers_seen(wall: Wall, surface: SurfaceId, count: int) -> list[int]:
    seen: list[int] = []

    def look() -> bool:
        if wall.sequence(surface) and (number := wall.number(surface)) not in seen[-1:]:
            seen.append(number)
        return len(seen) >= count

    wait_until(look, 20.0, "moving pictures")
    return seen
