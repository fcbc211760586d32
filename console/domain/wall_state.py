"""What a wall looks like at one moment, as a value: what is undone, saved and handed to colleagues."""

from __future__ import annotations

from dataclasses import dataclass

from console.domain.camera import CameraId
from console.domain.layout import Layout


@dataclass(frozen=True)
class WallState:
    """``cameras`` by tile; those behind the last tile wait for a larger layout."""

    layout: Layout
    cameras: tuple[CameraId | None, ...] = ()
    locked: bool = False
    """Nobody changes its tiles before it is unlocked."""

    def camera(self, tile: int) -> CameraId | None:
        return self.cameras[tile] if tile < len(self.cameras) else None
