"""The menu of the picture of a wall: everything that can be dragged onto it or done with it, by keys and by mouse."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from console.domain.event import EventEntry
from console.domain.roles import Permission, may
from console.ui.dialogs.ask import AskDialog, AskWords
from console.ui.pages.page import Page
from console.ui.pages.wall_acts import WallActs
from console.ui.pages.wall_controls import KEYS, WallControls
from console.ui.pages.wall_tours import WallTours
from console.ui.stage import Services

_MOST_FLAGS = 20
_AREA = AskWords("walls-area-title", "walls-area-explained", "walls-area-do", "wall-form-area-like")
_ON_TILE = ("walls-send", "walls-clear-tile")
_ON_SCREEN = ("walls-send-wall", "walls-clear", "walls-claim", "walls-release")


class WallMenu:
    """For one page. What the buttons can't do now the menu can't do either."""

    def __init__(
        self,
        page: Page,
        services: Services,
        acts: WallActs,
        tours: WallTours,
        controls: WallControls,
        handlers: Mapping[str, Callable[[], None]],
    ) -> None:
        self._page, self._services = page, services
        self._acts, self._tours, self._controls, self._handlers = acts, tours, controls, handlers
        self._text = page.stage.translator.text

    def open(self, at: QPoint) -> None:
        menu = self.made()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def made(self) -> QMenu:
        menu, text = QMenu(self._page), self._text
        for key in _ON_TILE:
            self._add(menu, key)
        menu.addSeparator()
        can_send = self._controls.buttons["walls-send"].isEnabled()
        layouts = menu.addMenu(text("walls-menu-layouts"))
        for name in self._services.layouts.by_name:
            # A name may hold the sign of a key.
            layouts.addAction(name.replace("&", "&&")).triggered.connect(
                lambda _checked=False, name=name: self._acts.send_layout(name)
            )
        layouts.setEnabled(can_send and not layouts.isEmpty())
        asking = (
            ("walls-menu-area", self.ask_area),
            ("walls-menu-tour", self._tours.ask),
            ("walls-menu-flags", self.ask_flags),
        )
        for key, act in asking:
            action = menu.addAction(text(key))
            action.setEnabled(can_send)
            action.triggered.connect(lambda _checked=False, act=act: act())
        message = menu.addAction(text("walls-menu-message"))
        message.setEnabled(can_send)
        message.triggered.connect(lambda _checked=False: self._controls.message.setFocus())
        menu.addSeparator()
        for key in _ON_SCREEN:
            self._add(menu, key)
        menu.addSeparator()
        self._add(menu, "walls-undo")
        if may(self._services.person.role, Permission.STEER_WALLS):
            menu.addAction(text("walls-menu-changes")).triggered.connect(
                lambda _checked=False: self._handlers["walls-changes"]()
            )
        return menu

    def ask_area(self) -> None:
        """By its name or its code; its working cameras fill the screen from the chosen tile on."""
        dialog = AskDialog(self._page, self._page.stage, _AREA, "")
        dialog.confirmed.connect(self._acts.send_area_called)
        dialog.open()

    def ask_flags(self) -> None:
        """The open ones, once the centre has told them."""
        room = self._services.room
        self._page.stage.background.run(
            lambda: room.open_flags(_MOST_FLAGS),
            self._offer,
            self._page.say_error,
            name="wall-flags",
            owner=self._page,
        )

    def _offer(self, flags: Sequence[EventEntry]) -> None:
        text = self._text
        if not flags:
            self._page.say(lambda: text("walls-no-flags"))
            return
        self.flags_menu(flags).popup(self._page.mapToGlobal(self._page.rect().center()))

    def flags_menu(self, flags: Sequence[EventEntry]) -> QMenu:
        menu, formats = QMenu(self._page), self._page.stage.translator.formats
        now = self._page.stage.clock.now_utc()
        for flag in flags:
            name = flag.number or self._text("walls-flag-unnumbered")
            words = f"{name} · {formats.recent(flag.at_utc, now)}"
            menu.addAction(words).triggered.connect(lambda _checked=False, flag=flag: self._acts.send_flag(flag.id))
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add(self, menu: QMenu, key: str) -> None:
        """As its button; the key stands beside it."""
        button, shown = self._controls.buttons[key], KEYS.get(key, "")
        action = menu.addAction(f"{self._text(key)}\t{shown}" if shown else self._text(key))
        action.setEnabled(button.isEnabled())
        action.triggered.connect(lambda _checked=False: self._handlers[key]())
