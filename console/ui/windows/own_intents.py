"""Menus and keys for the person's own lists, on the rows of the find panel and on tiles; what is called up is remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.camera import CameraId
from console.domain.directory_entry import DirectoryEntry
from console.domain.own_cameras import RECENT, Kept
from console.domain.own_entry import OwnListEntry
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.models.area_nodes import Item
from console.ui.notices import Severity
from console.ui.own_lists import OwnLists
from console.ui.panels.place_keys import ChosenPlace, PlaceKeys
from console.ui.stage import Services, Stage
from console.ui.windows.own_acts import OwnActs, kept_of, members_of
from console.wall.wall import Wall


class OwnIntents(QObject):
    """For one window. Main thread."""

    def __init__(
        self,
        window: QWidget,
        stage: Stage,
        services: Services,
        wall: Wall,
        book: CameraBook,
        lists: OwnLists,
        keys: PlaceKeys,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._directory = services.directory
        self._wall = wall
        self._book = book
        self._keys = keys
        self.acts = OwnActs(window, stage, lists)
        self.show: Callable[[DirectoryEntry], None] = lambda _entry: None
        """Puts a camera on the wall."""
        self.fill: Callable[[Item], None] = lambda _item: None
        """Puts all cameras of a place on the free tiles."""
        self.tour: Callable[[Item], None] = lambda _item: None
        """Asks for a tour or a patrol of a place."""
        self.ask_repair: Callable[[DirectoryEntry], None] | None = None
        """Asks a camera's owner for its repair, for who may."""
        keys.removed.connect(self._remove)
        keys.renamed.connect(self._rename)
        keys.moved.connect(self._move)
        keys.menu_asked.connect(self._open_menu)
        self.destroyed.connect(wall.called_up.connect(self._on_called_up))

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.FAVOURITE: self.toggle_favourite}

    def toggle_favourite(self) -> None:
        """Of the row that has the keyboard, else of the selected tile."""
        place = self._keys.current()
        entry = place.item if place is not None else self._selected()
        if isinstance(entry, DirectoryEntry):
            self.acts.toggle_favourite(entry)
        else:
            text = self._stage.translator.text
            self._stage.notices.post("no-camera", Severity.INFO, lambda: text("notice-no-camera"))

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:
        """Under the tile's menu."""
        entry = self._selected()
        if entry is None:
            return
        menu.addSeparator()
        star = menu.addAction(self._star_words(entry))
        star.setEnabled(actions.allowed(ActionId.FAVOURITE))
        star.triggered.connect(lambda _checked=False: self.acts.toggle_favourite(entry))
        self._add_groups(menu, entry)

    def _selected(self) -> DirectoryEntry | None:
        camera = self._wall.selected_camera
        return self._book.entry(camera) if camera is not None else None

    def _open_menu(self, place: ChosenPlace | None, point: QPoint) -> None:
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if place is not None:
            self._fill_for(menu, place)
            menu.addSeparator()
        self._add(menu, "group-new", self.acts.new_group)
        menu.popup(point)

    def _fill_for(self, menu: QMenu, place: ChosenPlace) -> None:
        item = place.item
        if isinstance(item, DirectoryEntry):
            self._add(menu, "place-show", lambda: self.show(item), "Enter")
            star = menu.addAction(self._star_words(item))
            star.triggered.connect(lambda _checked=False: self.acts.toggle_favourite(item))
            ask = self.ask_repair
            if ask is not None:
                self._add(menu, "repair-ask", lambda: ask(item))
        elif members_of(item):
            self._add(menu, "place-fill", lambda: self.fill(item), "Ctrl+Enter")
            self._add(menu, "place-tour", lambda: self.tour(item), "T")
        self._add_groups(menu, item)
        menu.addSeparator()
        is_group = isinstance(item, OwnListEntry) and bool(item.name)
        if is_group:
            self._add(menu, "group-rename", lambda: self._rename(place), "F2")
        if is_group or place.list_id not in (None, RECENT):
            self._add(menu, "own-up", lambda: self._move(place, -1), "Alt+↑")
            self._add(menu, "own-down", lambda: self._move(place, 1), "Alt+↓")
        if isinstance(item, OwnListEntry):
            self._add(menu, "group-delete" if is_group else "own-empty", lambda: self._remove(place), "Del")
        elif place.list_id is not None:
            self._add(menu, "own-remove", lambda: self._remove(place), "Del")

    def _add_groups(self, menu: QMenu, item: Item) -> None:
        members = members_of(item)
        if not members:
            return
        inside = menu.addMenu(self._stage.translator.text("own-add"))
        for group in self.acts.lists.own.groups:
            if group.id == getattr(item, "id", None):
                continue
            action = inside.addAction(group.name.replace("&", "&&"))
            action.setEnabled(any(group.index(member) is None for member in members))
            action.triggered.connect(lambda _checked=False, list_id=group.id: self.acts.add(list_id, members))
        inside.addSeparator()
        self._add(inside, "group-new", lambda: self.acts.new_group(members))

    def _add(self, menu: QMenu, key: str, do: Callable[[], object], shown_key: str = "") -> None:
        words = self._stage.translator.text(key)
        action = menu.addAction(f"{words}\t{shown_key}" if shown_key else words)
        action.triggered.connect(lambda _checked=False: do())

    def _star_words(self, entry: DirectoryEntry) -> str:
        key = "own-unstar" if self.acts.is_favourite(entry) else "own-star"
        return f"{self._stage.translator.text(key)}\tS"

    def _remove(self, place: ChosenPlace) -> None:
        member = kept_of(place.item)
        if isinstance(place.item, OwnListEntry):
            self.acts.delete_list(place.item.id)
        elif place.list_id is not None and member is not None:
            self.acts.remove(place.list_id, member)

    def _rename(self, place: ChosenPlace) -> None:
        if isinstance(place.item, OwnListEntry):
            self.acts.rename_group(place.item.id)

    def _move(self, place: ChosenPlace, steps: int) -> None:
        member = kept_of(place.item)
        if isinstance(place.item, OwnListEntry):
            self.acts.move_group(place.item.id, steps)
        elif place.list_id is not None and member is not None:
            self.acts.move(place.list_id, member, steps)

    def _on_called_up(self, camera: CameraId) -> None:
        entry = self._book.entry(camera)
        if entry is not None:
            self._remember(entry)
            return
        directory = self._directory
        self._stage.background.run(lambda: directory.camera(camera), self._remember, name="recent-camera", owner=self)

    def _remember(self, entry: DirectoryEntry | None) -> None:
        """What the directory does not know was not called up by a person."""
        if entry is not None:
            self.acts.lists.change(lambda own: own.called_up(Kept.of(entry)))
