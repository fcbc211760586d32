"""The envelope: CloudEvents 1.0 as one JSON object around the document of an incident, or around an answer."""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, Field, ValidationError

from console.base.errors import KnownError
from console.base.ids import new_id
from console.wire.model import Message, UtcTime

T = TypeVar("T", bound=BaseModel)

CONTENT_TYPE = "application/cloudevents+json"
EIDO_SCHEMA = "urn:nena:eido:1.0"


class EventType(Enum):
    """What a message tells; the city's prefix comes before it, ``id.go.semarangkota.cctv.incident.flagged``."""

    FLAGGED = "incident.flagged"
    UPDATED = "incident.updated"
    ACKNOWLEDGED = "incident.acknowledged"
    ASSIGNED = "incident.assigned"
    ENROUTE = "incident.enroute"
    ONSCENE = "incident.onscene"
    RESOLVED = "incident.resolved"
    CLOSED = "incident.closed"
    CANCELLED = "incident.cancelled"
    EVIDENCE_REQUESTED = "evidence.requested"


class CloudEvent(Message):
    """One message; ``source`` and ``id`` together name it for ever."""

    specversion: Literal["1.0"] = "1.0"
    id: str = Field(min_length=1, max_length=128, pattern=r"^[^.\s]+$")
    source: str = Field(min_length=1, max_length=300)
    type: str = Field(min_length=1, max_length=200)
    subject: str = Field(default="", max_length=200)
    time: UtcTime
    datacontenttype: str = "application/json"
    dataschema: str | None = None
    data: dict[str, Any]

    def to_bytes(self) -> bytes:
        """The body of a request: what is signed, byte for byte."""
        return self.model_dump_json(exclude_none=True).encode()


def new_message_id() -> str:
    """``msg_`` and a UUIDv7: no dot in it, since dots part what is signed."""
    return f"msg_{new_id().hex}"


def incident_event(
    type_name: str, source: str, subject: str, document: dict[str, Any], now_utc: datetime
) -> CloudEvent:
    """A fresh message about one incident; every try of it is the same message."""
    return CloudEvent(
        id=new_message_id(),
        source=source,
        type=type_name,
        subject=subject,
        time=now_utc,
        dataschema=EIDO_SCHEMA,
        data=document,
    )


def read_event(body: bytes) -> CloudEvent:
    """Raises KnownError ``handoff.message_malformed``."""
    try:
        return CloudEvent.model_validate_json(body)
    except ValidationError as error:
        raise KnownError("handoff.message_malformed") from error


def data_of(event: CloudEvent, kind: type[T]) -> T:
    """What the message says, as ``kind``. Raises KnownError ``handoff.message_malformed``."""
    try:
        return kind.model_validate(event.data)
    except ValidationError as error:
        raise KnownError("handoff.message_malformed") from error


def event_type(event: CloudEvent) -> EventType | None:
    """What it tells, whatever city's prefix it carries; None for a type that we don't know."""
    kind = ".".join(event.type.split(".")[-2:])
    return next((known for known in EventType if known.value == kind), None)
