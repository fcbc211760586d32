"""Opens the driver that a camera's protocol needs."""

from __future__ import annotations

from console.base.clock import SystemClock
from console.base.errors import KnownError
from console.server.ptz.driver import PtzDriver
from console.server.ptz.onvif import OnvifPtz
from console.server.ptz.source import PtzSource
from console.server.sources.adapter import PtzProtocol


def open_driver(source: PtzSource) -> PtzDriver:
    """Raises KnownError ``ptz.not_movable`` for a protocol that is not spoken here, and as the driver."""
    if source.address.protocol is PtzProtocol.ONVIF:
        return OnvifPtz(source.address, source.login, SystemClock(), source.ca_pem)
    raise KnownError("ptz.not_movable")
