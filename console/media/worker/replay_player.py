"""Where a replay is and where it goes next: pause, steps, speed; its times come from outside."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.replay import ReplayMove
from console.media.worker.replay_track import ReplayTrack, Spot
from console.media.worker.restamp import TICKS_A_SECOND

_LONGEST_STAND_S = 2.0
"""A gap of the connection is not sat through."""
_LATE_S = 0.2
"""So late it does not hurry to catch up."""
_KEEP_UP_EVERY_S = 0.5
_SLOWEST, _FASTEST = 0.1, 4.0


class ReplayPlayer:
    """``show`` is called with each picture that is to be seen. One thread."""

    def __init__(self, track: ReplayTrack, show: Callable[[Spot], None]) -> None:
        self._track = track
        self._show = show
        self._spot: Spot | None = None
        self._due_s = 0.0
        self.paused = False
        self.speed = 1.0
        self.ended = False
        """It has come to the newest picture."""

    def start(self, seconds_back: float, now_s: float) -> bool:
        """Shows the picture seen so long before the newest one and plays on from there; False when there is none."""
        newest = self._track.newest()
        if newest is None:
            return False
        self._go(self._track.back_from(newest, seconds_back), now_s)
        return True

    def move(self, move: ReplayMove, amount: float, now_s: float) -> None:
        if self._spot is None:
            return
        if move is ReplayMove.BACK:
            self._go(self._track.back_from(self._spot, amount), now_s)
        elif move is ReplayMove.STEP:
            self.paused = True
            self._step(round(amount), now_s)
        elif move is ReplayMove.PAUSE:
            self.paused = True
            self._show(self._spot)
        else:
            self.paused = False
            self.speed = min(_FASTEST, max(_SLOWEST, amount))
            self._go(self._spot, now_s)

    def tick(self, now_s: float) -> float:
        """Shows the next picture if its time has come; seconds until it wants to be called again."""
        if self._spot is None or self.ended:
            return 0.0
        if not self.paused and now_s >= self._due_s:
            self._step(1, now_s)
        if not self.ended:
            self._track.keep_up(self._spot)
        return _KEEP_UP_EVERY_S if self.paused else min(_KEEP_UP_EVERY_S, max(0.0, self._due_s - now_s))

    def _step(self, pictures: int, now_s: float) -> None:
        spot = self._spot
        for _ in range(abs(pictures)):
            following = None if spot is None else self._track.after(spot) if pictures > 0 else self._track.before(spot)
            if following is None:
                # Before the oldest there is nothing; after the newest is live.
                self.ended = pictures > 0
                break
            spot = following
        if spot is not None and not self.ended:
            self._go(spot, now_s)

    def _go(self, spot: Spot, now_s: float) -> None:
        before, self._spot = self._spot, spot
        following = self._track.after(spot)
        stand_s = (following.pts_ticks - spot.pts_ticks) / TICKS_A_SECOND if following else 0.0
        in_turn = before is not None and not self.paused and 0 <= now_s - self._due_s < _LATE_S
        # From the time at which this one was due, else small delays would add up.
        self._due_s = (self._due_s if in_turn else now_s) + min(_LONGEST_STAND_S, stand_s) / self.speed
        self._show(spot)
