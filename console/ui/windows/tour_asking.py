"""Asks for tours and patrols: of what, and how they shall go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.tour import tour_tiles
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.dialogs.tour import LayoutTourDialog, TourChoice, TourDialog
from console.ui.models.area_nodes import Item
from console.ui.models.place_contents import Contents
from console.ui.notices import Severity
from console.ui.panels.find_panel import FindPanel
from console.ui.stage import Services, Stage
from console.ui.windows.tour_cameras import TourCameras, TourSubject
from console.ui.windows.tour_subjects import TourSubjects
from console.wall.touring import Touring
from console.wall.wall import Wall

NOTICE = "tour"
STEPS = (ActionId.TOUR_PAUSE, ActionId.TOUR_NEXT, ActionId.TOUR_PREVIOUS, ActionId.TOUR_STOP)


class TourAsking(QObject):
    """For one window. ``start`` and ``start_layouts`` get what the person has chosen. Main thread."""

    def __init__(
        self,
        window: QWidget,
        view: QWidget,
        stage: Stage,
        services: Services,
        wall: Wall,
        panel: FindPanel | None,
        cameras: TourCameras,
        touring: Touring,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._view = view
        self._stage = stage
        self._layouts = services.layouts
        self._wall = wall
        self._cameras = cameras
        self._touring = touring
        self._subjects = TourSubjects(stage, services, panel)
        self.actions: BoundActions | None = None
        """The window's, made after this."""
        self.fill_saved: Callable[[QMenu], None] = lambda _menu: None
        """Puts the saved tours into a menu."""
        self.start: Callable[[TourSubject, TourChoice], None] = lambda _subject, _choice: None
        self.start_layouts: Callable[[Sequence[str], int], None] = lambda _names, _step_s: None

    def ask(self) -> None:
        """Of the rows that have the keyboard; else one chooses from a menu."""
        chosen = self._subjects.chosen()
        if chosen is not None:
            self._ask_for(*chosen)
        else:
            self._open_menu()

    def ask_item(self, item: Item) -> None:
        self._ask_for(*self._subjects.of(item))

    def ask_layouts(self) -> None:
        dialog = LayoutTourDialog(self._window, self._stage, list(self._layouts.by_name))
        dialog.given.connect(self.start_layouts)
        dialog.open()

    def _ask_for(self, name: str, contents: Contents) -> None:
        self._cameras.read(name, contents, self._on_read)

    def _on_read(self, subject: TourSubject) -> None:
        text = self._stage.translator.text
        if not subject.cameras:
            self._stage.notices.post(NOTICE, Severity.INFO, lambda: text("tour-no-cameras", name=subject.name))
            return
        if self._wall.locked:
            self._wall.refused.emit(None)
            return
        counts = len(subject.cameras), self._cameras.working(subject.cameras)
        tiles = len(tour_tiles(len(self._wall.layout.cells), self._touring.pinned))
        dialog = TourDialog(self._window, self._stage, subject.name, counts, tiles, self._wall.selected)
        dialog.given.connect(lambda choice: self.start(subject, choice))
        dialog.open()

    def _open_menu(self) -> None:
        """At the wall's upper left corner; it goes by itself."""
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fill_saved(menu)
        for words, subject in self._subjects.offered():
            menu.addAction(words).triggered.connect(lambda _checked=False, subject=subject: self._ask_for(*subject))
        districts = self._subjects.districts()
        if districts:
            inside = menu.addMenu(self._stage.translator.text("tour-menu-districts"))
            for words, subject in districts:
                entry = inside.addAction(words.replace("&", "&&"))
                entry.triggered.connect(lambda _checked=False, subject=subject: self._ask_for(*subject))
        layouts = menu.addAction(self._stage.translator.text("tour-menu-layouts"))
        layouts.setEnabled(bool(self._layouts.by_name))
        layouts.triggered.connect(lambda _checked=False: self.ask_layouts())
        menu.addSeparator()
        if self.actions is not None:
            self.actions.fill_menu(menu, (*STEPS, None, ActionId.PIN_TILE, ActionId.SEEN_REPORT))
        menu.popup(self._view.mapToGlobal(QPoint(0, 0)))
