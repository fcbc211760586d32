"""Runs a centre's application under uvicorn: TLS off the loopback, a word when it listens, streams closed at the end."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from socket import socket

import uvicorn

from console.base.errors import KnownError
from console.base.loopback import is_loopback
from console.server.app import create_app
from console.server.centre import Centre

_STOP_WITHIN_S = 5


@dataclass(frozen=True)
class Door:
    """Where a centre listens; port 0 lets the system choose."""

    host: str = "127.0.0.1"
    port: int = 0
    tls_certificate: Path | None = None
    tls_key: Path | None = None
    trusted_proxy: str | None = None
    """Address of a proxy whose X-Forwarded headers are believed."""

    def check(self) -> None:
        """Raises KnownError ``centre.tls_needed`` (host) or ``centre.tls_unreadable`` (path)."""
        if self.tls_certificate is None:
            if not is_loopback(self.host):
                raise KnownError("centre.tls_needed", host=self.host)
            return
        try:
            ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(self.tls_certificate, self.tls_key)
        except OSError as error:  # SSLError is one of them
            raise KnownError("centre.tls_unreadable", path=str(self.tls_certificate)) from error


class CentreServer(uvicorn.Server):
    """One server on one door; ``run`` blocks, ``should_exit = True`` from any thread ends it."""

    def __init__(self, centre: Centre, door: Door, on_listening: Callable[[str], None]) -> None:
        door.check()
        self._centre = centre
        self._door = door
        self._on_listening = on_listening
        config = uvicorn.Config(
            create_app(centre),
            host=door.host,
            port=door.port,
            ssl_certfile=door.tls_certificate,
            ssl_keyfile=door.tls_key,
            proxy_headers=door.trusted_proxy is not None,
            forwarded_allow_ips=door.trusted_proxy,
            server_header=False,
            access_log=False,
            log_config=None,
            log_level="warning",
            timeout_graceful_shutdown=_STOP_WITHIN_S,
        )
        super().__init__(config)

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_listening(self._url())

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        # Event streams and live pictures never end by themselves; uvicorn would wait for them.
        self._centre.broker.close_streams()
        self._centre.relays.close()
        await super().shutdown(sockets)

    def _url(self) -> str:
        port = self.servers[0].sockets[0].getsockname()[1]
        scheme = "https" if self._door.tls_certificate else "http"
        host = f"[{self._door.host}]" if ":" in self._door.host else self._door.host
        return f"{scheme}://{host}:{port}"


def serve(centre: Centre, door: Door, on_listening: Callable[[str], None]) -> None:
    """Blocks until a signal ends it. Raises KnownError ``centre.port_taken`` (host, port)."""
    server = CentreServer(centre, door, on_listening)
    try:
        server.run()
    except SystemExit as error:  # uvicorn's way to say that it could not listen
        raise KnownError("centre.port_taken", host=door.host, port=door.port) from error
    if not server.started:
        raise KnownError("centre.port_taken", host=door.host, port=door.port)
