"""Fills many tiles at once, from the map or by a drop, says how many, and gives the wall back as it was on a press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.domain.camera import CameraId
from console.ui.notices import NoticeAction, Severity
from console.ui.stage import Stage
from console.wall.wall import Wall

_NOTICE = "wall-filled"
_Tiles = Mapping[int, CameraId | None]


class WallFilling:
    """For one window. Main thread."""

    def __init__(self, stage: Stage, wall: Wall) -> None:
        self._stage = stage
        self._wall = wall

    def fill(self, cameras: Sequence[CameraId]) -> None:
        """From the first tile on, instead of what was there."""
        spare = len(self._wall.cameras) - len(cameras)
        self._put(dict(enumerate([*cameras, *[None] * spare])), len(cameras), 0, "notice-nearest-shown")

    def fill_free(self, cameras: Sequence[CameraId]) -> None:
        """Into empty tiles only; those that are on the wall already stay where they are."""
        shown = self._wall.cameras
        new = [camera for camera in cameras if camera not in shown]
        free = [tile for tile, camera in enumerate(shown) if camera is None]
        put: dict[int, CameraId | None] = dict(zip(free, new, strict=False))
        self._put(put, len(put), len(new) - len(put), "notice-lasso-shown")

    def fill_from(self, tile: int, cameras: Sequence[CameraId], total: int) -> None:
        """From ``tile`` on, as far as there are tiles; ``total`` would be shown if there were enough of them."""
        put: dict[int, CameraId | None] = dict(zip(range(tile, len(self._wall.cameras)), cameras, strict=False))
        key = "notice-dropped" if put else "notice-dropped-none"
        self._put(put, len(put), max(0, total - len(put)), key)

    def _put(self, put: _Tiles, count: int, left_over: int, text_key: str) -> None:
        before = dict(enumerate(self._wall.cameras))
        text, undo = self._stage.translator.text, None
        if put:
            self._wall.put_all(put.values(), list(put))
            undo = NoticeAction(lambda: text("fill-undo"), lambda: self._take_back(put, before))
        self._stage.notices.post(
            _NOTICE, Severity.DONE, lambda: text(text_key, count=str(count), rest=str(left_over), more=left_over), undo
        )

    def _take_back(self, put: _Tiles, before: _Tiles) -> None:
        """Only where still lies what was put; people may have moved some meanwhile."""
        cameras = self._wall.cameras
        tiles = [tile for tile, camera in put.items() if tile < len(cameras) and cameras[tile] == camera]
        self._wall.put_all([before[tile] for tile in tiles], tiles)
        self._stage.notices.clear(_NOTICE)
