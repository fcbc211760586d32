"""Slows down guessing of passwords: by user and address, and by address alone over all users."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass

from console.base.clock import Clock

_FREE_BY_USER = 5
_FREE_BY_ADDRESS = 40
_FIRST_WAIT_S = 2.0
_LONGEST_WAIT_S = 300.0
_FORGET_S = 900.0
_MOST_KEYS = 20_000
_MOST_DOUBLINGS = 16


@dataclass
class _Tries:
    count: int
    last_s: float
    closed_until_s: float


class Throttle:
    """Counts tries in memory; any thread. A right password clears its own user's count only."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tries: OrderedDict[tuple[str, str], _Tries] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, username: str, address: str) -> float:
        """Counts a try and gives 0, or the seconds that the caller must wait, and counts nothing."""
        now_s = self._clock.monotonic_s()
        keys = (((username, address), _FREE_BY_USER), (("", address), _FREE_BY_ADDRESS))
        with self._lock:
            waits = [known.closed_until_s - now_s for key, _ in keys if (known := self._tries.get(key)) is not None]
            if waits and max(waits) > 0:
                return max(waits)
            # Counted before the slow comparison, so that a burst in parallel is no way around.
            for key, free in keys:
                self._count(key, free, now_s)
        return 0.0

    def succeeded(self, username: str, address: str) -> None:
        with self._lock:
            self._tries.pop((username, address), None)
            by_address = self._tries.get(("", address))
            if by_address is not None:
                by_address.count = max(0, by_address.count - 1)

    def _count(self, key: tuple[str, str], free: int, now_s: float) -> None:
        known = self._tries.pop(key, None)
        if known is None or now_s - known.last_s > _FORGET_S:
            known = _Tries(0, now_s, now_s)
        known.count += 1
        known.last_s = now_s
        over = known.count - free
        if over >= 0:
            wait_s = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2 ** min(over, _MOST_DOUBLINGS))
            known.closed_until_s = now_s + wait_s
        self._tries[key] = known
        while len(self._tries) > _MOST_KEYS:
            self._tries.popitem(last=False)
