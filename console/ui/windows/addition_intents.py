"""Adds what a tile shows to a flag that was made before: its camera with the clips, or the picture alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId
from console.domain.event import EventEntry, EventKind, is_open_entry
from console.domain.flag_state import PARTY_OF_ROLE, FlagAction, FlagState, allowed
from console.evidence.additions import FlagAddition
from console.qt.background import Lane
from console.ui.actions.bound import BoundActions
from console.ui.actions.table import ActionId
from console.ui.camera_book import CameraBook
from console.ui.notices import Severity
from console.ui.stage import Services, Stage
from console.ui.windows.marking_intents import MarkingIntents
from console.ui.windows.selected_camera import SelectedCamera
from console.wall.wall import Wall
from console.widgets.lists.event_words import EventWords
from console.widgets.wall.wall_view import WallView

MOST_OFFERED = 9
_SHORT_ID_LENGTH = 8
_LATER = {"notice-camera-added": "notice-camera-added-later", "notice-still-added": "notice-still-added-later"}
"""What is said while the centre is away."""


class AdditionIntents(QObject):
    """For one window. ``shown`` gives what the events panel lists, of the room too. Main thread."""

    def __init__(
        self,
        window: QWidget,
        stage: Stage,
        services: Services,
        wall: Wall,
        view: WallView,
        book: CameraBook,
        words: EventWords,
        shown: Callable[[], Iterable[EventEntry]],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._wall = wall
        self._book = book
        self._words = words
        self._shown = shown
        self._recent: list[EventEntry] = []
        self._selected = SelectedCamera(stage, wall, view)
        self.marking = MarkingIntents(window, stage, services, book)

    def set_entries(self, entries: list[EventEntry]) -> None:
        """The newest of this machine, whatever the panel shows of them."""
        self._recent = entries

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.ADD_TO_FLAG: self.open_menu}

    def offered(self) -> list[EventEntry]:
        """The newest open flags that this person may add to."""
        known = {entry.id: entry for entry in (*self._recent, *self._shown())}
        found = [entry for entry in known.values() if self.may_add(entry)]
        return sorted(found, key=lambda entry: entry.at_utc, reverse=True)[:MOST_OFFERED]

    def may_add(self, entry: EventEntry) -> bool:
        party = PARTY_OF_ROLE.get(self._services.person.role)
        if entry.kind is not EventKind.FLAG or party is None or not is_open_entry(entry):
            return False
        return FlagAction.ADD_CAMERA in allowed(entry.stage or FlagState.SENT, party)

    def fill_menu(self, menu: QMenu, actions: BoundActions) -> None:  # noqa: ARG002  as every part of the tile's menu
        """Under the tile's menu; nothing where there is nothing to add to."""
        if self._wall.selected_camera is not None and self.offered():
            menu.addSeparator()
            self._fill(menu.addMenu(self._stage.translator.text("menu-add-to-flag")))

    def fill_event_menu(self, menu: QMenu, entry: EventEntry) -> None:
        """Under the menu of a flag's line: marks on its still, and the camera of the selected tile."""
        if not self.may_add(entry):
            return
        camera, text = self._wall.selected_camera, self._stage.translator.text
        if camera is not None:
            name = self._name(camera)
            if camera != entry.camera_id:
                _add(menu, text("event-add-camera", camera=name), lambda: self.add_camera(entry))
            _add(menu, text("event-add-still", camera=name), lambda: self.add_still(entry))
        self.marking.fill_menu(menu, entry)
        menu.addSeparator()

    def open_menu(self) -> None:
        """By key: the open flags, the newest first."""
        if self._selected.or_notice() is None:
            return
        if not self.offered():
            translator = self._stage.translator
            self._stage.notices.post("add-to-flag", Severity.INFO, lambda: translator.text("notice-no-open-flag"))
            return
        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fill(menu)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(QCursor.pos())

    def add_camera(self, entry: EventEntry) -> None:
        self._add(entry, "notice-camera-added", "add_camera", self._services.flags.add_camera)

    def add_still(self, entry: EventEntry) -> None:
        self._add(entry, "notice-still-added", "add_still", self._services.flags.add_still)

    def _fill(self, menu: QMenu) -> None:
        text = self._stage.translator.text
        for entry in self.offered():
            of_flag = menu.addMenu(f"{_called(entry)}  {self._words.title(entry)} · {self._words.place(entry)}")
            if self._wall.selected_camera != entry.camera_id:
                _add(of_flag, text("menu-add-camera"), partial(self.add_camera, entry))
            _add(of_flag, text("menu-add-still"), partial(self.add_still, entry))

    def _add(self, entry: EventEntry, key: str, what: str, act: Callable[[FlagAddition], None]) -> None:
        camera = self._selected.or_notice()
        if camera is None:
            return
        replay = self._services.pictures.replay
        surface = self._selected.surface
        addition = FlagAddition(
            entry.id,
            entry.at_utc,
            self._selected.feed(camera),
            self._selected.behind_s(replay),
            surface if replay.status(surface) is not None else None,
        )
        self._stage.background.run(
            lambda: act(addition),
            lambda _none: self._on_added(entry, camera, key, what),
            name="flag-addition",
            owner=self,
            lane=Lane.WRITE,
        )

    def _on_added(self, entry: EventEntry, camera: CameraId, key: str, what: str) -> None:
        self._services.audit.note(AuditAct.FLAG_CHANGED, str(entry.id), f"{what}: {camera}")
        is_away = self._services.news.sync_state.phase.is_away
        translator, said = self._stage.translator, _LATER[key] if is_away else key
        words = {"camera": self._name(camera), "flag": _called(entry)}
        self._stage.notices.post("add-to-flag", Severity.DONE, lambda: translator.text(said, **words))

    def _name(self, camera: CameraId) -> str:
        entry = self._book.entry(camera)
        return f"{entry.camera.number} {entry.camera.name}" if entry else camera


def _called(entry: EventEntry) -> str:
    """Its number, or what this machine called it when it was saved."""
    return entry.number or f"({str(entry.id)[-_SHORT_ID_LENGTH:]})"


def _add(menu: QMenu, words: str, do: Callable[[], None]) -> None:
    menu.addAction(words).triggered.connect(lambda _checked=False: do())
