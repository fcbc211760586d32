"""A door with TLS before a server that has none."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def tls_relay(inner_port: int, certificate: Path) -> Iterator[int]:
    """The port of the door; one viewer is led to the server behind it, those who distrust the door are not."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))
    lines: list[socket.socket] = [listener]
    thread = threading.Thread(target=_accept, args=(listener, context, inner_port, lines), daemon=True)
    thread.start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        for line in lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        thread.join(5)
        for line in lines:
            line.close()


def _accept(listener: socket.socket, context: ssl.SSLContext, inner_port: int, lines: list[socket.socket]) -> None:
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        lines.append(line)
        # Whoever distrusts the door leaves in the middle, and behind it there may be nobody any more.
        with contextlib.suppress(OSError):
            secure = context.wrap_socket(line, server_side=True)
            lines.append(secure)
            inner = socket.create_connection(("127.0.0.1", inner_port))
            lines.append(inner)
            threading.Thread(target=_pour, args=(secure, inner), daemon=True).start()
            threading.Thread(target=_pour, args=(inner, secure), daemon=True).start()


def _pour(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_RDWR)
