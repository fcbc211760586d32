"""Where snapshots go: the folder of the settings, else ``Ronda`` in the person's own pictures folder."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from console.settings.file import Settings
from console.settings.options import SNAPSHOT_FOLDER

_OURS = "Ronda"


def pictures_folder(settings: Settings) -> Path:
    """Not made yet. With ``RONDA_HOME`` everything stays below it, pictures too."""
    chosen = settings.get(SNAPSHOT_FOLDER)
    if chosen:
        return Path(chosen).expanduser()
    home = os.environ.get("RONDA_HOME")
    if home:
        return Path(home) / "pictures"
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(pictures or Path.home()) / _OURS
