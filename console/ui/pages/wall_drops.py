"""What would happen if what is dragged were let go on a screen of a wall: told while it hovers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QMimeData

from console.domain.camera import CameraId
from console.domain.wall_wanted import LONGEST_MESSAGE
from console.ui.pages.wall_acts import Chosen
from console.ui.pages.wall_words import WallWords
from console.ui.stage import Services, Stage
from console.widgets.wall.dragging import dragged_areas, dragged_cameras, dragged_flags, dragged_from
from console.wire.walls import ScreenRecord

_MOST_NAMED = 3


class WallDrops:
    """In the language in use."""

    def __init__(
        self,
        stage: Stage,
        services: Services,
        words: WallWords,
        chosen: Callable[[], Chosen | None],
        may_send: Callable[[ScreenRecord], bool],
    ) -> None:
        """Where it hovers is ``chosen``."""
        self._text, self._services, self._words = stage.translator.text, services, words
        self._chosen, self._may_send = chosen, may_send

    def takes(self) -> bool:
        to = self._chosen()
        return to is not None and self._may_send(to.screen)

    def told(self, data: QMimeData) -> str:
        """What letting go would do, or why it would do nothing."""
        to = self._chosen()
        if to is None:
            return ""
        screen = self._words.name_of(to.screen)
        if not self.takes():
            return self._text("walls-hover-refused", screen=screen)
        words = self._what(data, to, {"screen": screen, "tile": to.tile + 1})
        if dragged_areas(data) or len(dragged_cameras(data)) > 1:
            words = f"{words} {self._text('walls-hover-shift')}"
        return words if to.screen.tour is None else f"{words} {self._text('walls-hover-tour-ends')}"

    def _what(self, data: QMimeData, to: Chosen, where: Mapping[str, str | float]) -> str:
        if dragged_flags(data):
            return self._text("walls-hover-flag", **where)
        if dragged_areas(data):
            return self._text("walls-hover-area", count=len(to.layout.cells) - to.tile, **where)
        source = dragged_from(data)
        cameras = self._of_tile(*source) if source is not None else dragged_cameras(data)
        if cameras:
            return self._cameras(cameras, to, where)
        if source is not None:
            return self._text("walls-hover-tile", **where)
        return self._text("walls-hover-message", screen=where["screen"], words=data.text().strip()[:LONGEST_MESSAGE])

    def _of_tile(self, name: str, tile: int) -> list[CameraId]:
        wall = self._services.walls.named(name)
        camera = wall.cameras[tile] if wall is not None and tile < len(wall.cameras) else None
        return [] if camera is None else [camera]

    def _cameras(self, cameras: Sequence[CameraId], to: Chosen, where: Mapping[str, str | float]) -> str:
        room = len(to.layout.cells) - to.tile
        named = ", ".join(self._words.camera(camera) for camera in cameras[: min(room, _MOST_NAMED)])
        if len(cameras) == 1:
            before = to.screen.layout.state().cameras[to.tile]
            gone = "" if before is None else self._words.camera(before)
            key = "walls-hover-instead" if gone else "walls-hover-one"
            return self._text(key, name=named, gone=gone, **where)
        left = max(0, len(cameras) - room)
        key = "walls-hover-some-left" if left else "walls-hover-some"
        return self._text(key, names=named, count=min(room, len(cameras)), left=left, **where)
