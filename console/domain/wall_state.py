"""What a wall looks like at one moment, as a value: what is undone, saved and handed to colleagues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from console.domain.camera import CameraId
from console.domain.layout import Layout
from console.domain.tile_content import OtherContent, TileContent, camera_in, cameras_in, other_in


@dataclass(frozen=True)
class WallState:
    """``tiles`` by number; those behind the last tile wait for a larger layout."""

    layout: Layout
    tiles: tuple[TileContent | None, ...] = ()
    locked: bool = False
    """Nobody changes its tiles before it is unlocked."""

    @property
    def cameras(self) -> tuple[CameraId | None, ...]:
        """Of each tile its own camera; what else lies on one is None here."""
        return cameras_in(self.tiles)

    @property
    def others(self) -> Mapping[int, OtherContent]:
        """What is no camera, by tile."""
        found = ((tile, other_in(content)) for tile, content in enumerate(self.tiles))
        return {tile: other for tile, other in found if other is not None}

    def camera(self, tile: int) -> CameraId | None:
        """Its own; None where something else lies."""
        return camera_in(self.tile(tile))

    def tile(self, tile: int) -> TileContent | None:
        return self.tiles[tile] if tile < len(self.tiles) else None


def tiles_of(cameras: Sequence[CameraId | None], others: Mapping[int, OtherContent]) -> tuple[TileContent | None, ...]:
    """Both halves put together. Raises ValueError where two things lie on one tile, or where one lies on none."""
    tiles: list[TileContent | None] = list(cameras)
    for tile, other in others.items():
        if not 0 <= tile < len(tiles) or tiles[tile] is not None:
            raise ValueError("two things on one tile, or one on none")
        tiles[tile] = other
    return tuple(tiles)
