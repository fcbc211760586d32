"""What a file of evidence says of its pictures: from when to when there are some, why not in between, and by which clocks."""

from __future__ import annotations

from pydantic import Field

from console.wire.model import Message, UtcTime

MOST_SPANS = 1000


class UtcSpan(Message):
    """From one moment to another, by the console's clock."""

    start_utc: UtcTime
    end_utc: UtcTime


class PictureGap(UtcSpan):
    """No picture arrived at the console between these moments."""

    reason: str = Field(max_length=40)
    """A value of ``domain.footage.GapReason``, or one that is newer than this program."""


class Footage(Message):
    """Of a clip; a console that is older than this sends none."""

    feed: str = Field(max_length=20)
    """``main`` or ``sub``."""
    asked: UtcSpan
    """What was wanted; the clip begins with the key picture before it."""
    pictures: tuple[UtcSpan, ...] = Field(max_length=MOST_SPANS)
    """When pictures arrived, without the gaps."""
    gaps: tuple[PictureGap, ...] = Field(default=(), max_length=MOST_SPANS)
    """Within what was asked for: longer than a second, and than the camera's usual pause between pictures."""


class Clocks(Message):
    """How the clocks stood to each other when the file was made; what is None is not known."""

    camera_ahead_ms: float | None = None
    """Camera against console, as the camera stated its time by RTCP, less the way of a picture (usually below 300 ms)."""
    console_ahead_ms: float | None = None
    """Console against centre, by the centre's answers."""
    console_uncertainty_ms: float | None = None
    """Either way."""
    console_measured_utc: UtcTime | None = None
