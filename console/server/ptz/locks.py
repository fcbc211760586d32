"""Who moves which camera at this moment, in memory: a centre that starts again has none, and none outlives its seconds."""

from __future__ import annotations

import threading
from dataclasses import replace

from console.base.clock import Clock
from console.domain.ptz_lock import LockRuling, LockStep, Mover, PtzLock, released, standing, wished

_TELL_AGAIN_SHARE = 0.5
"""Of the lock's time: a lock that goes on is told again when so much of what was told last is over."""


class PtzLocks:
    """Any thread."""

    def __init__(self, kept_s: float, clock: Clock) -> None:
        self._kept_s = kept_s
        self._clock = clock
        self._guard = threading.Lock()
        self._locks: dict[str, PtzLock] = {}
        self._told_s: dict[str, float] = {}
        """Until when a lock holds by what was told last."""

    def wish(self, camera_id: str, mover: Mover, *, take_over: bool = False) -> LockRuling:
        now_s = self._clock.monotonic_s()
        with self._guard:
            self._forget_old(now_s)
            ruling = wished(self._locks.get(camera_id), mover, now_s, kept_s=self._kept_s, take_over=take_over)
            self._locks[camera_id] = ruling.lock
            return ruling

    def release(self, camera_id: str, mover: Mover) -> bool:
        """True when it was theirs until now."""
        now_s = self._clock.monotonic_s()
        with self._guard:
            before = standing(self._locks.get(camera_id), now_s)
            after = released(before, mover, now_s)
            if after is None:
                self._locks.pop(camera_id, None)
                self._told_s.pop(camera_id, None)
            return before is not None and after is None

    def of(self, camera_id: str) -> PtzLock | None:
        with self._guard:
            return standing(self._locks.get(camera_id), self._clock.monotonic_s())

    def must_tell(self, camera_id: str, ruling: LockRuling) -> bool:
        """Whether consoles are to be told of a wish, who are then told; not of each of four movements a second."""
        with self._guard:
            told_s = self._told_s.get(camera_id, 0.0)
            left_s = ruling.lock.until_s - told_s
            goes_on = ruling.step is LockStep.RENEWED and left_s < _TELL_AGAIN_SHARE * self._kept_s
            if goes_on or ruling.step is LockStep.REFUSED:
                return False
            self._told_s[camera_id] = ruling.lock.until_s
            return True

    def seconds_left(self, lock: PtzLock) -> float:
        return max(0.0, lock.until_s - self._clock.monotonic_s())

    def put_back(self, camera_id: str, ruling: LockRuling) -> None:
        """What was taken could not be written down: it is as if it had not been."""
        with self._guard:
            if self._locks.get(camera_id) != ruling.lock:
                return
            if ruling.lost_by is not None:
                self._locks[camera_id] = replace(ruling.lock, holder=ruling.lost_by)
            elif ruling.step is LockStep.TAKEN:
                del self._locks[camera_id]
            self._told_s.pop(camera_id, None)

    def _forget_old(self, now_s: float) -> None:
        for camera_id in [key for key, lock in self._locks.items() if standing(lock, now_s) is None]:
            del self._locks[camera_id]
            self._told_s.pop(camera_id, None)
