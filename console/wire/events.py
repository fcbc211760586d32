"""Bookmarks, flags, their evidence and the police's acknowledgement.

``PUT`` under an id that the console made (UUIDv7): 201 the first time, 200 for the identical body again, 409
``id_conflict`` for another body under the same id. The centre wins: what it answers is what is so.
"""

from __future__ import annotations

from enum import Enum
from typing import Annotated
from uuid import UUID

from pydantic import BeforeValidator, Field, ValidationError

from console.domain.event import LONGEST_TAG, MOST_TAGS
from console.domain.flag_change import FlagReason
from console.domain.flag_recipient import LONGEST_RECIPIENT
from console.domain.flag_state import FlagAction, FlagState
from console.proof.statement import MOST_CHARACTERS
from console.wire.footage import Clocks, Footage
from console.wire.holds import HoldRecord
from console.wire.marks import MarkedCopy
from console.wire.model import Message, UtcTime


class BookmarkBody(Message):
    """``PUT /v1/bookmarks/{id}``."""

    camera_id: str
    at_utc: UtcTime
    """The moment in the picture that is marked."""
    note: str = Field(default="", max_length=2000)
    tags: tuple[Annotated[str, Field(min_length=1, max_length=LONGEST_TAG)], ...] = Field(
        default=(), max_length=MOST_TAGS
    )
    since_utc: UtcTime | None = None
    """Where the time begins that ends with ``at_utc``; None for a moment."""
    created_utc: UtcTime


MOST_MORE_CAMERAS = 15


class FlagBody(Message):
    """``PUT /v1/flags/{id}``; evidence follows by itself so that a flag never waits for a file."""

    camera_id: str
    category: str
    """Code of the incident category, ``KAM-01``."""
    priority: int = Field(ge=1, le=4)
    note: str = Field(default="", max_length=2000)
    recipient: str = Field(default="", max_length=LONGEST_RECIPIENT)
    """Whom it goes to first, by name; empty from consoles of before."""
    at_utc: UtcTime
    """When the operator pressed the key."""
    created_utc: UtcTime
    more_camera_ids: tuple[str, ...] = Field(default=(), max_length=MOST_MORE_CAMERAS)
    """Other cameras that saw the same, with evidence of their own."""
    exercise: bool = False
    """Practice: its number says so, and no live receiver gets it."""


class EvidenceKind(Enum):
    """What a file of evidence is."""

    STILL = "still"
    CLIP = "clip"


