"""What is given up when the machine can't keep up, and when it is taken back: a rule without side effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from console.domain.camera import FeedKey
from console.domain.feed_pace import PACES, FeedPace

TOO_MUCH = 0.03
"""Share of pictures dropped in a look, from which on the machine can't keep up."""
CALM_LOOKS = 10
"""So many looks without a drop before something is taken back."""
_GIVE_UP_SHARE = 8
_TAKE_BACK_SHARE = 16


@dataclass(frozen=True)
class FeedLoad:
    """One feed since the last look."""

    importance: int
    frames_in: int
    frames_dropped: int


class LoadRule:
    """Gives up quickly, the least important feeds first, and takes back slowly. One thread."""

    def __init__(self) -> None:
        self._given_up = 0
        """Steps: each makes one feed a pace slower; every feed is a pace slower before one is slower still."""
        self._calm = 0

    def look(self, loads: Mapping[FeedKey, FeedLoad]) -> dict[FeedKey, FeedPace]:
        """The pace of every feed from now on."""
        count = len(loads)
        most = count * (len(PACES) - 1)
        frames = sum(load.frames_in for load in loads.values())
        dropped = sum(load.frames_dropped for load in loads.values())
        if frames and dropped > TOO_MUCH * frames:
            self._calm = 0
            # At least an eighth of the feeds; as many as there were pictures too many, where a full wall starts at once.
            self._given_up += max(1, count // _GIVE_UP_SHARE, count * dropped // frames)
        else:
            self._calm = self._calm + 1 if not dropped else 0
        if self._calm >= CALM_LOOKS and self._given_up:
            self._calm = CALM_LOOKS - 2
            self._given_up -= max(1, count // _TAKE_BACK_SHARE)
        self._given_up = max(0, min(self._given_up, most))
        order = sorted(loads, key=lambda feed: (loads[feed].importance, feed))
        slower, some = divmod(self._given_up, count) if count else (0, 0)
        return {feed: PACES[min(len(PACES) - 1, slower + (place < some))] for place, feed in enumerate(order)}
