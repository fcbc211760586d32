"""Privacy masks: ``/v1/masks``, and what ``camera.mask`` tells of one."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from console.domain.camera_mask import FEWEST_CORNERS, MOST_CORNERS, MOST_POLYGONS
from console.wire.closures import Reason
from console.wire.model import Message, UtcTime

Share = Annotated[float, Field(ge=0.0, le=1.0)]
PolygonBody = Annotated[tuple[tuple[Share, Share], ...], Field(min_length=FEWEST_CORNERS, max_length=MOST_CORNERS)]


class MaskBody(Message):
    """The whole mask of a camera from now on; none takes it away."""

    polygons: tuple[PolygonBody, ...] = Field(max_length=MOST_POLYGONS)
    reason: Reason


class MaskRecord(Message):
    """What is masked of a camera, and who brought it there; no polygons where nothing is."""

    camera_id: str
    polygons: tuple[PolygonBody, ...]
    reason: str
    by: str
    at_utc: UtcTime


class MaskList(Message):
    """The masks of the cameras in scope."""

    masks: tuple[MaskRecord, ...]
