"""A window of the wall as it stands now: what is on it, where it is, and on which screen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from console.qt.screens import area_of, identity_of
from console.wall.wall import Wall
from console.wall.workspace import MAIN_NUMBER, WindowState, Workspace


def window_now(number: int, window: QWidget, wall: Wall) -> WindowState:
    screen = window.screen()
    whole = bool(window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen))
    area = area_of(window.normalGeometry() if number == MAIN_NUMBER and whole else window.geometry())
    area = area if area.width > 0 and area.height > 0 else area_of(window.geometry())
    return WindowState(number, wall.state, identity_of(screen), area, whole, area_of(screen.geometry()))


def windows_now(windows: Mapping[int, QWidget], walls: Mapping[int, Wall]) -> Workspace:
    """All of them, by number."""
    return Workspace(tuple(window_now(number, windows[number], walls[number]) for number in sorted(windows)))
