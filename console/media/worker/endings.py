"""Players that are not seen any more come to their end when none is about to begin."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from console.media.worker.player import Player

_MOST_WAITING = 16
"""With some megabytes each."""


class Endings:
    """All methods on the command thread.

    To end a player takes libVLC up to half a second where all processors are busy, and what is to be seen comes first.
    """

    def __init__(self, run_later: Callable[[Callable[[], None]], None], is_busy: Callable[[], bool]) -> None:
        """``is_busy``: a player is about to begin; ``go_on`` is called when none is any more."""
        self._run_later = run_later
        self._is_busy = is_busy
        self._waiting: deque[Player] = deque()

    def add(self, player: Player) -> None:
        """It is given nothing from now on, and shows nothing."""
        player.retire()
        self._waiting.append(player)
        if len(self._waiting) > _MOST_WAITING:
            self._waiting.popleft().release()
        self.go_on()

    def go_on(self) -> None:
        if self._waiting:
            self._run_later(self._end_one)

    def _end_one(self) -> None:
        """One at a time: between two of them other commands have their turn."""
        if self._waiting and not self._is_busy():
            self._waiting.popleft().release()
            self.go_on()
