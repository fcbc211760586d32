"""What every way of moving a camera gives; one driver stands for one camera and is used by one thread at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class PtzPreset:
    """A place that the camera itself has saved."""

    token: str
    """The camera's own name for it: what ``go_to`` and ``forget`` take."""
    name: str


class PtzDriver(Protocol):
    """Commands to one camera. Each waits for the camera's answer, within bounded time.

    Everything raises KnownError ``ptz.unreachable``, ``ptz.refused`` or ``ptz.not_movable``.
    """

    def move(self, pan: float, tilt: float, zoom: float) -> None:
        """Speeds from -1 to 1: right, up and nearer are positive.

        Goes on until ``stop``, the next ``move`` or, of cameras that are told so, for a second: who wants more says it again.
        """

    def stop(self) -> None:
        """Stops every movement."""

    def presets(self) -> list[PtzPreset]:
        """As the camera has them, in its order."""

    def go_to(self, token: str) -> None:
        """Moves to a preset and stays there."""

    def save(self, name: str) -> PtzPreset:
        """Keeps the place where the camera looks now."""

    def forget(self, token: str) -> None:
        """Deletes a preset from the camera."""

    def close(self) -> None:
        """Ends its connections."""
