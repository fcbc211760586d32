"""The last seconds of a feed as compressed pictures, beginning with a key picture."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass

from console.media.worker.access_units import AccessUnit


@dataclass(frozen=True)
class RingUnit:
    """An access unit with the ticks that we gave it; bytes and times only, so that it can be muxed many times."""

    unit: AccessUnit
    dts_ticks: int
    pts_ticks: int

    @property
    def is_key(self) -> bool:
        return self.unit.is_key


class PacketRing:
    """Bounded in time and bytes, whichever is reached first; whole groups of pictures go at once. Any thread."""

    def __init__(self, seconds: float, most_bytes: int) -> None:
        self._span_ns = int(seconds * 1e9)
        self._most_bytes = most_bytes
        self._groups: deque[list[RingUnit]] = deque()
        self._group_bytes: deque[int] = deque()
        self._open = False
        self._lock = threading.Lock()

    def append(self, unit: RingUnit) -> None:
        """Units before the first key picture are not kept: nothing could decode them."""
        with self._lock:
            if unit.is_key:
                self._open = True
                self._groups.append([])
                self._group_bytes.append(0)
            if not self._open:
                return
            self._groups[-1].append(unit)
            self._group_bytes[-1] += len(unit.unit.data)
            self._drop_old(unit.unit.arrival_ns)

    def newest_group(self) -> list[RingUnit]:
        """The pictures from the last key picture to now: what a player needs to show something at once."""
        with self._lock:
            return list(self._groups[-1]) if self._open else []

    def latest_group(self) -> list[RingUnit]:
        """The newest pictures there are, even of a connection that has broken."""
        with self._lock:
            return list(self._groups[-1]) if self._groups else []

    def since(self, arrival_ns: int) -> list[RingUnit]:
        """Whole groups that cover everything from ``arrival_ns`` on, as far back as the ring goes."""
        with self._lock:
            wanted: list[list[RingUnit]] = []
            for group in reversed(self._groups):
                wanted.append(group)
                if group[0].unit.arrival_ns <= arrival_ns:
                    break
            return [unit for group in reversed(wanted) for unit in group]

    def cut(self) -> None:
        """The connection broke: what comes next does not follow on these pictures, and needs a key picture."""
        with self._lock:
            self._open = False

    def size_bytes(self) -> int:
        with self._lock:
            return sum(self._group_bytes)

    def _drop_old(self, now_ns: int) -> None:
        """The second group must itself reach back far enough before the first may go, but bytes always win."""
        while len(self._groups) > 1:
            covered = self._groups[1][0].unit.arrival_ns <= now_ns - self._span_ns
            if not covered and sum(self._group_bytes) <= self._most_bytes:
                return
            self._groups.popleft()
            self._group_bytes.popleft()
        if self._group_bytes and self._group_bytes[0] > self._most_bytes:
            # A camera with endless groups of pictures: nothing to decode from until its next key picture.
            self._open = False
            self._groups.popleft()
            self._group_bytes.popleft()
