"""What the screens need of the walls that are steered through the centre."""

from __future__ import annotations

from typing import Protocol

from console.base.observer import Signal
from console.wire.thumbnails import ThumbnailList
from console.wire.walls import WallOperation, WallRecord


class SteeringDesk(Protocol):
    """``changed`` comes from any thread; all else blocks and raises KnownError net.*, auth.*, centre.*, wall.*."""

    @property
    def changed(self) -> Signal[None]: ...

    def all(self) -> tuple[WallRecord, ...]:
        """Those of the person's areas."""

    def thumbnails(self, wall: str, since: int) -> ThumbnailList:
        """How its screens look now; those newer than ``since`` with their pictures. It is on record who looked."""

    def send(self, wall: str, operation: WallOperation) -> tuple[int, ...]:
        """The screens that it changed."""

    def undo(self, wall: str, version: int) -> tuple[int, ...]: ...

    def claim(self, wall: str, screen: int, reason: str, for_s: int) -> None: ...

    def release(self, wall: str, screen: int) -> None: ...

    def open_to_operators(self, wall: WallRecord, screen: int, *, is_open: bool) -> None: ...

    def presets(self, wall: str) -> tuple[str, ...]: ...

    def save_preset(self, wall: str, name: str) -> None: ...

    def delete_preset(self, wall: str, name: str) -> None: ...
