"""Sends each open feed its pictures at their times, from one thread, with timestamps that step by exactly one frame."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

_NS = 1_000_000_000
_MOST_LATE_S = 2.0
"""Later than this, frames are skipped instead of sent in a burst (a machine that slept)."""


@dataclass(order=True)
class _Turn:
    due_s: float
    order: int
    frame: int = field(compare=False)
    feed: Feed = field(compare=False)


@dataclass(eq=False)
class Feed:
    """One open stream. The callables run in the pacer's thread."""

    fps: int
    start_ns: Callable[[], int | None]
    """The stream's running time once it plays, None while it does not yet."""
    unit_at: Callable[[int], bytes | None]
    first_unit: bytes
    """Sent at once whatever the fault is: a server can describe no stream that it has seen nothing of."""
    push: Callable[[bytes, int, int], None]
    """Takes the unit, its presentation time and its duration, both in ns of running time."""
    base_ns: int | None = None

    def send(self, frame: int) -> bool:
        """Sends frame ``frame``; False while the stream is not ready for its first one."""
        first = self.base_ns is None
        if self.base_ns is None:
            self.base_ns = self.start_ns()
        if self.base_ns is None:
            return False
        unit = self.first_unit if first else self.unit_at(frame)
        if unit is not None:
            self.push(unit, self.base_ns + frame * _NS // self.fps, _NS // self.fps)
        return True


class Pacer:
    """The clock of the farm. ``add`` and ``remove`` from any thread."""

    _RETRY_S = 0.005

    def __init__(self) -> None:
        self._turns: list[_Turn] = []
        self._feeds: set[Feed] = set()
        self._order = 0
        self._stopped = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="pacer", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread once the picture under way is sent."""
        with self._changed:
            self._stopped = True
            self._changed.notify()
        self._thread.join()

    def add(self, feed: Feed) -> None:
        with self._changed:
            self._feeds.add(feed)
            self._plan(time.monotonic(), 0, feed)
            self._changed.notify()

    def remove(self, feed: Feed) -> None:
        with self._changed:
            self._feeds.discard(feed)

    @property
    def open_feeds(self) -> int:
        return len(self._feeds)

    def _plan(self, due_s: float, frame: int, feed: Feed) -> None:
        self._order += 1
        heapq.heappush(self._turns, _Turn(due_s, self._order, frame, feed))

    def _next_turn(self) -> _Turn | None:
        with self._changed:
            while not self._stopped:
                wait_s = self._turns[0].due_s - time.monotonic() if self._turns else None
                if wait_s is not None and wait_s <= 0:
                    turn = heapq.heappop(self._turns)
                    if turn.feed in self._feeds:
                        return turn
                else:
                    self._changed.wait(wait_s)
        return None

    def _run(self) -> None:
        while (turn := self._next_turn()) is not None:
            sent = turn.feed.send(turn.frame)
            with self._changed:
                self._plan_after(turn, sent)

    def _plan_after(self, turn: _Turn, sent: bool) -> None:
        now_s = time.monotonic()
        if not sent:
            self._plan(now_s + self._RETRY_S, turn.frame, turn.feed)
            return
        # The first frame goes out when the stream is ready: the beat counts from there.
        due_s = now_s if turn.frame == 0 else turn.due_s
        skipped = int((now_s - due_s) * turn.feed.fps) if now_s - due_s > _MOST_LATE_S else 0
        steps = 1 + skipped
        self._plan(due_s + steps / turn.feed.fps, turn.frame + steps, turn.feed)
