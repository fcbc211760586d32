"""How loud cameras are heard, from the settings and back into them; each start begins in silence."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.qt.background import Background, Lane
from console.qt.throttle import Throttle
from console.settings.file import Settings
from console.settings.options import SOUND_VOLUME
from console.wall.hearing import Hearing

_WINDOW_MS = 1000
"""A key that is held down changes the volume many times a second."""


def hearing_of(settings: Settings) -> Hearing:
    return Hearing(settings.get(SOUND_VOLUME))


def keep_volume(hearing: Hearing, settings: Settings, background: Background, owner: QObject) -> None:
    """Every change from now on, in the background."""

    def keep() -> None:
        percent = hearing.volume_percent
        if percent == settings.get(SOUND_VOLUME):
            return
        background.run(
            lambda: settings.set(SOUND_VOLUME, percent),
            lambda _none: None,
            name="keep-volume",
            owner=owner,
            lane=Lane.WRITE,
        )

    later = Throttle(owner, "keep-volume", _WINDOW_MS, keep)
    owner.destroyed.connect(hearing.changed.connect(lambda _none: later()))
