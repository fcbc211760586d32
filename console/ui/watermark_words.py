"""What the mark over pictures says: who, at which machine, when (to the minute, WIB)."""

from __future__ import annotations

from collections.abc import Callable

from console.base.clock import Clock
from console.domain.watermark import Watermark
from console.i18n.formats import Formats
from console.i18n.language import Language


class WatermarkWords:
    """Any thread. The time is written in one way in both languages: it may be read by others than who set the language."""

    def __init__(self, who: str, workstation: str, clock: Clock, current: Callable[[], Watermark]) -> None:
        self._who, self._workstation, self._clock = who, workstation, clock
        self._current = current
        self._formats = Formats.of(Language.INDONESIAN)

    def of_tiles(self) -> str:
        """Empty while the centre wants none."""
        return "" if self._current() is Watermark.OFF else self._words()

    def of_saved(self) -> str:
        """For a picture that a person saves."""
        return self._words() if self._current() is Watermark.PICTURES else ""

    def _words(self) -> str:
        now, formats = self._clock.now_utc(), self._formats
        return f"{self._who} · {self._workstation} · {formats.date(now)} {formats.hour(now)} WIB"
