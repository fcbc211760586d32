"""Fills many tiles at once, from the map or by a drop, says how many, and gives the wall back as it was on a press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from console.domain.camera import CameraId
from console.ui.notices import NoticeAction, Severity
from console.ui.stage import Stage
from console.wall.history import Step
from console.wall.wall import Wall
from console.wall.walls import Walls

_NOTICE = "wall-filled"
_Tiles = Mapping[int, CameraId | None]
"""Hotspot and boards keep their tiles, whatever comes."""


class WallFilling:
    """For one window. Main thread."""

    def __init__(self, stage: Stage, walls: Walls, wall: Wall) -> None:
        self._stage = stage
        self._walls = walls
        self._wall = wall

    def fill(self, cameras: Sequence[CameraId]) -> None:
        """From the first tile on, instead of what was there."""
        tiles = self._from(0)
        put = dict(zip(tiles, [*cameras, *[None] * len(tiles)], strict=False))
        self._put(put, min(len(tiles), len(cameras)), 0, "notice-nearest-shown")

    def fill_free(self, cameras: Sequence[CameraId]) -> None:
        """Into empty tiles only; those that are on the wall already stay where they are."""
        shown = self._wall.cameras
        new = [camera for camera in cameras if camera not in shown]
        free = [tile for tile, content in enumerate(self._wall.tiles) if content is None]
        put: dict[int, CameraId | None] = dict(zip(free, new, strict=False))
        self._put(put, len(put), len(new) - len(put), "notice-lasso-shown")

    def fill_from(self, tile: int, cameras: Sequence[CameraId], total: int) -> None:
        """From ``tile`` on, as far as there are tiles; ``total`` would be shown if there were enough of them."""
        put: dict[int, CameraId | None] = dict(zip(self._from(tile), cameras, strict=False))
        key = "notice-dropped" if put else "notice-dropped-none"
        self._put(put, len(put), max(0, total - len(put)), key)

    def _from(self, tile: int) -> list[int]:
        others = self._wall.state.others
        return [index for index in range(tile, len(self._wall.tiles)) if index not in others]

    def _put(self, put: _Tiles, count: int, left_over: int, text_key: str) -> None:
        text, undo = self._stage.translator.text, None
        before = self._walls.steps.last
        if put:
            self._wall.put_all(put.values(), list(put))
            undo = undo_of(self._stage, self._walls, before, _NOTICE)
        if put and self._wall.locked:
            return
        self._stage.notices.post(
            _NOTICE, Severity.DONE, lambda: text(text_key, count=str(count), rest=str(left_over), more=left_over), undo
        )


def undo_of(stage: Stage, walls: Walls, before: Step | None, notice: str) -> NoticeAction | None:
    """What a notice offers after a change: that step undone, whatever was done after it. None where nothing changed."""
    step = walls.steps.last
    if step is None or step is before:
        return None
    done = step

    def take_back() -> None:
        walls.steps.take_back(done)
        stage.notices.clear(notice)

    return NoticeAction(lambda: stage.translator.text("fill-undo"), take_back)
