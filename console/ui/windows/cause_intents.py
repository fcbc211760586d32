"""Opens the page of disturbances, brings their cameras onto the wall, and says on a dead tile which one it is part of."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget

from console.domain.camera import CameraId
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.cause_words import CauseWords
from console.ui.pages.causes_page import CausesPage
from console.ui.stage import Services, Stage
from console.ui.windows.repair_intents import RepairIntents
from console.ui.windows.wall_filling import WallFilling
from console.wall.wall import Wall
from console.widgets.plain_tip import plain_tip
from console.widgets.wall.wall_view import WallView


class CauseIntents(QObject):
    """For one window. Main thread. Signals: ``search_asked(str)``: a camera to be found in the lists by its number."""

    search_asked = Signal(str)

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._wall = wall
        self._filling = WallFilling(stage, services.walls, wall)
        self.repairs = RepairIntents(window, stage, services, wall, view, book)
        self.tips = CauseTips(stage, services, wall, view)
        self.page: CausesPage | None = None
        """While it is open."""

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.CAUSES: self.causes, **self.repairs.handlers()}

    def causes(self) -> None:
        """At the line of the selected camera, where that is part of one."""
        if self.page is None:
            self.page = CausesPage(self._window, self._stage, self._services)
            self.page.finished.connect(lambda _result: self._forget())
            self.page.wall_asked.connect(self.fill)
            self.page.search_asked.connect(self.search_asked)
            self.page.repair_asked.connect(self.repairs.ask_for)
            self.page.show()
        camera = self._wall.selected_camera
        cause = self._services.causes.of(camera) if camera is not None else None
        if cause is not None:
            self.page.select(cause)
        self.page.activateWindow()

    def _forget(self) -> None:
        self.page = None

    def fill(self, cameras: list[str]) -> None:
        """From the selected tile on, dead ones too: they are what is looked for."""
        wanted = [CameraId(camera) for camera in cameras]
        self._filling.fill_from(self._wall.selected, wanted, len(wanted))


class CauseTips(QObject):
    """Over a tile whose camera is part of a disturbance. Main thread."""

    def __init__(self, stage: Stage, services: Services, wall: Wall, view: WallView) -> None:
        super().__init__(view)
        self._causes = services.causes
        self._words = CauseWords(stage.translator, stage.clock)
        self._wall = wall
        self._view = view
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().eventFilter(watched, event)
        tiles = enumerate(self._view.tiles)
        here = next(
            (index for index, tile in tiles if tile.isVisible() and tile.geometry().contains(event.pos())), None
        )
        QToolTip.showText(event.globalPos(), plain_tip(self.words(here)) if here is not None else "", self._view)
        return True

    def words(self, tile: int) -> str:
        """Empty for a camera that works, or of which nothing is known."""
        camera = self._wall.cameras[tile]
        cause = self._causes.of(camera) if camera is not None else None
        return self._words.part_of(cause) if cause is not None else ""
