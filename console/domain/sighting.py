"""What was seen of a camera, by whom, and the rule that makes of it what the city believes: the newest that was measured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from console.domain.camera import DirectoryStatus

FRESH = timedelta(seconds=180)
"""A camera whose picture anybody saw so lately works, whatever others say."""
TOGETHER = timedelta(seconds=180)
"""Failures that several tell within this time of one another are of the same moment."""
LASTS = timedelta(hours=24)
"""What was measured longer ago says nothing any more."""
WRITTEN_EVERY = timedelta(seconds=60)
"""What goes on as it was is noted so often, well within the two times above."""
WATCHERS_NEEDED = 2
FAILURES = frozenset(
    {
        "camera.unauthorized",
        "camera.not_found",
        "camera.unreachable",
        "camera.timeout",
        "camera.ended",
        "camera.not_video",
        "camera.unsupported_codec",
        "camera.untrusted",
    }
)
"""Reasons that are the camera's own; what a console lacks itself, or is not allowed, is no word about a camera."""


class How(Enum):
    """How somebody knows how a camera is."""

    WATCHED = "watched"
    """On a tile of a console or a wall."""
    PROBED = "probed"
    """The centre asked it for a key picture."""
    TOLD = "told"
    """A source or a file said so."""


class Sight(Enum):
    """What was seen of a camera."""

    LIVE = "live"
    STALE = "stale"
    """Connected, and the last picture is old."""
    SAME_PICTURE = "same-picture"
    """Pictures come, and nothing in them has changed for long."""
    NO_CONNECTION = "no-connection"


@dataclass(frozen=True)
class Sighting:
    """The last word of one watcher about one camera. All times are the centre's."""

    watcher: str
    """One account, whatever machines it is signed in on: two words of one person are one word."""
    how: How
    sight: Sight
    since_utc: datetime
    at_utc: datetime
    fresh_utc: datetime | None = None
    """When its last new picture came; None when this watcher has seen none."""
    reason: str = ""
    sees: bool = True
    """Whether who says so saw a picture of some camera about then: else their own line may be what fails."""


@dataclass(frozen=True)
class Told:
    """What a source said last."""

    status: DirectoryStatus
    at_utc: datetime


@dataclass(frozen=True)
class Belief:
    """What is to be believed of a camera, how it is known, and since when it was last so."""

    status: DirectoryStatus
    how: How
    at_utc: datetime
    watcher: str = ""
    reason: str = ""
    since_utc: datetime | None = None
    """Of what was measured: since its first new picture, or since the last one that anybody saw; None where nobody knows."""


def belief_of(sightings: Iterable[Sighting], told: Told | None, now_utc: datetime) -> Belief | None:
    """None where nobody knows anything.

    A picture that anybody saw within ``FRESH`` wins. Else the newest of what was measured: a picture, a probe that
    failed, or failures that several watchers tell together; who sees nothing at all is not believed about failures.
    What a source says counts where nothing was measured.
    """
    lasting = [one for one in sightings if now_utc - LASTS < one.at_utc <= now_utc]
    seen = _newest_picture(lasting, now_utc)
    if seen is not None and now_utc - seen.at_utc <= FRESH:
        return seen
    failing = [one for one in lasting if one.sight is not Sight.LIVE and one.sees]
    found = [one for one in (seen, _probed(failing), _together(failing)) if one is not None]
    if found:
        newest = max(found, key=lambda one: one.at_utc)
        return newest if newest is seen else replace(newest, since_utc=seen.at_utc if seen is not None else None)
    return Belief(told.status, How.TOLD, told.at_utc) if told is not None else None


def doubted(sightings: Iterable[Sighting], now_utc: datetime) -> bool:
    """Somebody who sees other cameras fails with this one now, and nobody has seen it since: worth a look."""
    known = list(sightings)
    seen = _newest_picture(known, now_utc)
    return any(
        one.how is How.WATCHED
        and one.sight is not Sight.LIVE
        and now_utc - one.at_utc <= TOGETHER
        and one.sees
        and (seen is None or one.at_utc - seen.at_utc > FRESH)
        for one in known
    )


def _newest_picture(sightings: list[Sighting], now_utc: datetime) -> Belief | None:
    seen = [one for one in sightings if one.fresh_utc is not None and now_utc - LASTS < one.fresh_utc <= now_utc]
    if not seen:
        return None
    newest = max(seen, key=lambda one: (one.fresh_utc or one.at_utc, one.watcher))
    since_utc = newest.since_utc if newest.sight is Sight.LIVE else None
    return Belief(
        DirectoryStatus.ONLINE, newest.how, newest.fresh_utc or newest.at_utc, newest.watcher, since_utc=since_utc
    )


def _probed(failing: list[Sighting]) -> Belief | None:
    probes = [one for one in failing if one.how is How.PROBED]
    # Of one moment an old picture is surer than none.
    return _failure(max(probes, key=lambda one: (one.at_utc, one.sight is not Sight.NO_CONNECTION))) if probes else None


def _together(failing: list[Sighting]) -> Belief | None:
    """The newest moment at which several failed; an old picture is surer than none."""
    watched = sorted((one for one in failing if one.how is How.WATCHED), key=lambda one: one.at_utc, reverse=True)
    for place, newest in enumerate(watched):
        same_moment = [one for one in watched[place:] if newest.at_utc - one.at_utc <= TOGETHER]
        if len({one.watcher for one in same_moment}) >= WATCHERS_NEEDED:
            old = [one for one in same_moment if one.sight is not Sight.NO_CONNECTION]
            return _failure((old or same_moment)[0], newest.at_utc)
    return None


def _failure(one: Sighting, at_utc: datetime | None = None) -> Belief:
    is_old = one.sight is not Sight.NO_CONNECTION
    status = DirectoryStatus.STALE if is_old else DirectoryStatus.OFFLINE
    return Belief(status, one.how, at_utc or one.at_utc, one.watcher, one.reason)