class EvidenceBody(Message):
    """What is said of a file, which then comes by tus (``/v1/uploads``).

    tus metadata: ``evidence_id``, ``filename``, ``filetype``. The centre hashes what arrived and refuses another digest.
    """

    kind: EvidenceKind
    camera_id: str
    content_type: str
    size_bytes: int = Field(gt=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    start_utc: UtcTime
    end_utc: UtcTime
    footage: Footage | None = None
    clocks: Clocks | None = None
    marked: MarkedCopy | None = None
    """It is no original but a copy of one with marks in it."""
    masked_of: str = Field(default="", pattern="^([0-9a-f]{64})?$")
    """SHA-256 of the original, of which it is the picture without what is masked of the camera; empty else."""
    kept_back: bool = False
    """As received, though parts of it are masked: given out only once the flag's evidence is released."""


class EvidenceStatement(Message):
    """What the console that recorded a file has signed of it: canonical JSON as text, the signature (base64) and certificates
    (PEM, its own first)."""

    body: str = Field(default="", max_length=MOST_CHARACTERS)
    signature: str = Field(default="", max_length=MOST_CHARACTERS)
    certificates: str = Field(default="", max_length=MOST_CHARACTERS)


def _readable(value: object) -> object:
    """A statement that cannot be read must not keep the evidence out: it is one that does not hold."""
    try:
        return None if value is None else EvidenceStatement.model_validate(value)
    except ValidationError:
        return EvidenceStatement()


class EvidenceAnnouncement(EvidenceBody):
    """``PUT /v1/flags/{flag_id}/evidence/{id}``: the body with the console's statement, which records do not repeat."""

    statement: Annotated[EvidenceStatement | None, BeforeValidator(_readable)] = None
    """None from a console without a key of its own."""


class EvidenceState(Enum):
    """How far a file of evidence has come at the centre."""

    ANNOUNCED = "announced"
    COMPLETE = "complete"
    REJECTED = "rejected"
    """Arrived with another digest or size; the console sends it again."""


class EvidenceRecord(Message):
    """Evidence as the centre knows it."""

    id: UUID
    body: EvidenceBody
    state: EvidenceState


class FlagWay(Enum):
    """How far a flag has come, in the three steps that every console knows; ``FlagRecord.stage`` tells the whole."""

    RECEIVED = "received"
    """The centre has it on disk."""
    DELIVERED = "delivered"
    """It reached a signed-in police inbox; nobody has answered yet."""
    ACKNOWLEDGED = "acknowledged"


def _known_stage(value: object) -> object:
    """A state that only a newer centre knows is none to us: the flag's way still is."""
    if isinstance(value, str) and value not in {state.value for state in FlagState}:
        return None
    return value


class FlagChangeBody(Message):
    """``POST /v1/flags/{id}/changes``: one step of a flag's life; the same ``id`` again changes nothing."""

    id: UUID
    action: FlagAction
    reason: FlagReason | None = None
    note: str = Field(default="", max_length=2000)
    officer_name: str = Field(default="", max_length=200)
    officer_number: str = Field(default="", max_length=50)
    """Service number (NRP)."""
    duplicate_of: UUID | None = None
    """The flag that tells the same."""
    camera_id: str | None = Field(default=None, max_length=64)
    """The camera that is added."""
    said_utc: UtcTime | None = None
    """When the person did it, where that was earlier than the centre heard of it."""


class FlagChangeRecord(Message):
    """A change that counted: who, when, from, to, why. Texts, since a newer centre may know more of each kind."""

    id: UUID
    action: str
    party: str
    actor: str
    """Display name."""
    role: str
    from_state: str
    to_state: str
    at_utc: UtcTime
    """When the centre wrote it down."""
    said_utc: UtcTime | None = None
    reason: str = ""
    note: str = ""
    officer_name: str = ""
    officer_number: str = ""
    duplicate_of: UUID | None = None
    level: int = 0
    """Of an escalation: 1 is the first one above the first recipient."""


class AcknowledgementBody(Message):
    """``POST /v1/flags/{id}/acknowledgement`` by a police liaison; the first one stands."""

    officer_name: str = Field(min_length=1, max_length=200)
    officer_number: str = Field(min_length=1, max_length=50)
    """Service number (NRP)."""
    note: str = Field(default="", max_length=2000)


class Acknowledgement(Message):
    """Who took the flag, and when."""

    officer_name: str
    officer_number: str
    note: str = ""
    at_utc: UtcTime


class FlagCamera(Message):
    """Another camera of a flag, as the directory names it."""

    id: str
    number: int
    name: str


class FlagRecord(Message):
    """A flag as the centre knows it: the answer to PUT and GET and the data of ``flag.updated``."""

    id: UUID
    number: str
    """For people, ``SMG-20261123-0042``; counted per day in WIB."""
    body: FlagBody
    state: FlagWay
    stage: Annotated[FlagState | None, BeforeValidator(_known_stage)] = None
    """The whole state; None from a centre that is older, or so new that we do not know its word."""
    level: int = 0
    """How often it was carried up unanswered; 0 is with its first recipient."""
    waiting_utc: UtcTime | None = None
    """Since when an answer is waited for; None once somebody took it, was told by voice, or it has ended."""
    operator: str
    """Display name of who flagged."""
    camera_name: str
    camera_number: int
    area_code: str
    place: tuple[str, ...] = ()
    """Names of the areas around the camera, outermost first, as they were when the flag came in."""
    received_utc: UtcTime
    delivered_utc: UtcTime | None = None
    acknowledgement: Acknowledgement | None = None
    evidence: tuple[EvidenceRecord, ...] = ()
    """What is here; without what was deleted when its time was over."""
    exercise: bool = False
    evidence_deleted_utc: UtcTime | None = None
    hold: HoldRecord | None = None
    """The legal hold that stands."""
    more_cameras: tuple[FlagCamera, ...] = ()
    """Those that were sent with it, then those that evidence was added of."""
    history: tuple[FlagChangeRecord, ...] = ()
    """Oldest first."""


class ServiceLevelRecord(Message):
    """How soon a flag of one priority is to be answered, in seconds after the centre has it."""

    priority: int
    delivered_s: float
    acknowledged_s: float
    escalate_s: tuple[float, ...] = ()
    onscene_s: float | None = None


class ServiceLevelList(Message):
    """``GET /v1/service-levels``."""

    levels: tuple[ServiceLevelRecord, ...]
    police_telephone: str
    """What to dial when nobody answers."""
    watermark: str = "off"
    """``off``, ``tiles`` or ``pictures``: whether pictures bear who looks at them. A centre of before wants none."""


class BookmarkRecord(Message):
    """A bookmark as the centre knows it."""

    id: UUID
    body: BookmarkBody
    operator: str
    received_utc: UtcTime


class BookmarkList(Message):
    """``GET /v1/bookmarks``: newest first; ``more`` says that ``before=<last id>`` gives older ones."""

    bookmarks: tuple[BookmarkRecord, ...]
    more: bool = False


class FlagList(Message):
    """``GET /v1/flags``: newest first; ``more`` says that ``before=<last id>`` gives older ones."""

    flags: tuple[FlagRecord, ...]
    more: bool = False
    seq: int = 0
    """The event number that the list is true at; a stream resumed after it misses nothing."""


class Category(Message):
    """An incident category by both its names."""

    code: str
    name_id: str
    name_en: str
    priority: int


class CategoryList(Message):
    """``GET /v1/categories``."""

    categories: tuple[Category, ...]


class FlagMessage(Message):
    """One message about a flag to one receiver, and how it stands: ``waiting``, ``failed`` or ``delivered``."""

    receiver: str
    kind: str
    state: str
    tries: int
    last_fault: str = ""
    """Of the last try while it is not through: a status, or ``unreachable``, ``timeout``, ``tls``, ``no_http``."""
    queued_utc: UtcTime
    due_utc: UtcTime
    """When it is tried next, while it waits."""
    delivered_utc: UtcTime | None = None


class FlagMessages(Message):
    """``GET /v1/flags/{id}/messages``."""

    messages: tuple[FlagMessage, ...] = ()
