"""``/v1/sightings``: consoles and walls say how the cameras on their tiles are; who may asks who saw one, when and how."""

from __future__ import annotations

from fastapi import APIRouter, Request

from console.domain.sighting import Sight
from console.server.centre import centre_of
from console.server.guard import SightingReader, SightingTeller
from console.server.problems import Refusal
from console.server.repair.wanted_pictures import wanted_pictures
from console.server.sightings.asking import sightings_of
from console.server.sightings.reading import read_sightings
from console.wire.sightings import CameraSightings, SightingsAnswer, SightingsBody

router = APIRouter()
_LATER = {"Retry-After": "2"}


@router.put("/v1/sightings")
def put_sightings(request: Request, body: SightingsBody, principal: SightingTeller) -> SightingsAnswer:
    """In place of what this session said before. 429 ``sightings.too_often``."""
    centre = centre_of(request)
    if not centre.sightings.may_speak(principal):
        raise Refusal(429, "sightings.too_often", headers=_LATER)
    with centre.database.read() as connection:
        now = centre.clock.now_utc()
        seen, refused = read_sightings(connection, principal, body, now)
        live = [camera for camera, one in seen.items() if one.sight is Sight.LIVE]
        pictures = wanted_pictures(connection, live, now)
    centre.sightings.take(principal, body.workstation, seen)
    centre.meters.sightings_taken(len(seen), [one.code for one in refused])
    return SightingsAnswer(taken=len(seen), refused=tuple(refused), pictures=pictures)


@router.get("/v1/cameras/{camera_id}/sightings")
def get_sightings(request: Request, camera_id: str, principal: SightingReader) -> CameraSightings:
    """404 ``camera.unknown``, 403 ``scope.denied``."""
    centre = centre_of(request)
    with centre.database.read() as connection:
        return sightings_of(connection, centre, principal, camera_id)
