"""The screens of this machine as Qt finds them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QGuiApplication, QScreen

from console.domain.screen import Area, ScreenFacts, ScreenIdentity


def area_of(rect: QRect) -> Area:
    return Area(rect.x(), rect.y(), rect.width(), rect.height())


def rect_of(area: Area) -> QRect:
    return QRect(area.left, area.top, area.width, area.height)


def identity_of(screen: QScreen) -> ScreenIdentity:
    return ScreenIdentity(screen.manufacturer(), screen.model(), screen.serialNumber(), screen.name())


def screens_now() -> list[QScreen]:
    """The first one is where the desktop begins."""
    first = QGuiApplication.primaryScreen()
    return [first, *(screen for screen in QGuiApplication.screens() if screen is not first)] if first else []


def facts_of(screen: QScreen) -> ScreenFacts:
    return ScreenFacts(identity_of(screen), area_of(screen.geometry()), screen.devicePixelRatio())


class ScreenWatch(QObject):
    """Calls ``on_change`` after a screen came, went, was turned or scaled. Main thread only."""

    def __init__(self, parent: QObject, on_change: Callable[[], None]) -> None:
        super().__init__(parent)
        self._on_change = on_change
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)  # noqa: S101  Qt runs, or there were no parent
        app.screenAdded.connect(self._on_added)
        app.screenRemoved.connect(self._on_removed)
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(self._on_moved)

    def _on_added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._on_moved)
        self._on_change()

    def _on_removed(self, _screen: QScreen) -> None:
        self._on_change()

    def _on_moved(self, _rect: QRect) -> None:
        self._on_change()
