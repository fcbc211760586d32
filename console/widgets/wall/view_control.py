"""What keys, wheel and hand do to how the tiles of a wall look at their pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QSize

from console.domain.camera import CameraId
from console.domain.picture_place import Size, buffer_scale, dragged, needed_box, place, zoomed_at
from console.domain.picture_view import PictureView, Zoom
from console.wall.wall import Wall
from console.widgets.wall.tile import Tile

STEP = 1.25
"""One key press or one notch of the wheel."""


class ViewControl:
    """Points are those of the wall's widget; a tile without a camera is left alone. Main thread only."""

    def __init__(self, wall: Wall, tiles: Callable[[], Sequence[Tile]]) -> None:
        self._wall = wall
        self._tiles = tiles

    def view(self, tile: int) -> PictureView:
        return self._wall.views.of(tile, self._wall.cameras[tile])

    def show(self) -> None:
        """Every tile looks at its picture as the model says from now on."""
        for tile, (shown, camera) in enumerate(zip(self._tiles(), self._wall.cameras, strict=True)):
            shown.set_view(self._wall.views.of(tile, camera))

    def zoom(self, tile: int, times: float, at: QPointF | None = None) -> None:
        """So many times larger or smaller, round the point ``at``, else round the middle of the tile."""
        camera = self._wall.cameras[tile]
        if camera is None:
            return
        picture, box = _sizes(self._tiles()[tile], self.view(tile))
        view = self.view(tile)
        middle = (box.width / 2, box.height / 2)
        point = middle if at is None else _in_box(self._tiles()[tile], at)
        self._wall.views.zoom(tile, camera, zoomed_at(picture, box, view, view.zoom.factor * times, point))

    def drag(self, tile: int, by: QPointF) -> None:
        camera = self._wall.cameras[tile]
        if camera is not None:
            zoom = dragged(*_sizes(self._tiles()[tile], self.view(tile)), self.view(tile), (by.x(), by.y()))
            self._wall.views.zoom(tile, camera, zoom)

    def can_drag(self, tile: int) -> bool:
        """True when part of the picture is outside the tile."""
        return (
            self._wall.cameras[tile] is not None
            and place(*_sizes(self._tiles()[tile], self.view(tile)), self.view(tile)).reaches_beyond
        )

    def needed_size(self, tile: int, box: QRect) -> QSize:
        """The box to ask for, so that the picture as it hangs and fits is sharp in ``box``; the zoom comes on top."""
        if box.isEmpty():
            return QSize()
        picture = self._tiles()[tile].picture_size()
        needed = needed_box(picture, Size(box.width(), box.height()), self.view(tile).hanging)
        return QSize(round(needed.width), round(needed.height))

    def needed_scale(self, tile: int) -> float:
        """How many times larger than its box the picture should come, in a few steps; 1 unless it is zoomed."""
        view = self.view(tile)
        return buffer_scale(view.zoom.factor) if view.zoom.is_zoomed else 1.0

    def reset(self, tile: int) -> None:
        """Back to the whole picture."""
        self._with_camera(tile, lambda camera: self._wall.views.zoom(tile, camera, Zoom()))

    def step(self, times: float) -> None:
        """The selected tile, round its middle."""
        self.zoom(self._wall.selected, times)

    def reset_selected(self) -> None:
        self.reset(self._wall.selected)

    def turn(self) -> None:
        tile = self._wall.selected
        self._with_camera(tile, lambda camera: self._wall.views.turn(tile, camera))

    def flip(self) -> None:
        tile = self._wall.selected
        self._with_camera(tile, lambda camera: self._wall.views.flip(tile, camera))

    def change_fit(self) -> None:
        self._with_camera(self._wall.selected, self._wall.views.change_fit)

    def _with_camera(self, tile: int, change: Callable[[CameraId], None]) -> None:
        camera = self._wall.cameras[tile]
        if camera is not None:
            change(camera)


def _sizes(shown: Tile, view: PictureView) -> tuple[Size, Size]:
    """Of the picture and of its box; a tile without a picture is taken for one that fills its box."""
    box = shown.picture_rect()
    size = Size(max(1, box.width()), max(1, box.height()))
    return shown.picture_size() or size.turned(view.hanging), size


def _in_box(shown: Tile, at: QPointF) -> tuple[float, float]:
    corner = shown.geometry().topLeft() + shown.picture_rect().topLeft()
    return at.x() - corner.x(), at.y() - corner.y()
