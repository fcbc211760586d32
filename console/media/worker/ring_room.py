"""How far back the rings of one worker may reach and how many bytes they may hold, each and together."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class RingLimits:
    """Whichever is reached first counts."""

    span_s: float = 120.0
    feed_bytes: int = 64 * 1024 * 1024
    worker_bytes: int = 128 * 1024 * 1024


class HoldsGroups(Protocol):
    """A ring as the room sees it; called under the room's lock."""

    @property
    def held_bytes(self) -> int: ...

    def drop_oldest(self) -> None: ...


class RingRoom:
    """Shared by the rings of a worker, and so is its lock: they append a hundred times a second at most. Any thread."""

    def __init__(self, limits: RingLimits | None = None) -> None:
        self.lock = threading.Lock()
        self._limits = limits or RingLimits()
        self._rings: list[HoldsGroups] = []
        self._held_bytes = 0

    @property
    def limits(self) -> RingLimits:
        return self._limits

    @property
    def held_bytes(self) -> int:
        """Of all rings."""
        return self._held_bytes

    def set_limits(self, limits: RingLimits) -> None:
        """A ring keeps to its own bounds from its next picture on; the bound for all of them holds at once."""
        with self.lock:
            self._limits = limits
            self._keep_within()

    def enter(self, ring: HoldsGroups) -> None:
        with self.lock:
            self._rings.append(ring)

    def leave(self, ring: HoldsGroups) -> None:
        """Its bytes count no more; whoever still reads it may do so."""
        with self.lock:
            if ring in self._rings:
                self._rings.remove(ring)
                self._held_bytes -= ring.held_bytes

    def changed(self, ring: HoldsGroups, by_bytes: int) -> None:
        """Under the lock: a ring has grown or shrunk."""
        if ring in self._rings:
            self._held_bytes += by_bytes
            if by_bytes > 0:
                self._keep_within()

    def _keep_within(self) -> None:
        """The largest ring gives first: one camera of many bytes must not shorten the memory of its neighbours."""
        while self._held_bytes > self._limits.worker_bytes:
            max(self._rings, key=lambda ring: ring.held_bytes).drop_oldest()
