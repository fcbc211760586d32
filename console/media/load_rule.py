"""What is given up when the machine can't keep up, and when it is taken back: a rule without side effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from console.domain.camera import FeedKey
from console.domain.feed_pace import PACES, FeedPace

TOO_MUCH = 0.03
"""Share of pictures dropped in a look, from which on the machine can't keep up."""
CALM_LOOKS = 10
"""So many calm looks before something is taken back."""
MOST_CALM_LOOKS = 80
"""As many after it was taken back in vain again and again: each try costs some tile a second of its pictures."""
NO_ROOM_SHARE = 0.9
_RELAPSE_LOOKS = 20
"""Too much so soon after something was taken back: it was taken back in vain."""
_HUNG_DECODERS = 1
"""One feed alone that starves has a decoder that hangs; with a second one the machine is too slow."""
_GIVE_UP_SHARE = 8
_TAKE_BACK_SHARE = 16


@dataclass(frozen=True)
class FeedLoad:
    """One feed since the last look."""

    importance: int
    frames_in: int
    frames_dropped: int
    starves: bool = False
    """Its pictures come, and none is drawn for longer than its pace explains."""


class LoadRule:
    """Gives up quickly, the least important feeds first, and takes back slowly. One thread."""

    def __init__(self) -> None:
        self._given_up = 0
        """Steps: each makes one feed a pace slower; every feed is a pace slower before one is slower still."""
        self._calm = 0
        self._calm_needed = CALM_LOOKS
        self._since_taken_back = _RELAPSE_LOOKS

    def look(self, loads: Mapping[FeedKey, FeedLoad], busy_share: float = 0.0) -> dict[FeedKey, FeedPace]:
        """The pace of every feed from now on. ``busy_share``: how much of the machine's time was used since the last look."""
        count = len(loads)
        frames = sum(load.frames_in for load in loads.values())
        dropped = sum(load.frames_dropped for load in loads.values())
        starving = sum(load.starves for load in loads.values())
        self._since_taken_back += 1
        if dropped > TOO_MUCH * frames or starving > _HUNG_DECODERS:
            # At least an eighth of the feeds; as many as there were pictures too many, where a full wall starts at once.
            self._give_up(max(1, count // _GIVE_UP_SHARE, count * dropped // max(1, frames)))
        elif dropped or starving:
            self._calm = 0
        else:
            self._calm += 1
        # Without room for it, what is taken back is missing elsewhere; yet others may be as busy for hours.
        needed = MOST_CALM_LOOKS if busy_share > NO_ROOM_SHARE else self._calm_needed
        if self._calm >= needed and self._given_up:
            self._take_back(max(1, count // _TAKE_BACK_SHARE))
        self._given_up = max(0, min(self._given_up, count * (len(PACES) - 1)))
        order = sorted(loads, key=lambda feed: (loads[feed].importance, feed))
        slower, some = divmod(self._given_up, count) if count else (0, 0)
        return {feed: PACES[min(len(PACES) - 1, slower + (place < some))] for place, feed in enumerate(order)}

    def _give_up(self, steps: int) -> None:
        if self._since_taken_back < _RELAPSE_LOOKS:
            self._calm_needed = min(MOST_CALM_LOOKS, 2 * self._calm_needed)
            self._since_taken_back = _RELAPSE_LOOKS
        self._calm = 0
        self._given_up += steps

    def _take_back(self, steps: int) -> None:
        self._calm = self._calm_needed - 2
        self._since_taken_back = 0
        self._given_up -= steps
        if self._given_up <= 0:
            self._calm_needed = CALM_LOOKS
