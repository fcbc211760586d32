"""What consoles and walls see of cameras: ``PUT /v1/sightings``, and ``GET /v1/cameras/{id}/sightings`` asks for it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, JsonValue, StringConstraints

from console.domain.camera import DirectoryStatus
from console.domain.sighting import How, Sight
from console.wire.model import Message, UtcTime
from console.wire.repair_pictures import WantedPicture

MOST_SIGHTINGS = 500
_LONGEST_S = 366 * 86_400.0

Age = Annotated[float, Field(ge=0, le=_LONGEST_S, allow_inf_nan=False)]
"""Seconds by the sender's monotonic clock: what its wall clock says does not matter."""


class SightingBody(Message):
    """One camera on tiles of the sender, the best of them; ``for_s`` since when it is so."""

    camera_id: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    sight: Sight
    for_s: Age
    picture_age_s: Age | None = None
    """Of the last new picture; None when there was none."""
    reason: Annotated[str, StringConstraints(max_length=64)] = ""


class SightingsBody(Message):
    """All that the sender watches now, in place of what it said before; each is read as ``SightingBody`` by itself."""

    workstation: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""
    sightings: Annotated[tuple[JsonValue, ...], Field(max_length=MOST_SIGHTINGS)]


class SightingRefusal(Message):
    """One that was not taken: its place in what was sent, from 0, and why."""

    place: int
    code: str


class SightingsAnswer(Message):
    """The others were taken."""

    taken: int
    refused: tuple[SightingRefusal, ...] = ()
    pictures: tuple[WantedPicture, ...] = ()
    """Of cameras that the sender sees live: the first picture after their repair."""


class SightingRecord(Message):
    """What one watcher saw last."""

    how: How
    sight: Sight
    seen_by: str
    """Workstation, or empty for the centre."""
    person: str = ""
    since_utc: UtcTime
    at_utc: UtcTime
    fresh_utc: UtcTime | None = None
    reason: str = ""
    is_believed: bool = True
    """False: who says so saw nothing of any camera then."""


class CameraSightings(Message):
    """What is believed of a camera and how that is known, then what everybody saw, the newest first."""

    status: DirectoryStatus
    how: How | None = None
    at_utc: UtcTime | None = None
    seen_by: str = ""
    reason: str = ""
    sightings: tuple[SightingRecord, ...] = ()
