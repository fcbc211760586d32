"""Hand-over notes of shifts: ``/v1/handovers``, what they are about, their signatures and what was added to them."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from console.domain.handover import HandoverPart, HandoverState, RemarkKind
from console.wire.events import EvidenceStatement
from console.wire.model import Message, UtcTime

MOST_FACTS = 500
_LONGEST_NAME = 200
_ROOM = 20_000
"""Longer than any note may be: what is too long is refused with a sentence of its own."""
Name = Annotated[str, StringConstraints(max_length=_LONGEST_NAME)]
Word = Annotated[str, StringConstraints(max_length=64)]


class CameraFact(Message):
    """A camera as people call it."""

    id: str = Field(min_length=1, max_length=64)
    number: int
    name: Name


class FlagFact(Message):
    """A flag that was open."""

    flag_id: UUID
    number: Word
    stage: Word
    camera: CameraFact
    at_utc: UtcTime


class CauseFact(Message):
    """A disturbance that was open; of one dead camera by itself it is that camera."""

    id: UUID
    kind: Word
    label: Name
    down: int
    cameras: int
    since_utc: UtcTime


class ScreenFact(Message):
    """A screen of a wall: whose it was, and what was on it."""

    wall: Word
    wall_title: Name
    screen: int
    screen_title: Name
    layout: Name
    cameras: int
    claimed_by: Name = ""
    claim_reason: str = Field(default="", max_length=500)
    claimed_until_utc: UtcTime | None = None
    message: str = Field(default="", max_length=500)


class ClosureFact(Message):
    """A camera that was closed to the room."""

    camera: CameraFact
    reason: str = Field(max_length=500)
    by: Name
    at_utc: UtcTime


class HoldFact(Message):
    """A flag whose evidence was on hold."""

    flag_id: UUID
    number: Word
    reason: str = Field(max_length=500)


class HandoverFacts(Message):
    """What a console knew at ``at_utc``; ``left_out``: how many more there were than a note has room for."""

    at_utc: UtcTime
    flags: tuple[FlagFact, ...] = Field(default=(), max_length=MOST_FACTS)
    causes: tuple[CauseFact, ...] = Field(default=(), max_length=MOST_FACTS)
    screens: tuple[ScreenFact, ...] = Field(default=(), max_length=MOST_FACTS)
    closures: tuple[ClosureFact, ...] = Field(default=(), max_length=MOST_FACTS)
    holds: tuple[HoldFact, ...] = Field(default=(), max_length=MOST_FACTS)
    unsent_flags: int = Field(default=0, ge=0)
    """Flags of this console that the centre did not have yet."""
    left_out: int = Field(default=0, ge=0)
    is_offline: bool = False
    """The centre was away: what it would have told is missing, or is as the console last knew it."""


class WatchedLine(Message):
    """Cameras to keep an eye on, and why."""

    cameras: tuple[CameraFact, ...] = Field(max_length=MOST_FACTS)
    why: str = Field(max_length=_ROOM)


class HandoverBody(Message):
    """``PUT /v1/handovers/{id}``. ``areas``: what it is about, of the author's own; none are all of them."""

    shift: Word
    from_utc: UtcTime
    until_utc: UtcTime
    facts: HandoverFacts
    watched: tuple[WatchedLine, ...] = Field(default=(), max_length=MOST_FACTS)
    text: str = Field(default="", max_length=_ROOM)
    areas: tuple[Word, ...] = Field(default=(), max_length=50)


class SignatureBody(Message):
    """``POST /v1/handovers/{id}/signatures``, after ``/v1/auth/confirmation``. ``sha256`` is of the note that was read."""

    part: HandoverPart
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    statement: EvidenceStatement | None = None
    """By the console's key, where it has one."""


class SignatureRecord(Message):
    """Who signed, when, and what the console's signature beside it is worth."""

    part: HandoverPart
    by: str
    role: str
    at_utc: UtcTime
    standing: str
    console: str = ""


class RemarkBody(Message):
    """``PUT /v1/handovers/{id}/remarks/{remark_id}``."""

    kind: RemarkKind = RemarkKind.REMARK
    text: str = Field(max_length=_ROOM)


class RemarkRecord(Message):
    """What was added; nothing is taken away."""

    id: UUID
    kind: RemarkKind
    text: str
    by: str
    role: str
    at_utc: UtcTime


class HandoverSummary(Message):
    """One line of the list."""

    id: UUID
    number: str
    """``SMG-ST-20261123-03``; counted per day in WIB."""
    author_id: str
    author: str
    role: str
    shift: str
    from_utc: UtcTime
    until_utc: UtcTime
    received_utc: UtcTime
    state: HandoverState
    is_late: bool
    signatures: tuple[SignatureRecord, ...] = ()
    flags: int
    causes: int
    remarks: int


class HandoverList(Message):
    """``GET /v1/handovers``: newest first; ``more`` says that ``before=<last id>`` gives older ones."""

    handovers: tuple[HandoverSummary, ...]
    more: bool = False
    due_after_s: float = 0.0


class FlagNow(Message):
    """How a flag of the note stands now."""

    flag_id: UUID
    stage: str


class CauseNow(Message):
    """How a disturbance of the note stands now; ``closed_utc`` None while it lasts."""

    id: UUID
    down: int
    closed_utc: UtcTime | None = None


class HandoverNow(Message):
    """What became of what the note is about; only of what the reader may see."""

    at_utc: UtcTime
    flags: tuple[FlagNow, ...] = ()
    causes: tuple[CauseNow, ...] = ()
    closed_cameras: tuple[str, ...] = ()
    """Those of the note that are still closed."""
    held_flags: tuple[UUID, ...] = ()
    """Those of the note whose evidence is still on hold."""
    new_flags: int = 0
    """Flags since then."""


class HandoverRecord(Message):
    """``GET /v1/handovers/{id}``: the whole note as it was written, and what has come to it."""

    summary: HandoverSummary
    body: HandoverBody
    sha256: str
    remarks: tuple[RemarkRecord, ...] = ()
    now: HandoverNow


class HandoversNews(Message):
    """Data of ``handover.changed``: nothing of whose it is, each asks for what it may see."""

    at_utc: UtcTime
