"""Opens the health pages, each once; the library that draws plots is loaded beside the screen when the first one is asked for."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.domain.camera import CameraId, FeedKey
from console.domain.roles import Permission, may
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.pages.log_page import LogPage
from console.ui.pages.page import Page
from console.ui.pages.worst_page import WorstPage
from console.ui.stage import Services, Stage
from console.ui.windows.selected_camera import SelectedCamera
from console.ui.windows.tile_sparks import TileSparks
from console.wall.wall import Wall, here
from console.widgets.wall.wall_view import WallView

_PLOTS = "console.widgets.plots.plot_grid"


class HealthIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._wall = wall
        self._book = book
        self._selected = SelectedCamera(stage, wall, view)
        self._open: dict[ActionId, Page] = {}
        self.sparks = TileSparks(window, stage, services.health, wall, view)

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {
            ActionId.HEALTH: self.feed,
            ActionId.MACHINE: self.machine,
            ActionId.WORST: self.worst,
            ActionId.CITY: self.city,
            ActionId.LOG: self.log,
            **self.sparks.handlers(),
        }

    def page(self, action: ActionId) -> Page | None:
        """The one that is open."""
        return self._open.get(action)

    def feed(self) -> None:
        """Of the selected tile; said when that is empty."""
        if self._selected.or_notice() is not None:
            self._with_plots(lambda: self._show(ActionId.HEALTH, self._made_feed_page))

    def machine(self) -> None:
        self._with_plots(
            lambda: self._show(ActionId.MACHINE, lambda: _machine_page(self._window, self._stage, self._services))
        )

    def worst(self) -> None:
        self._show(ActionId.WORST, self._made_worst_page)

    def city(self) -> None:
        self._with_plots(lambda: self._show(ActionId.CITY, self._made_city_page))

    def log(self) -> None:
        self._show(ActionId.LOG, lambda: LogPage(self._window, self._stage, self._services.log))

    def crash(self) -> None:
        """The log at the newest report of a crash."""
        self._show(ActionId.LOG, lambda: LogPage(self._window, self._stage, self._services.log, at_crash=True))

    def _made_worst_page(self) -> Page:
        page = WorstPage(self._window, self._stage, self._services.health, self._book)
        page.chosen.connect(lambda camera: self._wall.put(CameraId(camera), here(self._wall)))
        return page

    def _made_city_page(self) -> Page:
        from console.ui.pages.city_page import CityPage  # noqa: PLC0415  as in _made_feed_page

        page = CityPage(self._window, self._stage, self._services.city_health, self._services.city)
        if may(self._services.person.role, Permission.VIEW_VIDEO):
            page.chosen.connect(lambda camera: self._wall.put(CameraId(camera), self._wall.selected))
        return page

    def _made_feed_page(self) -> Page:
        from console.ui.pages.feed_health_page import FeedHealthPage  # noqa: PLC0415  half a second: loaded in _with_plots

        return FeedHealthPage(
            self._window, self._stage, self._services.health, self._wall, self._selected_feed, self._book
        )

    def _selected_feed(self) -> FeedKey | None:
        camera = self._wall.selected_camera
        return self._selected.feed(camera) if camera is not None else None

    def _with_plots(self, then: Callable[[], None]) -> None:
        if _PLOTS in sys.modules:
            then()
            return
        # On the screen's thread the wall would stand still for half a second.
        self._stage.background.run(
            lambda: importlib.import_module(_PLOTS), lambda _module: then(), name="plots", owner=self
        )

    def _show(self, action: ActionId, make: Callable[[], Page]) -> None:
        page = self._open.get(action)
        if page is None:
            page = self._open[action] = make()
            page.finished.connect(lambda _result: self._open.pop(action, None))
            page.show()
        page.activateWindow()


def _machine_page(window: QWidget, stage: Stage, services: Services) -> Page:
    from console.ui.pages.machine_page import MachinePage  # noqa: PLC0415  as in _made_feed_page

    return MachinePage(window, stage, services.health)
