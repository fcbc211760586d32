"""A machine looks as it was left."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.app.looking import keep_look, theme_of
from console.qt.background import Background
from console.settings.file import Settings
from console.widgets.theme.theme import Look, Theme
from tests.helpers.waiting import wait_until


def test_what_is_worn_is_worn_again_after_the_next_start(tmp_path: Path, qapp: QApplication) -> None:
    path, owner, background = tmp_path / "settings.json", QObject(), Background(lambda _name, _error: None)
    theme = Theme()
    keep_look(theme, Settings(path), background, owner)

    theme.wear(Look(contrast=True, scale_percent=150, touch=True))

    wait_until(lambda: theme_of(qapp, Settings(path), 1080).look == theme.look)
    background.close()
    again = theme_of(qapp, Settings(path), 1080)
    assert (again.scale, again.finger_px >= 44) == (1.5, True)
