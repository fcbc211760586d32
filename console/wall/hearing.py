"""Whether the selected camera is heard, and how loud; shared by all walls of a console, since a person has one pair of ears."""

from __future__ import annotations

from console.base.observer import Signal

LOUDEST_PERCENT = 100
STEP_PERCENT = 10


class Hearing:
    """Silent at first. ``changed`` after any change. Main thread only."""

    def __init__(self, volume_percent: int) -> None:
        self.changed: Signal[None] = Signal()
        self.attended = ""
        """The wall whose selected camera is meant: the one that a person has last worked at. Empty: there is only one."""
        self._on = False
        self._volume_percent = volume_percent

    @property
    def on(self) -> bool:
        return self._on

    @property
    def volume_percent(self) -> int:
        """0 to 100; 100 is as loud as the camera sends."""
        return self._volume_percent

    def toggle(self) -> None:
        self._on = not self._on
        self.changed.emit(None)

    def louder(self) -> None:
        self._set(self._volume_percent + STEP_PERCENT)

    def quieter(self) -> None:
        self._set(self._volume_percent - STEP_PERCENT)

    def _set(self, percent: int) -> None:
        self._volume_percent = max(0, min(LOUDEST_PERCENT, percent))
        self.changed.emit(None)
