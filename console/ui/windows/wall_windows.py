"""Any number of wall windows of one console: opened on free screens, moved on, identified, closed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from console.domain.layout import grid
from console.domain.screen import Area
from console.domain.wall_state import WallState
from console.qt.screens import area_of, identity_of, rect_of, screens_now
from console.ui.actions.table import ActionId
from console.ui.notices import Severity
from console.ui.panels.screen_number import ScreenNumber
from console.ui.stage import Services, Stage
from console.ui.windows.call_up_intents import MAIN_SCREEN
from console.ui.windows.wall_window import WallWindow
from console.wall.wall import Wall

_NOTICE = "wall-windows"
_SHARE = 2, 3
"""Of the screen that a window covers which has none for itself."""


class WallWindows(QObject):
    """For one operator's window, numbered 1; the others count from 2. Signals: ``changed()``: opened, closed or moved."""

    changed = Signal()

    def __init__(self, window: QWidget, stage: Stage, services: Services, wall: Wall) -> None:
        """``wall``: the operator's; the others share how cameras hang and what is heard with it."""
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._services = services
        self._wall = wall
        self._open: dict[int, WallWindow] = {}
        self.reserved: frozenset[int] = frozenset()
        """Numbers of windows that wait for their screens."""

    @property
    def windows(self) -> Mapping[int, WallWindow]:
        """Those that are open, by number."""
        return self._open

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        return {ActionId.NEW_WINDOW: self.open_next, ActionId.IDENTIFY: self.identify}

    def open_next(self) -> None:
        """On a screen that has no window yet; where there is none, as a window that can be moved."""
        free = next((screen for screen in screens_now() if not self._numbers_on(screen)), None)
        taken = self.reserved.union(self._open)
        number = next(number for number in range(MAIN_SCREEN + 1, len(taken) + 3) if number not in taken)
        # What went on in another window of this number before is not this one's.
        self._services.tours.note_running(number, None)
        state = WallState(grid(2, 2))
        if free is not None:
            self.open(number, state, free, area_of(free.geometry()), whole=True)
        else:
            here = self._window.screen()
            self.open(number, state, here, _part(area_of(here.availableGeometry())), whole=False)

    def open(self, number: int, state: WallState, screen: QScreen, area: Area, *, whole: bool) -> WallWindow:
        """A number that is open already is closed first."""
        self.close(number)
        hangings, hearing = self._wall.views.hangings, self._wall.hearing
        wall = Wall(state.layout, f"wall-{number}", hangings, hearing)
        wall.restore(state)
        window = WallWindow(self._stage, self._services, wall, number, self)
        self._open[number] = window
        window.closed.connect(lambda: self._on_closed(number, window))
        window.moved.connect(self.changed)
        window.place(screen, rect_of(area), whole=whole)
        self.changed.emit()
        return window

    def close(self, number: int) -> None:
        if number in self._open:
            self._open[number].close()

    def close_all(self) -> None:
        for number in tuple(self._open):
            self.close(number)

    def identify(self) -> None:
        """Every screen shows its number for some seconds, one without a window that it is free."""
        text = self._stage.translator.text
        for screen in screens_now():
            numbers = self._numbers_on(screen)
            words = identity_of(screen).spoken
            if not numbers:
                words = f"{text('screen-free')}\n{words}"
            said = " · ".join(map(str, numbers)) or "–"
            ScreenNumber(self._window, self._stage.theme, screen.geometry(), said, words).show()

    def move_on(self, number: int) -> None:
        """To the next screen, in exchange with the wall window that fills it; never over the operator's."""
        screens = [screen for screen in screens_now() if screen is not self._window.screen()]
        window = self._open[number]
        here = window.screen()
        if not screens or screens == [here]:
            text = self._stage.translator.text
            self._stage.notices.post(_NOTICE, Severity.INFO, lambda: text("screen-no-other"))
            return
        next_one = screens[(screens.index(here) + 1) % len(screens)] if here in screens else screens[0]
        for other in self._open.values():
            if other is not window and other.is_whole and other.screen() is next_one and here in screens:
                other.place(here, here.geometry(), whole=True)
        window.place(next_one, next_one.geometry(), whole=True)
        self.changed.emit()

    def _numbers_on(self, screen: QScreen) -> list[int]:
        shown = {MAIN_SCREEN: self._window, **self._open}
        return sorted(number for number, window in shown.items() if window.screen() is screen)

    def _on_closed(self, number: int, window: WallWindow) -> None:
        if self._open.get(number) is window:
            del self._open[number]
            window.deleteLater()
            self.changed.emit()


def _part(area: Area) -> Area:
    part, whole = _SHARE
    width, height = area.width * part // whole, area.height * part // whole
    return Area(area.left + (area.width - width) // 2, area.top + (area.height - height) // 2, width, height)
