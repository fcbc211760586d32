"""What is remembered of a feed's states, and the rule that finds changes in one look after another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from console.domain.camera import FeedKey
from console.domain.feed_state import FeedState

_BEST_FIRST = (
    FeedState.LIVE,
    FeedState.SUSPECT,
    FeedState.SAME_PICTURE,
    FeedState.STALE,
    FeedState.CONNECTING,
    FeedState.WAITING,
    FeedState.FAILED,
    FeedState.EMPTY,
)
_RANK = {state: _BEST_FIRST.index(state) if state in _BEST_FIRST else len(_BEST_FIRST) for state in FeedState}


@dataclass(frozen=True)
class FeedCondition:
    """How a feed is at a moment."""

    state: FeedState
    reason: str = ""
    """Error code, empty when there is none."""


@dataclass(frozen=True)
class FeedChange:
    """From ``since_utc`` on the feed was in this condition."""

    feed: FeedKey
    condition: FeedCondition
    since_utc: datetime


@dataclass(frozen=True)
class FeedSpell:
    """A time that a feed spent in one condition; ``until_utc`` is None while it lasts."""

    feed: FeedKey
    condition: FeedCondition
    since_utc: datetime
    until_utc: datetime | None

    def lasted_s(self, now_utc: datetime) -> float:
        return max(0.0, ((self.until_utc or now_utc) - self.since_utc).total_seconds())


GONE = FeedCondition(FeedState.EMPTY)
"""On no wall of this machine."""


def best_of(seen: Iterable[tuple[FeedKey, FeedCondition]]) -> dict[FeedKey, FeedCondition]:
    """One condition for each feed: where several surfaces show it, that of the best."""
    found: dict[FeedKey, FeedCondition] = {}
    for feed, condition in seen:
        known = found.get(feed)
        if known is None or _RANK[condition.state] < _RANK[known.state]:
            found[feed] = condition
    return found


def changes(
    before: Mapping[FeedKey, FeedCondition], after: Mapping[FeedKey, FeedCondition], now_utc: datetime
) -> list[FeedChange]:
    """What differs; a feed that is not looked at any more is ``GONE``."""
    now = {**dict.fromkeys(before, GONE), **after}
    return [FeedChange(feed, condition, now_utc) for feed, condition in now.items() if before.get(feed) != condition]
