"""Opens the driver that a camera's protocol needs."""

from __future__ import annotations

from console.base.clock import SystemClock
from console.server.ptz.driver import PtzDriver
from console.server.ptz.nx import NxPtz
from console.server.ptz.onvif import OnvifPtz
from console.server.ptz.source import PtzSource
from console.server.sources.adapter import PtzProtocol


def open_driver(source: PtzSource) -> PtzDriver:
    """Raises KnownError ``ptz.not_movable`` for an address that is none."""
    if source.address.protocol is PtzProtocol.NX:
        return NxPtz(source.address, source.login, source.ca_pem)
    return OnvifPtz(source.address, source.login, SystemClock(), source.ca_pem)
