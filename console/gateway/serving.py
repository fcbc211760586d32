"""Runs a gateway under uvicorn and says its address once it listens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from socket import socket

import uvicorn

from console.base.errors import KnownError
from console.base.loopback import is_loopback
from console.gateway.app import Gateway, create_gateway_app

_STOP_WITHIN_S = 5


class GatewayServer(uvicorn.Server):
    """``run`` blocks, ``should_exit = True`` from any thread ends it."""

    def __init__(
        self,
        gateway: Gateway,
        address: tuple[str, int],
        certificate: tuple[Path, Path | None] | None,
        on_listening: Callable[[str], None],
    ) -> None:
        """Raises KnownError ``gateway.tls_needed`` (host)."""
        host, port = address
        if certificate is None and not is_loopback(host):
            raise KnownError("gateway.tls_needed", host=host)
        self._scheme = "http" if certificate is None else "https"
        self._on_listening = on_listening
        super().__init__(
            uvicorn.Config(
                create_gateway_app(gateway),
                host=host,
                port=port,
                ssl_certfile=certificate[0] if certificate else None,
                ssl_keyfile=certificate[1] if certificate else None,
                server_header=False,
                access_log=False,
                log_config=None,
                log_level="warning",
                timeout_graceful_shutdown=_STOP_WITHIN_S,
            )
        )

    async def startup(self, sockets: list[socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            host, port = self.servers[0].sockets[0].getsockname()[:2]
            self._on_listening(f"{self._scheme}://{f'[{host}]' if ':' in host else host}:{port}")
