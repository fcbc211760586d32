"""Repairs: ``/v1/repairs``, cameras that their owner is asked to mend, and how far that is."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from console.domain.cause import CauseKind
from console.domain.repair_picture import Withheld
from console.domain.repair_state import RepairAction, RepairParty, RepairState
from console.wire.model import Message, UtcTime
from console.wire.repair_pictures import RepairPicture

LONGEST_NOTE = 1000
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_NOTE)]


class RepairBody(Message):
    """What is to be mended: a disturbance with its cameras, or one camera."""

    cause_id: UUID | None = None
    camera_id: str = Field(default="", max_length=64)
    note: Note = ""


class RepairChangeBody(Message):
    """One step; the same ``id`` again changes nothing."""

    id: UUID
    action: RepairAction
    note: Note = ""


class RepairChange(Message):
    """One step of its history."""

    action: RepairAction
    to_state: RepairState
    party: RepairParty
    actor: str
    note: str
    at_utc: UtcTime


class RepairCamera(Message):
    """One camera of it."""

    camera_id: str
    number: int
    name: str
    is_down: bool
    pictures: tuple[RepairPicture, ...] = ()
    withheld: Withheld | None = None
    """Why no picture of it is taken or shown."""


class RepairReceiver(Message):
    """A system of the owner, and how the newest message to it stands: ``waiting``, ``failed`` or ``delivered``."""

    name: str
    state: str
    last_fault: str = ""


class RepairRecord(Message):
    """One repair with those of its cameras that the reader may know."""

    id: UUID
    number: str
    cause_id: UUID | None
    kind: CauseKind
    name: str
    label: str
    owner_id: str
    owner: str
    note: str
    state: RepairState
    opened_by: str
    opened_utc: UtcTime
    changed_utc: UtcTime
    due_utc: UtcTime
    """Later than this it is overdue, as long as it has not ended."""
    closed_utc: UtcTime | None = None
    cameras: tuple[RepairCamera, ...]
    receivers: tuple[RepairReceiver, ...]
    history: tuple[RepairChange, ...]


class RepairAnswer(Message):
    """Of ``PUT``: the repair, and whether it is this one or one that was open already."""

    repair: RepairRecord
    existed: bool


class RepairList(Message):
    """``GET /v1/repairs``: the oldest that is open first, those that have ended newest first."""

    repairs: tuple[RepairRecord, ...]
    more: bool = False


class RepairNews(Message):
    """Data of ``repair.updated``: which one, nothing of its cameras; each asks for what it may see."""

    id: UUID
