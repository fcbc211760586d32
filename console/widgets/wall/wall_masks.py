"""The privacy masks of a wall's tiles: they belong to the camera, so no change of stream takes one off."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QImage

from console.domain.camera import CameraId
from console.domain.camera_mask import Polygons
from console.wall.wall import Wall
from console.widgets.wall.mask_painter import masked
from console.widgets.wall.pictures import SurfaceReader
from console.widgets.wall.tile import Tile, still_of

MasksOf = Callable[[CameraId], Polygons]
"""What of a camera's picture nobody sees."""


class WallMasks:
    """Main thread only."""

    def __init__(
        self,
        wall: Wall,
        tiles: Callable[[], Sequence[Tile]],
        reader: Callable[[int], SurfaceReader | None],
        masks_of: MasksOf,
    ) -> None:
        self._wall = wall
        self._tiles = tiles
        self._reader = reader
        self._masks_of = masks_of

    def show(self) -> None:
        """Cameras have changed their tiles, or masks were set or taken away."""
        for tile, camera in zip(self._tiles(), self._wall.cameras, strict=True):
            tile.set_masks(self._of(camera))

    def selected_still(self) -> QImage:
        """A copy of the picture on the selected tile: in a replay of the moment that is replayed, as a flag's evidence is."""
        return masked(self.selected_picture(), self._of(self._wall.selected_camera))

    def selected_picture(self) -> QImage:
        """As the camera sent it: for who says what of it is masked, and nobody else."""
        return still_of(self._reader(self._wall.selected))

    def _of(self, camera: CameraId | None) -> Polygons:
        return () if camera is None else self._masks_of(camera)
