"""How many tiles of a wall show what: the one line that tells a room whether to trust its wall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from console.domain.feed_state import FeedState


@dataclass(frozen=True)
class FreshnessTally:
    """Tiles with a camera, by what they show."""

    live: int = 0
    suspect: int = 0
    same_picture: int = 0
    stale: int = 0
    connecting: int = 0
    failed: int = 0
    """Failed, or waiting for the next try."""
    replay: int = 0
    """Show an earlier moment: never counted as live."""
    closed: int = 0
    """To the whole room, on purpose: no failure."""

    @classmethod
    def of(cls, states: Iterable[FeedState], closed: int = 0) -> FreshnessTally:
        """``states`` without those of closed cameras."""
        seen = Counter(states)
        return cls(
            live=seen[FeedState.LIVE],
            suspect=seen[FeedState.SUSPECT],
            same_picture=seen[FeedState.SAME_PICTURE],
            stale=seen[FeedState.STALE],
            connecting=seen[FeedState.CONNECTING],
            failed=seen[FeedState.FAILED] + seen[FeedState.WAITING],
            replay=seen[FeedState.REPLAY],
            closed=closed,
        )
