"""A stream stands when the centre has noted its reader, which is later than the answer's headers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from console.base.redaction import Secret
from console.net.event_stream import EventStream
from console.net.server_sent import PushEvent
from console.net.transport import Transport
from console.wire.push import PushKind
from tests.helpers.waiting import wait_until


class _Centre(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.headers_sent, self.reader_noted = threading.Event(), threading.Event()


class _Tokens:
    def access_token(self) -> Secret:
        return Secret("token")

    def renew_after(self, rejected: Secret) -> Secret:  # noqa: ARG002  the protocol's
        return self.access_token()


class _Handler(BaseHTTPRequestHandler):
    server: _Centre

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.wfile.flush()
        self.server.headers_sent.set()
        self.server.reader_noted.wait(10)
        self.wfile.write(b"retry: 3000\n\nid: 7\nevent: reset\ndata: {}\n\n")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the library's name
        """Quiet."""


@pytest.fixture
def centre() -> Iterator[_Centre]:
    server = _Centre()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.reader_noted.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_stream_stands_only_once_the_centre_has_noted_its_reader(centre: _Centre) -> None:
    transport = Transport(f"http://127.0.0.1:{centre.server_port}")
    transport.use_tokens(_Tokens())
    stands: list[PushEvent | None] = []

    def first() -> None:
        stands.append(next(iter(stream)))

    stream = iter(EventStream(transport, ""))
    reader = threading.Thread(target=first)
    reader.start()
    assert centre.headers_sent.wait(10)
    assert stands == []
    centre.reader_noted.set()
    wait_until(lambda: stands == [None], what="the stream stands")
    reader.join()
    assert [event.kind for event in stream if event is not None] == [PushKind.RESET]
    transport.close()
