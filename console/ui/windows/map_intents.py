"""Opens the map beside the wall and carries to the wall what is meant on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from console.citymap.city import CityMap
from console.domain.camera import CameraId
from console.domain.event import EventEntry, flagged_cameras
from console.domain.roles import Permission, may
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.city_book import CityBook
from console.ui.pages.unplaced_page import UnplacedPage
from console.ui.panels.map_panel import MapPanel
from console.ui.stage import Services, Stage
from console.ui.windows.map_acts import MapActs
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.wall.wall_view import WallView

_MOST_IN_MENU = 30


class MapIntents(QObject):
    """For one window. Main thread. Signals: ``panel_made(QWidget)``: wants its place in the window."""

    panel_made = Signal(object)

    def __init__(
        self, window: QWidget, stage: Stage, services: Services, wall: Wall, view: WallView, book: CameraBook
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._wall = wall
        self._view = view
        self._book = book
        self._entries: Sequence[EventEntry] = ()
        self._selected = SelectedCamera(stage, wall, view)
        self.city_book = CityBook(self, services.city, stage.background)
        self.city_book.failed.connect(self._on_failed)
        self.acts = MapActs(self, stage, services, wall, self.city_book)
        self.panel: MapPanel | None = None

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.MAP: self.toggle, ActionId.NEAREST: self.nearest_to_selected}

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        """Under the tile's menu."""
        camera = self._wall.selected_camera
        if camera is not None:
            menu.addSeparator()
            menu.addAction(actions[ActionId.NEAREST])
            words = self._stage.translator.text("menu-show-on-map")
            menu.addAction(words).triggered.connect(lambda _checked=False: self.show_camera(camera))

    def toggle(self) -> None:
        """Opens it and gives it the keyboard; closes it where it has that already."""
        if self.panel is not None and self.panel.isVisible() and self.panel.view.hasFocus():
            self.panel.hide()
            self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._opened().view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_entries(self, entries: Sequence[EventEntry]) -> None:
        """What the events panel has read."""
        self._entries = entries
        if self.panel is not None:
            self.panel.set_flagged(flagged_cameras(entries))

    def show_camera(self, camera: CameraId) -> None:
        panel = self._opened()

        def show(_city: CityMap) -> None:
            if not panel.show_camera(camera):
                self.acts.say("map-no-place", "notice-no-place")

        self.city_book.ask(show)

    def nearest_to_selected(self) -> None:
        camera = self._selected.or_notice()
        if camera is not None:
            self.acts.nearest_to_camera(camera)

    def choose(self, cameras: Sequence[CameraId]) -> None:
        """One goes onto the selected tile; many are looked at nearer, and listed where they are at one place."""
        if len(cameras) == 1:
            self.acts.show(cameras[0])
        elif not self._looked_nearer(cameras):
            self._list(cameras)

    def _opened(self) -> MapPanel:
        if self.panel is None:
            self.panel = self._made()
            self.panel_made.emit(self.panel)
        elif not self.panel.isVisible():
            self.city_book.read()
        self.panel.show()
        return self.panel

    def _made(self) -> MapPanel:
        panel = MapPanel(self._window, self._stage, self._services, self._wall, self._book, self.city_book)
        panel.set_flagged(flagged_cameras(self._entries))
        panel.input.cameras_chosen.connect(self.choose)
        panel.input.nearest_asked.connect(self.acts.nearest_to)
        panel.input.lassoed.connect(self.acts.enclose)
        panel.input.flag_asked.connect(self.acts.flag)
        if may(self._services.person.role, Permission.OPEN_REPAIRS):
            panel.input.repair_asked.connect(self.acts.repair)
        panel.input.selected_asked.connect(self._show_selected)
        panel.input.left.connect(lambda: self._view.setFocus(Qt.FocusReason.ShortcutFocusReason))
        panel.unplaced_asked.connect(self._list_unplaced)
        return panel

    def _show_selected(self) -> None:
        camera = self._selected.or_notice()
        if camera is not None:
            self.show_camera(camera)

    def _looked_nearer(self, cameras: Sequence[CameraId]) -> bool:
        city = self.city_book.city
        if city is None or self.panel is None:
            return False
        view = self.panel.view
        places = [place for place in map(city.place_of, cameras) if place is not None]
        low = min(x for x, _ in places), min(y for _, y in places)
        high = max(x for x, _ in places), max(y for _, y in places)
        nearer = view.viewport.fitted(low, high)
        if low == high or nearer.zoom <= view.viewport.zoom:
            return False
        view.move_to(nearer)
        return True

    def _list(self, cameras: Sequence[CameraId]) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for camera in cameras[:_MOST_IN_MENU]:
            entry = self._book.entry(camera)
            words = f"{entry.camera.number} · {entry.camera.name}" if entry else str(camera)
            menu.addAction(words).triggered.connect(lambda _checked=False, camera=camera: self.acts.show(camera))
        menu.popup(QCursor.pos())

    def _list_unplaced(self) -> None:
        city = self.city_book.city
        if city is not None:
            page = UnplacedPage(self._window, self._stage, self._services, city.points.unplaced)
            page.chosen.connect(lambda entry: self.acts.show(entry.camera.id))
            page.show()

    def _on_failed(self, error: Exception) -> None:
        """An open map says so itself, with a button to try again."""
        if self.panel is None or not self.panel.isVisible():
            self._stage.background.report("city-map", error)
