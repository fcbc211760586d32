"""Players begin in turns: many at once share the processors, and the first picture of each comes as late as that of the last."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

from console.domain.camera import FeedKey

AT_ONCE = max(1, len(os.sched_getaffinity(0)) // 2)
"""Of one worker. On two processors each worker begins one, on sixteen all of its eight."""
MOST_S = 0.3
"""Who takes longer loses the turn, but goes on: a decoder that never shows a picture must not hold up the others."""

RunAfter = Callable[[float, Callable[[], None]], None]


class Turns:
    """All methods on the command thread, and what is begun and called later as well."""

    def __init__(self, run_after: RunAfter, on_idle: Callable[[], None], at_once: int = AT_ONCE) -> None:
        """``on_idle``: nobody begins or waits any more."""
        self._run_after = run_after
        self._on_idle = on_idle
        self._at_once = at_once
        self._waiting: dict[FeedKey, Callable[[], None]] = {}
        self._running: dict[FeedKey, int] = {}
        self._count = 0

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def take(self, feed: FeedKey, begin: Callable[[], None]) -> None:
        """Calls ``begin`` once it is this feed's turn, which may be at once; a feed waits only once, with its newest call."""
        if feed in self._running:
            begin()
            return
        self._waiting[feed] = begin
        self._go_on()

    def give_back(self, feed: FeedKey) -> None:
        """It has begun, or is not wanted any more."""
        self._waiting.pop(feed, None)
        if self._running.pop(feed, None) is not None:
            self._go_on()
            if not self._running:
                self._on_idle()

    def _go_on(self) -> None:
        while self._waiting and len(self._running) < self._at_once:
            feed = next(iter(self._waiting))
            begin = self._waiting.pop(feed)
            self._count += 1
            self._running[feed] = turn = self._count
            self._run_after(MOST_S, partial(self._lose, feed, turn))
            begin()

    def _lose(self, feed: FeedKey, turn: int) -> None:
        if self._running.get(feed) == turn:
            self.give_back(feed)
