"""Puts the windows of a workspace where they belong, keeps track of where they are, and answers screens that come and go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtGui import QScreen

from console.domain.screen import Area, matched
from console.qt.screens import ScreenWatch, area_of, facts_of, identity_of, rect_of, screens_now
from console.qt.throttle import Throttle
from console.qt.timer import Timer
from console.ui.notices import NoticeAction, Severity
from console.ui.stage import Services, Stage
from console.ui.windows.main_window import MainWindow
from console.ui.windows.window_now import window_now
from console.wall.workspace import MAIN_NUMBER, Seat, WindowState, Workspace, seated

_NOTICE = "workspace"
_KEEP_WINDOW_MS = 1000
_SCREENS_SETTLE_MS = 400
"""A cable that is pulled or a screen that wakes up makes many changes at once."""


class WorkspaceIntents(QObject):
    """For one operator's window. ``keep`` gets the workspace after every change that lasts. Main thread."""

    def __init__(
        self,
        window: MainWindow,
        stage: Stage,
        services: Services,
        workspace: Workspace,
        keep: Callable[[Workspace], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._stage = stage
        self._walls = services.walls
        self._keep = keep
        self._homes = {one.number: one for one in workspace.windows}
        """Where each window belongs, whether or not that screen is here."""
        self._waiting: set[int] = set()
        self._is_moving = False
        self._kept: Workspace | None = None
        self._look_later = Throttle(self, "workspace", _KEEP_WINDOW_MS, self.look)
        self._settled = Timer(self, "screens", _SCREENS_SETTLE_MS, self.seat, single_shot=True)
        self._main_home: WindowState | None = None
        """Where the operator's window was before its screen went away."""

    @property
    def workspace(self) -> Workspace:
        return Workspace(tuple(self._homes[number] for number in sorted(self._homes)))

    def open(self) -> None:
        """The operator's window and all others, on the screens of today; from now on every change is kept."""
        seats = seated(self.workspace, [facts_of(screen) for screen in screens_now()])
        self._place_main(next((seat for seat in seats if seat.window.number == MAIN_NUMBER), None))
        self._take(seats)
        disconnect = self._walls.steps.changed.connect(lambda _none: self._look_later())
        self.destroyed.connect(disconnect)
        self._window.wall_windows.changed.connect(self._look_later)
        self._window.moved.connect(self._look_later)
        self._window.closing.connect(self._on_closing)
        self._watch = ScreenWatch(self, self._settled.start)
        for tours in (self._window.tours, *(one.tours for one in self._window.wall_windows.windows.values())):
            tours.keeping.go_on()
        self._look_later()

    def seat(self) -> None:
        """Screens came, went, or have another size: windows follow theirs, or wait for it."""
        self._note()
        home = self._main_home
        if home is not None and not self._is_away(home):
            self._main_home = None
            self._place_main(seated(Workspace((home,)), [facts_of(screen) for screen in screens_now()])[0])
        others = [home for home in self._homes.values() if home.number != MAIN_NUMBER]
        self._take(seated(Workspace(tuple(others)), [facts_of(screen) for screen in screens_now()]))

    def look(self) -> None:
        """Keeps what has changed."""
        self._note()
        workspace = self.workspace
        if workspace != self._kept:
            self._kept = workspace
            self._keep(workspace)

    def show_here(self) -> None:
        """Brings the windows that wait onto the screen of the operator, as windows that can be moved."""
        here = self._window.screen()
        room = area_of(here.availableGeometry())
        part = Area(room.left + room.width // 6, room.top + room.height // 6, room.width * 2 // 3, room.height * 2 // 3)
        for number in sorted(self._waiting):
            self._open(self._homes[number], here, part, whole=False)
        self._waiting.clear()
        self._reserve()
        self._stage.notices.clear(_NOTICE)

    def _place_main(self, seat: Seat | None) -> None:
        if seat is None or seat.screen is None:
            self._window.showMaximized()
            return
        self._window.setScreen(screens_now()[seat.screen])
        self._window.setGeometry(rect_of(seat.area))
        if seat.window.whole:
            self._window.showMaximized()
        else:
            self._window.showNormal()

    def _take(self, seats: tuple[Seat, ...]) -> None:
        """Windows that fill a screen go with it; one that somebody brought here stays until its own is back."""
        screens = screens_now()
        self._is_moving = True
        try:
            for seat in seats:
                if seat.window.number != MAIN_NUMBER:
                    self._seat(seat, None if seat.screen is None else screens[seat.screen])
        finally:
            self._is_moving = False
        self._reserve()
        self._tell(seats)

    def _seat(self, seat: Seat, screen: QScreen | None) -> None:
        number = seat.window.number
        window = self._window.wall_windows.windows.get(number)
        if screen is None:
            if window is None or window.is_whole:
                self._waiting.add(number)
                self._window.wall_windows.close(number)
            return
        self._waiting.discard(number)
        if window is None:
            self._open(seat.window, screen, seat.area, whole=seat.window.whole)
        elif window.screen() is not screen or window.is_whole != seat.window.whole or seat.changed:
            window.place(screen, rect_of(seat.area), whole=seat.window.whole)

    def _open(self, home: WindowState, screen: QScreen, area: Area, *, whole: bool) -> None:
        self._window.wall_windows.open(home.number, home.wall, screen, area, whole=whole)

    def _reserve(self) -> None:
        self._window.wall_windows.reserved = frozenset(self._waiting)

    def _note(self) -> None:
        """Where the windows are now is where they belong, unless their own screen is away."""
        if self._is_moving:
            return
        present = [identity_of(screen) for screen in screens_now()]
        shown = {MAIN_NUMBER: self._window, **self._window.wall_windows.windows}
        for number, window in shown.items():
            home, wall = self._homes.get(number), self._walls.by_number[number].state
            if home is not None and home.screen not in present and self._is_away(home):
                if number != MAIN_NUMBER:
                    self._homes[number] = replace(home, wall=wall)
                    continue
                self._main_home = self._main_home or home
            self._homes[number] = window_now(number, window, self._walls.by_number[number])
        for number in set(self._homes) - set(shown) - self._waiting:
            del self._homes[number]

    def _is_away(self, home: WindowState) -> bool:
        present = [identity_of(screen) for screen in screens_now()]
        return matched([home.screen], present)[home.screen] is None

    def _on_closing(self) -> None:
        """The last moment at which all windows are still there."""
        self.look()
        self._is_moving = True

    def _tell(self, seats: tuple[Seat, ...]) -> None:
        """One notice for everything that is not as it was."""
        missing = [seat.window for seat in seats if seat.window.number in self._waiting]
        changed = [seat.window for seat in seats if seat.changed]
        if not missing and not changed:
            self._stage.notices.clear(_NOTICE)
            return

        def say() -> str:
            text = self._stage.translator.text
            parts = [
                text("workspace-missing", number=str(window.number), screen=window.screen.spoken) for window in missing
            ]
            parts += [
                text("workspace-changed", number=str(window.number), screen=window.screen.spoken) for window in changed
            ]
            return " ".join(parts)

        action = None
        if missing:
            action = NoticeAction(lambda: self._stage.translator.text("workspace-here"), self.show_here)
        self._stage.notices.post(_NOTICE, Severity.TROUBLE if missing else Severity.INFO, say, action)
