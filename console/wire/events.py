"""Bookmarks, flags, their evidence and the police's acknowledgement.

``PUT`` under an id that the console made (UUIDv7): 201 the first time, 200 for the identical body again, 409
``id_conflict`` for another body under the same id. The centre wins: what it answers is what is so.
"""

from __future__ import annotations

from enum import Enum
from uuid import UUID

from pydantic import Field

from console.wire.footage import Clocks, Footage
from console.wire.model import Message, UtcTime


class BookmarkBody(Message):
    """``PUT /v1/bookmarks/{id}``."""

    camera_id: str
    at_utc: UtcTime
    """The moment in the picture that is marked."""
    note: str = Field(default="", max_length=2000)
    created_utc: UtcTime


MOST_MORE_CAMERAS = 15


class FlagBody(Message):
    """``PUT /v1/flags/{id}``; evidence follows by itself so that a flag never waits for a file."""

    camera_id: str
    category: str
    """Code of the incident category, ``KAM-01``."""
    priority: int = Field(ge=1, le=4)
    note: str = Field(default="", max_length=2000)
    at_utc: UtcTime
    """When the operator pressed the key."""
    created_utc: UtcTime
    more_camera_ids: tuple[str, ...] = Field(default=(), max_length=MOST_MORE_CAMERAS)
    """Other cameras that saw the same, with evidence of their own."""


class EvidenceKind(Enum):
    """What a file of evidence is."""

    STILL = "still"
    CLIP = "clip"


class EvidenceBody(Message):
    """``PUT /v1/flags/{flag_id}/evidence/{id}``: announces a file, which then comes by tus (``/v1/uploads``).

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


class FlagState(Enum):
    """A flag's way at the centre."""

    RECEIVED = "received"
    """The centre has it on disk."""
    DELIVERED = "delivered"
    """It reached a signed-in police inbox; nobody has answered yet."""
    ACKNOWLEDGED = "acknowledged"


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
    state: FlagState
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
    more_cameras: tuple[FlagCamera, ...] = ()


class BookmarkRecord(Message):
    """A bookmark as the centre knows it."""

    id: UUID
    body: BookmarkBody
    operator: str
    received_utc: UtcTime


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
