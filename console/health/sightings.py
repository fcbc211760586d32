"""What this console sees of the cameras on its tiles, as it tells the centre: the best tile of each, by ages and no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from console.domain.camera import CameraId
from console.domain.feed_state import TROUBLE_STATES, FeedState
from console.domain.sighting import FAILURES, Sight
from console.wire.sightings import MOST_SIGHTINGS, SightingBody, SightingsBody

_SIGHTS = {
    FeedState.LIVE: Sight.LIVE,
    FeedState.SUSPECT: Sight.LIVE,
    FeedState.STALE: Sight.STALE,
    FeedState.SAME_PICTURE: Sight.SAME_PICTURE,
}
_RANK = {sight: place for place, sight in enumerate(Sight)}


@dataclass(frozen=True)
class TileLook:
    """One tile at a moment."""

    camera: CameraId
    state: FeedState
    reason: str
    picture_age_s: float | None


@dataclass(frozen=True)
class Watched:
    """One camera, in the time of this machine's monotonic clock."""

    sight: Sight
    since_s: float
    picture_s: float | None = None
    reason: str = ""

    def is_as(self, other: Watched) -> bool:
        return (self.sight, self.reason) == (other.sight, other.reason)


def watched_now(tiles: Iterable[TileLook], before: Mapping[CameraId, Watched], now_s: float) -> dict[CameraId, Watched]:
    """Of a tile that connects, replays or is held up by this machine nothing is said: that is no word about a camera."""
    found: dict[CameraId, Watched] = {}
    for tile in tiles:
        one = _watched(tile, now_s)
        if one is None:
            continue
        known = found.get(tile.camera)
        if known is None or _RANK[one.sight] < _RANK[known.sight]:
            found[tile.camera] = one
    for camera, one in found.items():
        last = before.get(camera)
        if last is not None and one.is_as(last):
            found[camera] = replace(one, since_s=last.since_s)
    return found


def _watched(tile: TileLook, now_s: float) -> Watched | None:
    picture_s = None if tile.picture_age_s is None else now_s - tile.picture_age_s
    sight = _SIGHTS.get(tile.state)
    if sight is not None:
        return Watched(sight, now_s, picture_s) if picture_s is not None else None
    if tile.state in TROUBLE_STATES and tile.reason in FAILURES:
        return Watched(Sight.NO_CONNECTION, now_s, picture_s, tile.reason)
    return None


def body_of(watched: Mapping[CameraId, Watched], workstation: str, now_s: float) -> SightingsBody:
    """What changed last comes first, where there is more than the centre takes."""
    newest = sorted(watched.items(), key=lambda item: (-item[1].since_s, item[0]))[:MOST_SIGHTINGS]
    bodies = (_body(camera, one, now_s).model_dump(mode="json") for camera, one in newest)
    return SightingsBody(workstation=workstation, sightings=tuple(bodies))


def _body(camera: CameraId, one: Watched, now_s: float) -> SightingBody:
    return SightingBody(
        camera_id=camera,
        sight=one.sight,
        for_s=max(0.0, now_s - one.since_s),
        picture_age_s=None if one.picture_s is None else max(0.0, now_s - one.picture_s),
        reason=one.reason,
    )
