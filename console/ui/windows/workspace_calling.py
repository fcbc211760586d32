"""Calls up a named workspace: all windows that it has, as one step that can be undone, on the screens that are here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from console.domain.screen import Area
from console.domain.wall_state import WallState
from console.qt.screens import area_of, facts_of, rect_of, screens_now
from console.ui.windows.wall_windows import WallWindows
from console.ui.windows.window_now import windows_now
from console.wall.history import Step
from console.wall.walls import Walls
from console.wall.workspace import MAIN_NUMBER, Seat, WindowState, Workspace
from console.wall.workspace_seats import seats_here


@dataclass(frozen=True)
class CalledUp:
    """What came of it. ``step`` is None where all was so already."""

    step: Step | None
    waiting: tuple[WindowState, ...]
    """Windows that this machine has no screen for."""
    beside: tuple[int, ...]
    """Open windows that the workspace says nothing of: they stay as they are."""


class WorkspaceCalling:
    """For one operator's window. Main thread."""

    def __init__(self, window: QWidget, wall_windows: WallWindows, walls: Walls) -> None:
        self._window = window
        self._wall_windows = wall_windows
        self._walls = walls

    @property
    def now(self) -> Workspace:
        """All windows that are open."""
        return windows_now(self._shown(), self._walls.by_number)

    def walls_now(self) -> Mapping[int, WallState]:
        return {number: wall.state for number, wall in self._walls.by_number.items()}

    def call_up(self, workspace: Workspace) -> CalledUp:
        screens, shown = screens_now(), self._shown()
        open_on = {
            number: screens.index(window.screen()) for number, window in shown.items() if window.screen() in screens
        }
        seats = seats_here(workspace, [facts_of(screen) for screen in screens], {MAIN_NUMBER: 0, **open_on})
        waiting = tuple(seat.window for seat in seats if not self._take(seat))
        numbers = {window.number for window in workspace.windows}
        step = self._restore(workspace)
        return CalledUp(step, waiting, tuple(sorted(set(shown) - numbers)))

    def show_here(self, windows: tuple[WindowState, ...]) -> None:
        """Those that wait, on the operator's screen as windows that can be moved."""
        here = self._window.screen()
        room = area_of(here.availableGeometry())
        part = Area(room.left + room.width // 6, room.top + room.height // 6, room.width * 2 // 3, room.height * 2 // 3)
        for window in windows:
            self._wall_windows.open(window.number, WallState(window.wall.layout), here, part, whole=False)
        self._restore(Workspace(windows))

    def _take(self, seat: Seat) -> bool:
        """False when the window has to wait. One that is opened is empty at first, so that undo has a way back."""
        number = seat.window.number
        window = self._wall_windows.windows.get(number)
        if seat.screen is None:
            return window is not None
        screen = screens_now()[seat.screen]
        if window is None:
            empty = WallState(seat.window.wall.layout)
            self._wall_windows.open(number, empty, screen, seat.area, whole=seat.window.whole)
        elif window.screen() is not screen or window.is_whole != seat.window.whole:
            window.place(screen, rect_of(seat.area), whole=seat.window.whole)
        return True

    def _restore(self, workspace: Workspace) -> Step | None:
        """Its walls that are open, as one step."""
        steps = self._walls.steps
        before = steps.last
        with steps.as_one():
            for window in workspace.windows:
                wall = self._walls.by_number.get(window.number)
                if wall is not None:
                    wall.restore(window.wall)
        return steps.last if steps.last is not before else None

    def _shown(self) -> dict[int, QWidget]:
        return {MAIN_NUMBER: self._window, **self._wall_windows.windows}
