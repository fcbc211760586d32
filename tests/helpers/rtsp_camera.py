"""A camera for tests: RTSP over TCP on the loopback, with every fault at a call."""

from __future__ import annotations

import base64
import contextlib
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from typing import Self

from tests.helpers.rtsp_clip import FPS, clip

_PAYLOAD_BYTES = 1400
_TYPE = 96
_CLOCK = 90_000
_NTP_BEFORE_UNIX_S = 2_208_988_800
_SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\nc=IN IP4 127.0.0.1\r\n"
    "a=rtpmap:96 {codec}/90000\r\na=control:video\r\n"
)


class RtspCamera:
    """Serves one clip to any number of viewers, each from the picture of the moment. A context manager.

    Faults are plain attributes, looked at for every picture.
    """

    def __init__(self, units: tuple[bytes, ...] = (), *, password: str = "", sdp_codec: str = "H264") -> None:
        self.units = units or clip()
        self.password = password
        self.frozen = False
        """Connected, nothing is sent."""
        self.repeats = False
        """The stream goes on with the same picture, coded as such."""
        self.refuses = False
        """New connections are closed at once."""
        self.timestamps_stand = False
        self.clock_ahead_s: float | None = None
        """States its time by RTCP when a viewer comes; so far ahead of the true one."""
        self.marks_each_slice = False
        self.status = 200
        self.connections = 0
        self._sdp = _SDP.format(codec=sdp_codec)
        self._closing = False
        self._viewers: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._accept, name="camera", daemon=True)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"rtsp://127.0.0.1:{self.port}/cam"

    @property
    def viewers(self) -> int:
        """Connections that are open now."""
        return len(self._viewers)

    def drop_all(self) -> None:
        """Cuts every connection."""
        for viewer in list(self._viewers):
            with contextlib.suppress(OSError):
                viewer.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.drop_all()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while not self._closing:
            try:
                viewer, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            if self.refuses:
                viewer.close()
                continue
            self._viewers.add(viewer)
            thread = threading.Thread(target=self._serve, args=(viewer,), name="camera viewer", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, viewer: socket.socket) -> None:
        try:
            with viewer, viewer.makefile("rb") as lines:
                for method, headers in _requests(lines.readline):
                    if not self._answer(viewer, method, headers):
                        continue
                    if method == "PLAY":
                        # A FFmpeg that goes away or keeps alive is not listened to while pictures are sent.
                        self._play(viewer)
                        return
        except OSError:
            pass
        finally:
            self._viewers.discard(viewer)

    def _answer(self, viewer: socket.socket, method: str, headers: dict[str, str]) -> bool:
        status, extra, body = self.status if method != "OPTIONS" else 200, "", ""
        if self.password and method != "OPTIONS" and not self._may(headers):
            status, extra = 401, 'WWW-Authenticate: Basic realm="camera"\r\n'
        elif method == "DESCRIBE":
            body = self._sdp
            extra = f"Content-Type: application/sdp\r\nContent-Base: {self.url}/\r\nContent-Length: {len(body)}\r\n"
        elif method == "SETUP":
            extra = f"Transport: {self._transport(viewer, headers)}\r\n"
        elif method == "OPTIONS":
            extra = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"
        head = f"RTSP/1.0 {status} X\r\nCSeq: {headers.get('cseq', '0')}\r\nSession: 1\r\n{extra}\r\n"
        viewer.sendall((head + body).encode())
        return status == 200

    def _transport(self, _viewer: socket.socket, _headers: dict[str, str]) -> str:
        """How the pictures will come, as answered to SETUP."""
        return "RTP/AVP/TCP;unicast;interleaved=0-1"

    def _may(self, headers: dict[str, str]) -> bool:
        kind, _, value = headers.get("authorization", "").partition(" ")
        return kind == "Basic" and base64.b64decode(value).decode().partition(":")[2] == self.password

    def _play(self, viewer: socket.socket) -> None:
        started_s, sequence = time.monotonic(), 0
        pace = threading.Event()
        for index in range(2**31):
            pace.wait(max(0.0, started_s + index / FPS - time.monotonic()))
            if self._closing:
                return
            if self.frozen:
                continue
            unit = self.units[0] if self.repeats else self.units[index % len(self.units)]
            ticks = 0 if self.timestamps_stand else index * _CLOCK // FPS
            if index == 0 and self.clock_ahead_s is not None:
                report = _sender_report(time.time() + self.clock_ahead_s, ticks)
                viewer.sendall(b"$\x01" + struct.pack("!H", len(report)) + report)
            for packet in _rtp(unit, mark_each=self.marks_each_slice):
                header = struct.pack("!BBHII", 0x80, packet[0], sequence & 0xFFFF, ticks & 0xFFFFFFFF, 1)
                data = header + packet[1:]
                viewer.sendall(b"$\x00" + struct.pack("!H", len(data)) + data)
                sequence += 1


def _sender_report(unix_s: float, ticks: int) -> bytes:
    """RFC 3550, section 6.4.1: the time (since 1900, in 2^-32 seconds) at which the timestamp was ``ticks``."""
    ntp = int((unix_s + _NTP_BEFORE_UNIX_S) * 2**32)
    return struct.pack("!BBHIQIII", 0x80, 200, 6, 1, ntp, ticks, 0, 0)


def _requests(read_line: Callable[[], bytes]) -> Iterator[tuple[str, dict[str, str]]]:
    while first := read_line().decode("latin-1").strip():
        headers: dict[str, str] = {}
        while line := read_line().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        yield first.split(" ")[0], headers


def _rtp(unit: bytes, *, mark_each: bool) -> Iterator[bytes]:
    """Packets of one access unit (RFC 6184), each with marker and type in its first byte."""
    nals = [nal.rstrip(b"\x00") for nal in unit.split(b"\x00\x00\x01") if nal.strip(b"\x00")]
    for index, nal in enumerate(nals):
        last_nal = mark_each or index == len(nals) - 1
        if len(nal) <= _PAYLOAD_BYTES:
            yield bytes([_TYPE | 0x80 * last_nal]) + nal
            continue
        parts = [nal[at : at + _PAYLOAD_BYTES] for at in range(1, len(nal), _PAYLOAD_BYTES)]
        for number, part in enumerate(parts):
            last = number == len(parts) - 1
            fragment = bytes([nal[0] & 0xE0 | 28, nal[0] & 0x1F | 0x80 * (number == 0) | 0x40 * last])
            yield bytes([_TYPE | 0x80 * (last and last_nal)]) + fragment + part
