"""How cameras hang, from the settings and back into them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.base.errors import KnownError
from console.qt.background import Background, Lane
from console.settings.file import Settings
from console.settings.options import CAMERA_VIEWS
from console.wall.picture_views import Hangings


def hangings_of(settings: Settings) -> Hangings:
    """As they were left; lines that cannot be read are in its ``unread``."""
    written: tuple[str, ...] = settings.get(CAMERA_VIEWS)
    return Hangings(written)


def keep_hangings(hangings: Hangings, settings: Settings, background: Background, owner: QObject) -> None:
    """Every change from now on, in the background: a picture being turned waits for no disk."""

    def keep() -> None:
        written = hangings.written()
        background.run(
            lambda: settings.set(CAMERA_VIEWS, written),
            lambda _none: None,
            name="keep-views",
            owner=owner,
            lane=Lane.WRITE,
        )

    hangings.changed.connect(lambda _none: keep())


def trouble_of(hangings: Hangings) -> list[KnownError]:
    """What the operator should hear of the setting."""
    if not hangings.unread:
        return []
    return [KnownError("settings.bad_value", key=CAMERA_VIEWS.key, detail=repr(hangings.unread[0][:80]))]
