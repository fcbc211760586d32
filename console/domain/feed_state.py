"""The state of a feed or tile, and the rule that turns the signs of life into fresh, suspect, stale and same picture."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from console.domain.freshness_rule import DEFAULT_RULE, FreshnessRule


class FeedState(Enum):
    """What the operator is told; ordered from nothing to trouble."""

    EMPTY = "empty"
    CONNECTING = "connecting"
    LIVE = "live"
    SUSPECT = "suspect"
    SAME_PICTURE = "same-picture"
    """Packets come and pictures are decoded, but nothing in them has changed for long."""
    STALE = "stale"
    WAITING = "waiting"
    FAILED = "failed"
    REPLAY = "replay"
    """An earlier moment is shown on purpose; says nothing of the feed."""


TROUBLE_STATES = (FeedState.FAILED, FeedState.WAITING)
"""What a worker says when it has no connection."""


@dataclass(frozen=True)
class FeedReport:
    """What a worker says about one feed: its phase, and when trouble, why and how long until the next try."""

    state: FeedState
    reason: str = ""
    """Error code such as ``camera.unauthorized``, empty when all is well."""
    retry_in_s: float = 0.0


@dataclass(frozen=True)
class SignsOfLife:
    """How long ago a feed gave each sign of life on a surface; None for never."""

    picture_s: float | None = None
    """A picture that differed from the one before."""
    packet_s: float | None = None
    """Anything from the camera."""
    decoded_s: float | None = None
    """A picture out of the decoder, be it the same one again."""
    interval_s: float | None = None
    """Between pictures as the camera sends them; None while too few have come."""

    def arrives(self, within_s: float) -> bool:
        """True when the camera sends and the decoder gives pictures."""
        signs = (self.packet_s, self.decoded_s)
        return all(age_s is not None and age_s < within_s for age_s in signs)


NO_SIGNS = SignsOfLife()


def freshness(age_s: float | None, rule: FreshnessRule = DEFAULT_RULE) -> FeedState:
    """LIVE, SUSPECT or STALE by the age of the last new picture; CONNECTING when there was none yet."""
    if age_s is None:
        return FeedState.CONNECTING
    if age_s < rule.suspect_s:
        return FeedState.LIVE
    return FeedState.SUSPECT if age_s < rule.stale_s else FeedState.STALE


def shown_state(report: FeedReport, signs: SignsOfLife, rule: FreshnessRule = DEFAULT_RULE) -> FeedState:
    """The state a tile shows: a picture's age decides, whatever the worker believes; trouble wins once it is old.

    A worker that reports LIVE over an old picture is not believed (libVLC says Playing over a frozen picture).
    """
    paced = rule.paced(signs.interval_s)
    aged = freshness(signs.picture_s, paced)
    if aged is FeedState.LIVE:
        return aged
    if report.state in TROUBLE_STATES:
        return report.state
    if signs.picture_s is None or not signs.arrives(paced.suspect_s):
        return aged
    return FeedState.SAME_PICTURE if signs.picture_s >= paced.same_picture_s else FeedState.SUSPECT
