"""A push feed that a test switches and feeds by hand."""

from __future__ import annotations

from console.base.observer import Signal
from console.net.server_sent import PushEvent


class FakePush:
    """Down until ``switch(up=True)``."""

    def __init__(self, *, up: bool = False) -> None:
        self.pushed: Signal[PushEvent] = Signal()
        self.switched: Signal[bool] = Signal()
        self.up = up

    def switch(self, *, up: bool) -> None:
        self.up = up
        self.switched.emit(up)
