"""Reads what a console says that it sees, one camera at a time: nonsense is refused by itself and harms nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import JsonValue, ValidationError
from sqlalchemy import Connection, select

from console.domain.sighting import FAILURES, FRESH, Sight
from console.server.principal import Principal
from console.server.tables import CAMERAS
from console.wire.sightings import SightingBody, SightingRefusal, SightingsBody

_LATE = timedelta(seconds=1)
"""Ages are told a moment after they were true; a picture is never of the future."""


@dataclass(frozen=True)
class Seen:
    """One camera as a console sees it, in the centre's time."""

    sight: Sight
    since_utc: datetime
    at_utc: datetime
    fresh_utc: datetime | None
    reason: str


def read_sightings(
    connection: Connection, principal: Principal, body: SightingsBody, now_utc: datetime
) -> tuple[dict[str, Seen], list[SightingRefusal]]:
    """What can be taken of it, and why not the rest: ``sighting.invalid``, ``sighting.contradictory``,
    ``sighting.twice``, ``sighting.reason_foreign``, ``camera.unknown``, ``scope.denied``."""
    read = [_body_of(one) for one in body.sightings]
    ids = {one.camera_id for one in read if one is not None}
    alive = select(CAMERAS.c.id, CAMERAS.c.area_code).where(CAMERAS.c.id.in_(ids), CAMERAS.c.deleted_utc.is_(None))
    areas = {row.id: row.area_code for row in connection.execute(alive)}
    seen: dict[str, Seen] = {}
    refused: list[SightingRefusal] = []
    for place, one in enumerate(read):
        code = "sighting.invalid" if one is None else _refusal(one, seen, areas, principal)
        if one is None or code:
            refused.append(SightingRefusal(place=place, code=code))
        else:
            seen[one.camera_id] = _seen(one, now_utc)
    return seen, refused


def _body_of(value: JsonValue) -> SightingBody | None:
    try:
        return SightingBody.model_validate(value)
    except ValidationError:
        return None


def _refusal(one: SightingBody, seen: Mapping[str, Seen], areas: Mapping[str, str], principal: Principal) -> str:
    """Empty where it can be taken."""
    if one.camera_id not in areas:
        return "camera.unknown"
    if not principal.sees(areas[one.camera_id]):
        return "scope.denied"
    if one.camera_id in seen:
        return "sighting.twice"
    if one.sight is Sight.NO_CONNECTION:
        return "" if one.reason in FAILURES else "sighting.reason_foreign"
    has_picture = one.picture_age_s is not None
    is_fresh = has_picture and (one.picture_age_s or 0.0) <= FRESH.total_seconds()
    return "" if has_picture and (is_fresh or one.sight is not Sight.LIVE) else "sighting.contradictory"


def _seen(one: SightingBody, now_utc: datetime) -> Seen:
    fresh_utc = None if one.picture_age_s is None else now_utc - timedelta(seconds=one.picture_age_s) - _LATE
    reason = one.reason if one.sight is Sight.NO_CONNECTION else ""
    return Seen(one.sight, now_utc - timedelta(seconds=one.for_s), now_utc, fresh_utc, reason)
