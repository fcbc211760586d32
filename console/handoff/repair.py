"""A repair as an owner's system is told of it, and what it answers; signed and sent like everything that is handed over."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from pydantic import Field

from console.domain.repair_picture import RepairMoment
from console.domain.repair_state import RepairAction, RepairState
from console.handoff.cloud_event import CloudEvent, data_of, new_message_id
from console.wire.model import Message, UtcTime

REPAIR_SCHEMA = "urn:ronda:repair:1"


class RepairEvent(Enum):
    """What a message tells; the city's prefix comes before it."""

    REQUESTED = "repair.requested"
    UPDATED = "repair.updated"
    CLOSED = "repair.closed"
    ACCEPTED = "repair.accepted"
    BEGUN = "repair.begun"
    DONE = "repair.done"
    REJECTED = "repair.rejected"
    NOTED = "repair.noted"
    PICTURE = "repair.picture"
    """Asks for a picture that a message told of."""


ANSWERS = {
    RepairEvent.ACCEPTED: RepairAction.ACCEPT,
    RepairEvent.BEGUN: RepairAction.BEGIN,
    RepairEvent.DONE: RepairAction.REPAIR,
    RepairEvent.REJECTED: RepairAction.REJECT,
    RepairEvent.NOTED: RepairAction.NOTE,
}
"""The types of message that come back."""


class RepairPictureDocument(Message):
    """A picture that the receiver can ask for by ``repair.picture``."""

    moment: RepairMoment
    taken_utc: UtcTime
    sha256: str
    size_bytes: int


class RepairCameraDocument(Message):
    """A camera that is to be mended; how it is reached over the network stays in the house."""

    id: str
    number: int
    name: str
    area_code: str
    latitude: float | None
    longitude: float | None
    pictures: tuple[RepairPictureDocument, ...] = ()


class RepairDocument(Message):
    """``data`` of a message to an owner's system."""

    repair_id: UUID
    number: str
    owner: str
    kind: str
    """``camera``, or what its cameras share, by the words of ``CauseKind``."""
    shared_id: str
    shared_name: str
    opened_utc: UtcTime
    is_closed: bool
    notes: tuple[str, ...]
    cameras: tuple[RepairCameraDocument, ...]


class RepairAnswerData(Message):
    """``data`` of an answer."""

    repair_id: UUID
    note: str = Field(default="", max_length=1000)


class RepairPictureData(Message):
    """``data`` of ``repair.picture``."""

    repair_id: UUID
    camera_id: str = Field(max_length=64)
    moment: RepairMoment


class RepairReceipt(Message):
    """The centre's 200: the answer is on disk."""

    number: str
    state: RepairState
    repeated: bool = False
    """It was known already and has changed nothing."""


def repair_message(
    type_name: str, source: str, subject: str, document: dict[str, Any], now_utc: datetime
) -> CloudEvent:
    """A fresh message about one repair; every try of it is the same message."""
    return CloudEvent(
        id=new_message_id(),
        source=source,
        type=type_name,
        subject=subject,
        time=now_utc,
        dataschema=REPAIR_SCHEMA,
        data=document,
    )


def repair_event(event: CloudEvent) -> RepairEvent | None:
    """None for a message that is not of a repair."""
    kind = ".".join(event.type.split(".")[-2:])
    return next((known for known in RepairEvent if known.value == kind), None)


def read_repair_answer(event: CloudEvent) -> RepairAnswerData:
    """Raises KnownError ``handoff.message_malformed``."""
    return data_of(event, RepairAnswerData)


def read_picture_request(event: CloudEvent) -> RepairPictureData:
    """Raises KnownError ``handoff.message_malformed``."""
    return data_of(event, RepairPictureData)
