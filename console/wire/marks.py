"""A marked copy of a still, as the evidence that it is announced as says so."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from console.domain.still_mark import MOST_MARKS, MOST_POINTS
from console.wire.model import Message, UtcTime

Share = Annotated[float, Field(ge=0.0, le=1.0)]


class MarkBody(Message):
    """One mark: ``arrow``, ``box``, ``line`` or ``number``; points in shares of the picture."""

    kind: str = Field(max_length=16)
    points: tuple[tuple[Share, Share], ...] = Field(min_length=1, max_length=MOST_POINTS)
    number: int = Field(default=0, ge=0, le=MOST_MARKS)


class MarkedCopy(Message):
    """Of which original, whose bytes nobody touched, by whom and when."""

    of_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    by: str = Field(max_length=200)
    marked_utc: UtcTime
    marks: tuple[MarkBody, ...] = Field(min_length=1, max_length=MOST_MARKS)
