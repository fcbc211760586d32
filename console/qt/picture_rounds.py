"""When to look for new pictures: soon after a worker has drawn one, and no more often than the screen is worth."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from console.base.clock import Clock
from console.qt.timer import Timer

FEW_TILES, MANY_TILES = 9, 36
_GAPS_MS = (8, 16, 33)


def gap_ms(tiles: int) -> int:
    """The least time between two rounds: a few tiles are painted at once, a full wall at the display's pace."""
    return _GAPS_MS[(tiles > FEW_TILES) + (tiles > MANY_TILES)]


class PictureRounds(QObject):
    """``due``: some surface has a new picture. All pictures that come within one gap make one round. Main thread only."""

    due = Signal()

    def __init__(self, parent: QObject | None, bell_fd: int, silence: Callable[[], None], clock: Clock) -> None:
        """``bell_fd`` becomes readable with each new picture, until ``silence`` is called."""
        super().__init__(parent)
        self._silence = silence
        self._clock = clock
        self._last_s = 0.0
        self.gap_ms = gap_ms(1)
        self._tiles: dict[str, int] = {}
        self._notifier = QSocketNotifier(bell_fd, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda *_: self._on_bell())
        self._wait = Timer(self, "picture-round", 0, self._round, single_shot=True, precise=True)

    def shown_on(self, wall: str, tiles: int) -> None:
        """So many tiles has the wall now, none when its window is gone; all walls together say how often is enough."""
        self._tiles[wall] = tiles
        self.gap_ms = gap_ms(sum(self._tiles.values()))

    def stop(self) -> None:
        """Before the descriptor is closed."""
        self._notifier.setEnabled(False)
        self._wait.stop()

    def _on_bell(self) -> None:
        # The bell stays rung while we wait; without this the loop would turn as fast as it can.
        self._notifier.setEnabled(False)
        early_ms = self.gap_ms - round((self._clock.monotonic_s() - self._last_s) * 1000)
        if early_ms > 0:
            self._wait.start(early_ms)
        else:
            self._round()

    def _round(self) -> None:
        self._last_s = self._clock.monotonic_s()
        self._silence()
        self._notifier.setEnabled(True)
        self.due.emit()
