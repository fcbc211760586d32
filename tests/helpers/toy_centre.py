"""A centre for tests: real HTTP on the loopback speaking ``console.wire``, with a fault switchboard."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import suppress
from http.server import ThreadingHTTPServer
from types import TracebackType
from typing import Self

from tests.helpers.toy_faults import Faults
from tests.helpers.toy_records import ToyRecords
from tests.helpers.toy_routes import ToyHandler, ToyTokens


class ToyServer(ThreadingHTTPServer):
    """Remembers its connections, so that going down cuts them as a dead machine would."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, port: int, centre: ToyCentre, tls: ssl.SSLContext | None) -> None:
        self.centre = centre
        self.connections: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), ToyHandler)
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    def get_request(self) -> tuple[socket.socket, object]:
        connection, address = super().get_request()
        self.connections.add(connection)
        return connection, address

    def shutdown_request(self, request: object) -> None:
        if isinstance(request, socket.socket):
            self.connections.discard(request)
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
            request.close()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is what many tests are about."""

    def cut(self) -> None:
        for connection in tuple(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class ToyCentre:
    """``with ToyCentre() as centre:``; ``records`` and ``faults`` are the tests' handles on it."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.records = ToyRecords()
        self.faults = Faults()
        self.tokens = ToyTokens()
        self.requests: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.is_down = False
        self._tls = tls
        self._port = 0
        self._server: ToyServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self._port}"

    def up(self) -> None:
        self.is_down = False
        self._server = ToyServer(self._port, self, self._tls)
        self._port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def down(self) -> None:
        """Like a pulled plug: nobody listens, open connections end."""
        self.is_down = True
        self.faults.release()
        with self.records.changed:
            self.records.changed.notify_all()
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server.cut()
            self._thread.join()

    def count(self, method: str, path: str) -> int:
        """How many requests there were whose path begins so."""
        return sum(1 for name, target in self.requests if name == method and target.startswith(path))

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.down()
