"""The thumbnails of the wall that a page shows: asked for while it is in sight, kept no longer than they say something."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QImage

from console.base.errors import KnownError
from console.base.logs import logger
from console.domain.wall_thumbnail import EVERY_S, KEPT_S, is_old
from console.qt.timer import Timer
from console.ui.pages.page import Page
from console.ui.wall_port import SteeringDesk
from console.widgets.wall.screen_shot import ScreenShot, greyed
from console.wire.small_jpeg import unpacked
from console.wire.thumbnails import ThumbnailList
from console.wire.walls import ScreenRecord

_log = logger("ui")


@dataclass(frozen=True)
class _Kept:
    """``drawn_s`` by this console's monotonic clock."""

    image: QImage
    grey: QImage
    version: int
    drawn_s: float


class WallShots:
    """``changed`` is called after each answer, and as they grow old. Main thread only."""

    def __init__(self, page: Page, desk: SteeringDesk, wall: Callable[[], str], changed: Callable[[], None]) -> None:
        self._page, self._desk = page, desk
        self._wall, self._changed = wall, changed
        self._clock, self._text = page.stage.clock, page.stage.translator.text
        self._of_wall = ""
        self._sequence = 0
        self._kept: dict[int, _Kept] = {}
        self.withheld: frozenset[int] = frozenset()
        """Screens that show a camera which this person may not see."""
        self._is_asking = False
        Timer(page, "wall-shots", round(EVERY_S * 1000), self.ask).start()

    def ask(self) -> None:
        """Nobody looks at a page that is minimised, and its wall's machines need not draw for it."""
        name = self._wall()
        if name != self._of_wall:
            self._of_wall, self._sequence, self._kept, self.withheld = name, 0, {}, frozenset()
        self._changed()
        if not name or self._is_asking or not self._is_in_sight():
            return
        desk, since, asked_s = self._desk, self._sequence, self._clock.monotonic_s()
        self._is_asking = True

        def read() -> tuple[ThumbnailList, dict[int, QImage]]:
            told = desk.thumbnails(name, since)
            shown = {one.screen: one.jpeg for one in told.screens if one.jpeg is not None}
            return told, {number: QImage.fromData(unpacked(jpeg)) for number, jpeg in shown.items()}

        self._page.stage.background.run(
            read,
            lambda found: self._on_read(name, asked_s, *found),
            self._on_error,
            name="wall-shots",
            owner=self._page,
        )

    def of(self, screen: ScreenRecord) -> ScreenShot | None:
        kept = self._kept.get(screen.number)
        age_s = 0.0 if kept is None else self._clock.monotonic_s() - kept.drawn_s
        if kept is None or age_s >= KEPT_S:
            return None
        old = is_old(age_s)
        age = self._text("walls-shot-age", age=self._page.stage.translator.formats.tile_age(age_s))
        return ScreenShot(kept.grey if old else kept.image, age, old, kept.version == screen.version)

    def _is_in_sight(self) -> bool:
        window = self._page.parentWidget()
        return self._page.isVisible() and not self._page.isMinimized() and window is not None and window.isVisible()

    def _on_read(self, name: str, asked_s: float, told: ThumbnailList, images: dict[int, QImage]) -> None:
        self._is_asking = False
        if name != self._of_wall:
            return
        self._sequence = max(self._sequence, told.sequence)
        here = {one.screen: one for one in told.screens if not one.withheld}
        self.withheld = frozenset(one.screen for one in told.screens if one.withheld)
        kept = {number: one for number, one in self._kept.items() if number in here}
        for number, image in images.items():
            record = here.get(number)
            if record is not None and not image.isNull():
                # Counted from the question: rather a little too old than too young.
                drawn_s = asked_s - record.age_ms / 1000
                kept[number] = _Kept(image, greyed(image), record.version, drawn_s)
        self._kept = kept
        self._changed()

    def _on_error(self, error: Exception) -> None:
        """The pictures grow old in sight; the page's own questions say why."""
        self._is_asking = False
        if not isinstance(error, KnownError):
            raise error
        _log.info("no thumbnails: %s", error.code)
