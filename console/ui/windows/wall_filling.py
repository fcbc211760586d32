"""Fills many tiles at once from the map, says how many, and gives the wall back as it was on a press."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from console.domain.camera import CameraId
from console.ui.notices import NoticeAction, Severity
from console.ui.stage import Stage
from console.wall.wall import Wall

_KEY = "wall-filled"


class WallFilling:
    """For one window. Main thread."""

    def __init__(self, stage: Stage, wall: Wall) -> None:
        self._stage = stage
        self._wall = wall
        self._give_back: Callable[[], None] = lambda: None

    def fill(self, cameras: Sequence[CameraId]) -> None:
        """From the first tile on, instead of what was there."""
        self._put(list(cameras), selected=0)
        self._say("notice-nearest-shown", len(cameras), 0)

    def fill_free(self, cameras: Sequence[CameraId]) -> None:
        """Into empty tiles only; those that are on the wall already stay where they are."""
        shown = self._wall.cameras
        new = [camera for camera in cameras if camera not in shown]
        tiles = [tile for tile, camera in enumerate(shown) if camera is None]
        put = dict(zip(tiles, new, strict=False))
        if put:
            self._put([put.get(tile, camera) for tile, camera in enumerate(shown)], selected=self._wall.selected)
        self._say("notice-lasso-shown", len(put), len(new) - len(put), can_undo=bool(put))

    def _put(self, cameras: list[CameraId | None], *, selected: int) -> None:
        before, selected_before, layout = self._wall.cameras, self._wall.selected, self._wall.layout

        def give_back() -> None:
            self._wall.set_layout(layout)
            self._wall.put_all(before)
            self._wall.select(selected_before)
            self._stage.notices.dismiss()

        self._give_back = give_back
        self._wall.put_all(cameras)
        self._wall.select(selected)

    def _say(self, key: str, count: int, left_over: int, *, can_undo: bool = True) -> None:
        text = self._stage.translator.text
        undo = NoticeAction(lambda: text("notice-undo"), self._give_back) if can_undo else None
        self._stage.notices.post(
            _KEY, Severity.DONE, lambda: text(key, count=str(count), rest=str(left_over), more=left_over), undo
        )
