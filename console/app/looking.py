"""How this machine looks, from the settings and back into them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.qt.background import Background, Lane
from console.settings.file import Settings
from console.settings.options import CONTRAST, SCALE_PERCENT, TOUCH
from console.widgets.theme.theme import Look, Theme


def theme_of(app: QApplication, settings: Settings, height_px: int | None) -> Theme:
    """For windows of so many lines, else for the first screen."""
    screen = app.primaryScreen()
    look = Look(settings.get(CONTRAST), settings.get(SCALE_PERCENT), settings.get(TOUCH))
    return Theme.for_height(height_px or screen.size().height(), look, screen.physicalDotsPerInch())


def keep_look(theme: Theme, settings: Settings, background: Background, owner: QObject) -> None:
    """Every change from now on, in the background."""

    def keep(look: Look) -> None:
        def write() -> None:
            settings.set(CONTRAST, look.contrast)
            settings.set(SCALE_PERCENT, look.scale_percent)
            settings.set(TOUCH, look.touch)

        background.run(write, lambda _none: None, name="keep-look", owner=owner, lane=Lane.WRITE)

    owner.destroyed.connect(theme.changed.connect(keep))
