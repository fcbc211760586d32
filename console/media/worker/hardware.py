"""Decoding on the graphics card: where it is allowed, and back to the processor for a feed where it gives no picture."""

from __future__ import annotations

from collections.abc import Callable

from console.domain.camera import FeedKey
from console.media.protocol.messages import HardwareFailed

PICTURE_WITHIN_S = 3.0


class HardwareTrial:
    """Each feed is tried on its own: a card may know H.264 and not H.265, or have room for only so many. Command thread."""

    def __init__(
        self, tell: Callable[[HardwareFailed], None], run_after: Callable[[float, Callable[[], None]], None]
    ) -> None:
        """``run_after`` runs a call on the command thread after so many seconds."""
        self._tell = tell
        self._run_after = run_after
        self._allowed = False
        self._failed: set[FeedKey] = set()

    def allow(self, allowed: bool) -> None:
        """For players that start from now on; every feed is tried anew."""
        self._allowed = allowed
        self._failed.clear()

    def wanted(self, feed: FeedKey) -> bool:
        return self._allowed and feed not in self._failed

    def watch(self, feed: FeedKey, is_in_vain: Callable[[], bool], start_anew: Callable[[], None]) -> None:
        """A player has begun; if it is still in vain after a while, the next one is the processor's."""

        def judge() -> None:
            if self.wanted(feed) and is_in_vain():
                self.blame(feed)
                start_anew()

        if self.wanted(feed):
            self._run_after(PICTURE_WITHIN_S, judge)

    def blame(self, feed: FeedKey) -> None:
        """The feed's decoder hangs. Whoever is to blame, the next one is the processor's."""
        if self.wanted(feed):
            self._failed.add(feed)
            self._tell(HardwareFailed(feed))
