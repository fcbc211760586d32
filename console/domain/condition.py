"""How a camera is: what the centre believes of it, overruled by what this console sees on its own tiles now."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from console.domain.camera import DirectoryStatus
from console.domain.feed_state import FeedState


class Condition(Enum):
    """In the order in which they are counted."""

    WORKING = "working"
    STALE = "stale"
    """No fresh picture comes: on a tile of this console, or as the centre found."""
    OFFLINE = "offline"
    UNKNOWN = "unknown"
    """It was known once, and is not any more."""
    NEVER = "never"
    """The centre has never told since when it is as it is: nobody has ever seen it connected."""


ConditionCounts = Mapping[Condition, int]

_BELIEVED = {
    DirectoryStatus.ONLINE: Condition.WORKING,
    DirectoryStatus.STALE: Condition.STALE,
    DirectoryStatus.OFFLINE: Condition.OFFLINE,
}
_SHOWS = (FeedState.LIVE, FeedState.SUSPECT)
_OLD = (FeedState.STALE, FeedState.SAME_PICTURE)
_NO_CONNECTION = (FeedState.FAILED, FeedState.WAITING)


def believed(status: DirectoryStatus, *, ever_seen: bool) -> Condition:
    """What the centre says."""
    told = _BELIEVED.get(status)
    if told is not None:
        return told
    return Condition.UNKNOWN if ever_seen else Condition.NEVER


def overruled(told: Condition, states: tuple[FeedState, ...]) -> Condition:
    """With the states of its tiles here; the best of them counts.

    A picture, new or old, is surer than what the centre said. That this console gets no connection is news only of a
    camera that is said to work; what has no picture yet, or is replayed, says nothing.
    """
    if any(state in _SHOWS for state in states):
        return Condition.WORKING
    if any(state in _OLD for state in states):
        return Condition.STALE
    if told is Condition.WORKING and any(state in _NO_CONNECTION for state in states):
        return Condition.STALE
    return told


def shifted(counts: ConditionCounts, shifts: ConditionCounts) -> dict[Condition, int]:
    """Never below zero: the shifts may be a moment ahead of the counts."""
    return {one: max(0, counts.get(one, 0) + shifts.get(one, 0)) for one in Condition}
