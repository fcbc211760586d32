"""A web server for tests with everything that cameras and portals put behind an HTTP address, live and with real segments."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.server
import io
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import av

from tests.helpers.clip_files import SEGMENT_S, mp4_segment, ts_pictures, ts_segment
from tests.helpers.rtsp_clip import FPS, clip

_WINDOW = 4
"""Segments that a playlist names."""
_BOUNDARY = "batas"
_NONCE = "5ad1"


class WebCamera:
    """A context manager. Faults and demands are plain attributes, looked at with every request."""

    def __init__(self, certificate: Path | None = None) -> None:
        """``certificate`` holds chain and key: then it is HTTPS."""
        self.demanded_referer = ""
        self.login = ""
        """``user:password``."""
        self.wants_digest = False
        """The sign-in is digest, not basic."""
        self.types: dict[str, str] = {}
        """Content types by path, right or wrong."""
        self.playlists: dict[str, Callable[[], str]] = {}
        """Playlists in place of the usual ones."""
        self.redirects: dict[str, str] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.segments: Callable[[int], bytes] = ts_segment
        """What the segments of ``/live.m3u8`` hold."""
        self.parts_tell_length = True
        """Each JPEG of ``/mjpeg`` says how long it is."""
        self.segments_lag = 0
        """How many segments more the newest one is than the clock says: a camera whose clock has run ahead."""
        self._started_s = time.monotonic()
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.camera = self
        self._scheme = "http"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
            self._scheme = "https"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def base(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def newest(self) -> int:
        """The number of the newest segment."""
        return _WINDOW + int((time.monotonic() - self._started_s) / SEGMENT_S) + self.segments_lag

    def playlist(self, suffix: str = "ts", head: str = "") -> str:
        """Live, of segments of one second."""
        first = self.newest() - _WINDOW + 1
        lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-TARGETDURATION:1", f"#EXT-X-MEDIA-SEQUENCE:{first}"]
        lines += [f'#EXT-X-MAP:URI="{head}"'] if head else []
        for number in range(first, first + _WINDOW):
            lines += [f"#EXTINF:{SEGMENT_S:.3f},", f"{number}.{suffix}"]
        return "\n".join([*lines, ""])

    def pictures(self) -> Callable[[], int | None]:
        """Blocks until the next picture is due and tells its number; None at the end."""
        started_s, index = time.monotonic(), -1

        def wait() -> int | None:
            nonlocal index
            index += 1
            return None if self._closing.wait(max(0.0, started_s + index / FPS - time.monotonic())) else index

        return wait


@cache
def jpegs() -> tuple[bytes, ...]:
    """The numbered clip as JPEG pictures."""
    found: list[bytes] = []
    with av.open(io.BytesIO(b"".join(clip())), "r", format="h264") as source:
        encoder = av.CodecContext.create("mjpeg", "w")
        assert isinstance(encoder, av.VideoCodecContext)
        encoder.width, encoder.height, encoder.pix_fmt = 320, 192, "yuvj420p"
        encoder.time_base = source.streams.video[0].time_base or encoder.time_base
        for frame in source.decode(video=0):
            found += [bytes(packet) for packet in encoder.encode(frame.reformat(format="yuvj420p"))]
    return tuple(found)


class _Server(http.server.ThreadingHTTPServer):
    camera: WebCamera


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        camera, path = self.server.camera, urlsplit(self.path).path
        camera.requests.append((path, {name.lower(): text for name, text in self.headers.items()}))
        if camera.login and not _may(self.headers.get("Authorization", ""), camera):
            asked = (
                f'Digest realm="camera", nonce="{_NONCE}", qop="auth"'
                if camera.wants_digest
                else 'Basic realm="camera"'
            )
            self._head(401, "text/plain", {"WWW-Authenticate": asked})
        elif camera.demanded_referer and self.headers.get("Referer") != camera.demanded_referer:
            self._head(403, "text/plain")
        elif path in camera.redirects:
            self._head(302, "text/plain", {"Location": camera.redirects[path]})
        elif path == "/stream":
            self._endless(path, lambda index: ts_pictures(index, 1))
        elif path == "/mjpeg":
            pictures = jpegs()
            tells = camera.parts_tell_length
            self._endless(path, lambda index: _part(pictures[index % len(pictures)], tells_length=tells))
        else:
            self._whole(path, _body(camera, path))

    def _endless(self, path: str, piece: Callable[[int], bytes]) -> None:
        self._head(200, self.server.camera.types.get(path, f"multipart/x-mixed-replace;boundary={_BOUNDARY}"))
        wait = self.server.camera.pictures()
        while (index := wait()) is not None:
            self.wfile.write(piece(index))

    def _whole(self, path: str, body: bytes | None) -> None:
        if body is None:
            self._head(404, "text/plain")
            return
        kind = self.server.camera.types.get(path, "application/octet-stream")
        self._head(200, kind, {"Content-Length": str(len(body))})
        self.wfile.write(body)

    def _head(self, status: int, kind: str, more: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, text in {"Content-Type": kind, **(more or {})}.items():
            self.send_header(name, text)
        self.end_headers()

    def handle(self) -> None:
        # The viewer goes away in the middle, or does not trust us.
        with contextlib.suppress(OSError):
            super().handle()

    def log_message(self, *_: object) -> None:
        """Silence."""


def _body(camera: WebCamera, path: str) -> bytes | None:
    stem, _, kind = path.rpartition("/")[2].rpartition(".")
    if path in camera.playlists:
        return camera.playlists[path]().encode()
    if stem == "live":
        return camera.playlist().encode()
    if stem == "fragments":
        return camera.playlist("m4s", "head.mp4").encode()
    if stem == "head":
        return mp4_segment(0)[0]
    if not stem.isdigit():
        return None
    return camera.segments(int(stem)) if kind == "ts" else mp4_segment(int(stem))[1]


def _may(given: str, camera: WebCamera) -> bool:
    kind, _, rest = given.partition(" ")
    if not camera.wants_digest:
        return kind == "Basic" and rest == base64.b64encode(camera.login.encode()).decode()
    if kind != "Digest":
        return False
    said = urllib.request.parse_keqv_list(urllib.request.parse_http_list(rest))
    user, _, password = camera.login.partition(":")
    who, what = _md5(f"{user}:camera:{password}"), _md5(f"GET:{said['uri']}")
    wanted = _md5(f"{who}:{_NONCE}:{said['nc']}:{said['cnonce']}:auth:{what}")
    return said["username"] == user and said["response"] == wanted


def _md5(text: str) -> str:
    """What RFC 7616 still allows, and most cameras demand."""
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def _part(jpeg: bytes, *, tells_length: bool) -> bytes:
    length = f"Content-Length: {len(jpeg)}\r\n" if tells_length else ""
    return f"--{_BOUNDARY}\r\nContent-Type: image/jpeg\r\n{length}\r\n".encode() + jpeg + b"\r\n"
