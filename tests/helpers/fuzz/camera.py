"""A camera gone mad: speaks RTSP and HTTP on one port and gives every viewer the case that its address names."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Iterable
from typing import Self

from tests.helpers.fuzz.cases import Case

_PATIENCE_S = 0.25
"""A client that got a broken answer may wait for the rest of it for ever."""
_READ_ALL_S = 4.0
_LINGER_S = 0.6
_SDP = (
    "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=camera\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\nc=IN IP4 127.0.0.1\r\n"
    "a=rtpmap:96 {codec}/90000\r\na=control:video\r\n"
)
_FIRST_LINE = re.compile(rb"(\w+) \w+://[^/]+/(\w+)/(\d+)|GET /(\w+)/(\d+)")


class FuzzCamera:
    """A context manager; ``rounds`` and ``served`` may be read from any thread."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.rounds = 0
        self.served: set[int] = set()
        """Numbers of the cases that one viewer has got to their end."""
        self._lock = threading.Lock()
        self._closing = False
        self._pause = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._threads = [threading.Thread(target=self._accept, name="fuzz camera", daemon=True)]
        self._threads[0].start()

    def url(self, case: Case) -> str:
        scheme = "http" if case.kind == "stream" else "rtsp"
        return f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}/{case.path}"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        self._pause.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(2 * _READ_ALL_S)

    def _accept(self) -> None:
        while not self._closing:
            try:
                viewer, _ = self._listener.accept()
            except OSError:
                return
            self._threads = [thread for thread in self._threads if thread.is_alive()]
            thread = threading.Thread(target=self._serve, args=(viewer,), name="fuzz viewer", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, viewer: socket.socket) -> None:
        case: Case | None = None
        with viewer, contextlib.suppress(OSError):
            viewer.settimeout(_READ_ALL_S)
            first = _request(viewer)
            match = _FIRST_LINE.search(first)
            if match is None:
                return
            case = Case.of(self.seed, int(match[3] or match[5]))
            if case.kind == "stream":
                self._send(viewer, [case.answer("HTTP/1.0 200 OK\r\nContent-Type: video/mp2t\r\n\r\n")])
                self._send(viewer, case.transport_stream())
            else:
                self._converse(viewer, case, first)
            if case.lingers:
                # The player gets to decode what it was sent before the feed goes away.
                self._pause.wait(_LINGER_S)
            viewer.shutdown(socket.SHUT_WR)
            while not self._closing and viewer.recv(65536):
                pass
        if case is not None:
            self._note(case)

    def _note(self, case: Case) -> None:
        with self._lock:
            if case.number not in self.served:
                self.rounds += case.rounds
            self.served.add(case.number)

    def _converse(self, viewer: socket.socket, case: Case, request: bytes) -> None:
        while request and not self._closing:
            viewer.sendall(case.answer(_good_answer(request, case.codec)))
            if request.startswith(b"PLAY"):
                self._send(viewer, case.rtp())
                return
            viewer.settimeout(_PATIENCE_S if case.kind == "answers" else _READ_ALL_S)
            request = _request(viewer)
        viewer.settimeout(_READ_ALL_S)

    def _send(self, viewer: socket.socket, parts: Iterable[bytes]) -> None:
        for part in parts:
            if self._closing:
                return
            viewer.sendall(part)


def _request(viewer: socket.socket) -> bytes:
    """One request's head; what there is of it when the viewer goes away or waits."""
    head = b""
    with contextlib.suppress(TimeoutError):
        while b"\r\n\r\n" not in head:
            data = viewer.recv(4096)
            if not data:
                return b""
            head += data
    return head


def _good_answer(request: bytes, codec: str) -> str:
    method = request.split(b" ", 1)[0]
    sequence = re.search(rb"CSeq: *(\d+)", request)
    number = sequence[1].decode() if sequence else "0"
    extra = body = ""
    if method == b"DESCRIBE":
        body = _SDP.format(codec=codec)
        extra = f"Content-Type: application/sdp\r\nContent-Length: {len(body)}\r\n"
    elif method == b"SETUP":
        extra = "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n"
    elif method == b"OPTIONS":
        extra = "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN\r\n"
    return f"RTSP/1.0 200 OK\r\nCSeq: {number}\r\nSession: 1\r\n{extra}\r\n{body}"
