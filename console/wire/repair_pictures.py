"""Pictures before and after a repair: ``/v1/repairs/{id}/cameras/{camera}/pictures/{moment}``."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from console.domain.repair_picture import LARGEST_BYTES, RepairMoment
from console.wire.model import Message, UtcTime
from console.wire.small_jpeg import checked, longest

_LONGEST_MS = 366 * 86_400_000
Jpeg = Annotated[
    str, Field(max_length=longest(LARGEST_BYTES)), AfterValidator(lambda text: checked(text, LARGEST_BYTES))
]


class RepairPictureBody(Message):
    """As the console shows it, masks and all; ``age_ms`` by its monotonic clock, so no wrong clock dates a picture."""

    age_ms: int = Field(ge=0, le=_LONGEST_MS)
    is_live: bool
    """False for the last one of a camera that shows nothing new."""
    jpeg: Jpeg


class RepairPicture(Message):
    """One that there is; ``is_kept`` False once its time is over."""

    moment: RepairMoment
    taken_utc: UtcTime
    is_live: bool
    sent_by: str
    sha256: str
    size_bytes: int
    is_kept: bool = True


class WantedPicture(Message):
    """A camera whose picture after its repair nobody has sent yet."""

    repair_id: UUID
    camera_id: str
