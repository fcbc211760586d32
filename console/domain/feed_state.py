"""The state of a feed or tile, and the rule that turns ages into fresh, suspect and stale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

SUSPECT_AFTER_S = 3.0
STALE_AFTER_S = 10.0


class FeedState(Enum):
    """What the operator is told; ordered from nothing to trouble."""

    EMPTY = "empty"
    CONNECTING = "connecting"
    LIVE = "live"
    SUSPECT = "suspect"
    STALE = "stale"
    WAITING = "waiting"
    FAILED = "failed"


@dataclass(frozen=True)
class FeedReport:
    """What a worker says about one feed: its phase, and when trouble, why and how long until the next try."""

    state: FeedState
    reason: str = ""
    """Error code such as ``camera.unauthorized``, empty when all is well."""
    retry_in_s: float = 0.0


def freshness(age_s: float | None) -> FeedState:
    """LIVE, SUSPECT or STALE by the age of the last new picture; CONNECTING when there was none yet."""
    if age_s is None:
        return FeedState.CONNECTING
    if age_s < SUSPECT_AFTER_S:
        return FeedState.LIVE
    return FeedState.SUSPECT if age_s < STALE_AFTER_S else FeedState.STALE


def shown_state(report: FeedReport, age_s: float | None) -> FeedState:
    """The state a tile shows: a picture's age decides, whatever the worker believes; trouble wins once it is old.

    A worker that reports LIVE over an old picture is not believed (libVLC says Playing over a frozen picture).
    """
    aged = freshness(age_s)
    if report.state in (FeedState.FAILED, FeedState.WAITING) and aged is not FeedState.LIVE:
        return report.state
    return aged
