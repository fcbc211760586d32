"""What a receiver answers of a flag: the data of its signed messages, and what the centre says back."""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from console.domain.flag_state import FlagState
from console.handoff.cloud_event import CloudEvent, EventType, data_of
from console.wire.model import Message, UtcTime

ANSWER_TYPES = (
    EventType.ACKNOWLEDGED,
    EventType.ASSIGNED,
    EventType.ENROUTE,
    EventType.ONSCENE,
    EventType.RESOLVED,
    EventType.EVIDENCE_REQUESTED,
)
"""The types of message that come back; a receiver says nothing else of a flag."""


class AnswerData(Message):
    """``data`` of an answer; the officer is needed for an acknowledgement and an assignment."""

    flag_id: UUID
    officer_name: str = Field(default="", max_length=200)
    officer_number: str = Field(default="", max_length=50)
    """Service number (NRP)."""
    unit: str = Field(default="", max_length=200)
    note: str = Field(default="", max_length=1000)
    at_utc: UtcTime | None = None
    """When it happened, where that was earlier than the message."""
    letter_number: str = Field(default="", max_length=100)
    """Of the letter that asks for evidence (surat permintaan)."""
    report_number: str = Field(default="", max_length=100)
    """Of the police report (nomor LP)."""


class AnswerReceipt(Message):
    """The centre's 200: the answer is on disk."""

    number: str
    stage: FlagState
    repeated: bool = False
    """It was known already and has changed nothing."""


def read_answer(event: CloudEvent) -> AnswerData:
    """Raises KnownError ``handoff.message_malformed``."""
    return data_of(event, AnswerData)
