"""What the screens need of game controllers and joysticks, as the screens see it."""

from __future__ import annotations

from typing import Protocol

from console.base.observer import Signal
from console.domain.ptz_speed import PtzSpeed


class ControllerDesk(Protocol):
    """All controllers of this machine as one. Signals from any thread."""

    @property
    def steered(self) -> Signal[PtzSpeed]:
        """What the stick asks for, as seen on the screen, whenever it is another."""

    @property
    def pressed(self) -> Signal[int]:
        """A button, from 1."""

    @property
    def pointed(self) -> Signal[tuple[int, int]]:
        """One step of the cross, right and down."""


class NoControllers:
    """Where there are none."""

    def __init__(self) -> None:
        self.steered: Signal[PtzSpeed] = Signal()
        self.pressed: Signal[int] = Signal()
        self.pointed: Signal[tuple[int, int]] = Signal()
