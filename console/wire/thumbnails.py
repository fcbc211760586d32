"""Thumbnails of a wall's screens: ``/v1/walls/{name}/thumbnails``, from its machines to who looks."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from console.domain.layout import MOST_TILES
from console.domain.wall_thumbnail import LARGEST_BYTES
from console.wire.model import Message
from console.wire.screen_layout import CameraName
from console.wire.small_jpeg import checked, longest

_LONGEST_AGE_MS = 60_000
Jpeg = Annotated[
    str, Field(max_length=longest(LARGEST_BYTES)), AfterValidator(lambda text: checked(text, LARGEST_BYTES))
]


class ThumbnailBody(Message):
    """One screen as its machine shows it; ``age_ms`` since it was drawn, ``cameras`` whose pictures are in it."""

    version: int = Field(ge=0)
    age_ms: int = Field(ge=0, le=_LONGEST_AGE_MS)
    cameras: tuple[CameraName, ...] = Field(max_length=MOST_TILES)
    jpeg: Jpeg


class ThumbnailAnswer(Message):
    """Whether anybody still looks; where not, no more are sent."""

    wanted: bool


class ThumbnailRecord(Message):
    """``jpeg`` None: the reader has it already, or it is ``withheld``: it shows a camera that the reader may not see."""

    screen: int
    sequence: int
    version: int
    age_ms: int
    jpeg: Jpeg | None = None
    withheld: bool = False


class ThumbnailList(Message):
    """Those that there are; ``sequence`` is what to ask on from."""

    sequence: int
    screens: tuple[ThumbnailRecord, ...]
