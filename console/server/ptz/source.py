"""Where the commands for one camera go, with the login that never leaves the centre."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from console.server.keys import Login
from console.server.ptz.driver import PtzDriver
from console.server.sources.adapter import PtzAddress


@dataclass(frozen=True)
class PtzSource:
    """A camera that can be moved."""

    camera_id: str
    address: PtzAddress = field(repr=False)
    login: Login = field(repr=False)
    ca_pem: str = field(default="", repr=False)
    """Trusted besides the system's authorities."""


DriverOf = Callable[[PtzSource], PtzDriver]
"""Opens the driver of a camera; raises KnownError ``ptz.*``. It is called in the thread that will use it."""
