"""What is said while somebody is followed: arrows on the picture, the line below with the path, and that a camera has died."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from console.domain.feed_state import FeedState
from console.domain.follow_path import Leg
from console.domain.neighbourhood import Neighbour, Sector
from console.i18n.formats import Formats
from console.ui.camera_book import CameraBook
from console.ui.panels.follow_bar import FollowBar
from console.ui.stage import Stage
from console.ui.windows.follow_acts import FollowActs
from console.wall.following import MIDDLE, Following
from console.widgets.retranslation import keep_translated
from console.widgets.wall.follow_arrows import ArrowLook, FollowArrows
from console.widgets.wall.path_line import PathEntry
from console.widgets.wall.wall_view import WallView

SHOWN_LEGS = 30
_BAR_UNITS = 9
_TROUBLES = {
    FeedState.SUSPECT: "follow-suspect",
    FeedState.SAME_PICTURE: "follow-same-picture",
    FeedState.STALE: "follow-dead",
    FeedState.FAILED: "follow-dead",
}


class FollowTelling(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, view: WallView, stage: Stage, book: CameraBook, following: Following, acts: FollowActs
    ) -> None:
        super().__init__(window)
        self._view = view
        self._stage = stage
        self._book = book
        self._following = following
        self._acts = acts
        self.bar = FollowBar(window, stage)
        self.arrows = FollowArrows(view, stage.theme)
        view.refresh.spoke.connect(self.place_arrows)
        book.changed.connect(self.say)
        keep_translated(self.bar, stage.translator, self.say)

    def say(self) -> None:
        """Whatever is true now."""
        path, around = self._following.path, self._following.around
        if path is None or around is None:
            self.bar.hide()
            self.arrows.show_looks({})
        else:
            self.arrows.show_looks({sector: self._look(sector, one) for sector, one in around.by_sector.items()})
            legs = path.legs[-SHOWN_LEGS:]
            self.bar.say(
                self._stage.translator.text("follow-heading"), self._trouble(), [self._entry(leg) for leg in legs]
            )
        self.place_arrows()

    def place_arrows(self) -> None:
        """On the picture in the middle, above the bar of a replay."""
        tiles = self._view.tiles
        if self._following.path is None or len(tiles) <= MIDDLE or not tiles[MIDDLE].isVisible():
            self.arrows.place(QRect())
            return
        tile = tiles[MIDDLE]
        below_px = self._stage.theme.px(_BAR_UNITS) if tile.look.state is FeedState.REPLAY else 0
        self.arrows.place(tile.picture_rect().translated(tile.pos()).adjusted(0, 0, 0, -below_px))

    def _trouble(self) -> str:
        """Empty while the camera in the middle lives."""
        states = self._view.refresh.states
        if len(states) <= MIDDLE:
            return ""
        state = states[MIDDLE]
        key = "follow-shut" if state is None else _TROUBLES.get(state, "")
        return self._stage.translator.text(key) if key else ""

    def _look(self, sector: Sector, one: Neighbour) -> ArrowLook:
        text = self._stage.translator.text
        if one.bearing_deg is None:
            title = f"{one.number} ?"
            detail = where = text("follow-same-place" if one.same_place else "follow-no-direction")
        else:
            title = str(one.number)
            detail = self._distance(one)
            compass = sector.name.lower().replace("_", "-")
            where = f"{text(f'compass-{compass}')}, {detail}"
        name = self._acts.name(one.camera)
        return ArrowLook(title, detail, one.bearing_deg, text("follow-arrow", camera=name, where=where))

    def _distance(self, one: Neighbour) -> str:
        metres = Formats.of(self._stage.translator.language).count(round(one.distance_m or 0.0))
        return f"± {metres} m" if one.approximate else f"{metres} m"

    def _entry(self, leg: Leg) -> PathEntry:
        entry, span = self._book.entry(leg.camera), self._acts.span(leg)
        number = leg.camera if entry is None else str(entry.camera.number)
        return PathEntry(number, span, f"{self._acts.name(leg.camera)} · {span}")
