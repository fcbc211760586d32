"""A receiver of hand-offs that answers as a test tells it to, and keeps what it was sent."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from console.handoff.cloud_event import CloudEvent, read_event


@dataclass(frozen=True)
class Received:
    """One request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> CloudEvent:
        return read_event(self.body)

    @property
    def kind(self) -> str:
        return ".".join(self.event.type.split(".")[-2:])


@dataclass
class Reply:
    """What the receiver says next."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class TestReceiver:
    """Listens on a free port of the loopback; ``reply`` decides, 200 by default. Any thread."""

    __test__ = False

    def __init__(self, reply: Callable[[Received], Reply] | None = None, tls: ssl.SSLContext | None = None) -> None:
        self.reply = reply or (lambda _request: Reply())
        self._lock = threading.Lock()
        self._received: list[Received] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        scheme = "http" if tls is None else "https"
        self.url = f"{scheme}://127.0.0.1:{self._server.server_address[1]}/hooks/cctv"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def received(self) -> list[Received]:
        with self._lock:
            return list(self._received)

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _take(self, request: Received) -> Reply:
        with self._lock:
            self._received.append(request)
        return self.reply(request)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        take = self._take

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                named = {name.lower(): value for name, value in self.headers.items()}
                said = take(Received(self.path, named, self.rfile.read(length)))
                self.send_response(said.status)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said.body)

            def log_message(self, *_arguments: Any) -> None:
                return

        return Handler


@contextmanager
def running_receiver(
    reply: Callable[[Received], Reply] | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[TestReceiver]:
    receiver = TestReceiver(reply, tls)
    try:
        yield receiver
    finally:
        receiver.close()
