"""Another system of cameras for tests of adapters: answers on the loopback as a function says, and keeps what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))

    @property
    def document(self) -> Any:
        return json.loads(self.body)

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Said:
    """What the system answers; what is no bytes is sent as JSON."""

    body: Any = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def sent(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


NOT_FOUND = Said({"error": "not found"}, 404)


class FakeSystem:
    """``reply`` may be changed at any time."""

    def __init__(self, reply: Callable[[Asked], Said]) -> None:
        self.reply = reply
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, asked: Asked) -> Said:
        self.asked.append(asked)
        return self.reply(asked)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        answer = self._answer

        class Handler(BaseHTTPRequestHandler):
            def _take(self) -> None:
                parts = urlsplit(self.path)
                named = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(int(named.get("content-length", "0")))
                query = dict(parse_qsl(parts.query, keep_blank_values=True))
                said = answer(Asked(self.command, unquote(parts.path), query, named, body))
                self.send_response(said.status)
                for name, value in said.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(said.sent)))
                self.end_headers()
                self.wfile.write(said.sent)

            do_GET = do_POST = do_DELETE = _take  # noqa: N815  the library's names

            def log_message(self, *_arguments: Any) -> None:
                return

        return Handler


@contextmanager
def running_system(reply: Callable[[Asked], Said]) -> Iterator[FakeSystem]:
    system = FakeSystem(reply)
    try:
        yield system
    finally:
        system.close()
