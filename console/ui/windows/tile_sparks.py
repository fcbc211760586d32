"""Shows the last minute of every feed on its tile, for as long as somebody wants it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.qt.timer import Timer
from console.ui.actions.table import ActionId
from console.ui.health_port import HealthDesk
from console.ui.stage import Stage
from console.wall.wall import Wall
from console.widgets.wall.spark import SECONDS, TileSpark
from console.widgets.wall.wall_view import WallView

_LOOK_EVERY_MS = 1000


class TileSparks(QObject):
    """For one window. Main thread."""

    def __init__(self, window: QObject, stage: Stage, desk: HealthDesk, wall: Wall, view: WallView) -> None:
        super().__init__(window)
        self._stage = stage
        self._desk = desk
        self._wall = wall
        self._view = view
        self._sparks: dict[int, TileSpark] = {}
        self.is_shown = False
        self._looks = Timer(self, "tile-sparks", _LOOK_EVERY_MS, self._look)
        view.refresh.spark_of = self._sparks.get

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.SPARKS: self.toggle}

    def toggle(self) -> None:
        self.is_shown = not self.is_shown
        if not self.is_shown:
            self._looks.stop()
            self._sparks.clear()
            self._view.refresh.speak()
        else:
            self._looks.start()
            self._look()

    def _look(self) -> None:
        self._sparks.clear()
        for tile in range(len(self._wall.cameras)):
            feed = self._view.planner.feed_of(tile)
            if feed is not None:
                self._sparks[tile] = self._spark(self._desk.recent(feed, SECONDS))
        self._view.refresh.speak()

    def _spark(self, seconds: list[tuple[int, int] | None]) -> TileSpark:
        text, formats = self._stage.translator.text, self._stage.translator.formats
        newest = seconds[-1] if seconds else None
        shown = tuple(None if second is None else second[0] for second in seconds)
        if newest is None:
            return TileSpark(shown, text("spark-nobody"), "–")
        pictures, kbit = formats.count(newest[0]), formats.count(round(newest[1] * 8 / 1000))
        return TileSpark(shown, text("spark-newest", pictures=pictures, kbit=kbit), pictures)
