"""A port to listen on: the usual one where it is free, so that addresses stay the same from start to start."""

from __future__ import annotations

import socket

from console.base.errors import BugError


def first_free_port(wanted: int) -> int:
    """``wanted`` when nobody listens there on the loopback, else one that the system has free."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise BugError("the system gave no port")
