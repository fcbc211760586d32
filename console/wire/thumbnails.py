"""Thumbnails of a wall's screens: ``/v1/walls/{name}/thumbnails``, from its machines to who looks."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

from pydantic import AfterValidator, Field

from console.domain.layout import MOST_TILES
from console.domain.wall_thumbnail import LARGEST_BYTES
from console.wire.model import Message
from console.wire.screen_layout import CameraName

_LONGEST = 4 * (LARGEST_BYTES // 3 + 1)
_LONGEST_AGE_MS = 60_000
_BEGIN, _END = b"\xff\xd8\xff", b"\xff\xd9"


def packed(jpeg: bytes) -> str:
    return base64.b64encode(jpeg).decode()


def unpacked(text: str) -> bytes:
    return base64.b64decode(text)


def _checked(text: str) -> str:
    try:
        jpeg = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError("no base64") from error
    if not (jpeg.startswith(_BEGIN) and jpeg.endswith(_END)) or len(jpeg) > LARGEST_BYTES:
        raise ValueError("no small JPEG")
    return text


Jpeg = Annotated[str, Field(max_length=_LONGEST), AfterValidator(_checked)]


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
