"""Releases: evidence that goes to the police on their letter, agreed by a second person, packed, fetched and confirmed.

``PUT`` under an id that who asks made (UUIDv7), like flags: the same body again changes nothing.
"""

from __future__ import annotations

from uuid import UUID

from pydantic import Field

from console.domain.release_state import ReleaseAction, ReleaseState
from console.wire.holds import HoldRecord
from console.wire.model import Message, UtcTime


class ReleaseBody(Message):
    """``PUT /v1/flags/{flag_id}/releases/{id}``: on what the police ask."""

    letter_number: str = Field(max_length=100)
    """Of the letter that asks (surat permintaan)."""
    report_number: str = Field(max_length=100)
    """Of the police report (nomor LP)."""
    purpose: str = Field(max_length=1000)
    officer_name: str = Field(max_length=200)
    officer_number: str = Field(max_length=50)
    """Service number (NRP)."""
    officer_rank: str = Field(default="", max_length=100)
    unit: str = Field(default="", max_length=200)


class ReleaseChangeBody(Message):
    """``POST /v1/releases/{id}/changes``: one step; the same ``id`` again changes nothing."""

    id: UUID
    action: ReleaseAction
    note: str = Field(default="", max_length=2000)
    sha256: str = Field(default="", max_length=64)
    """Of the package, as who received it computed it."""
    minute_number: str = Field(default="", max_length=100)
    """Of the minute of destruction."""
    witness: str = Field(default="", max_length=200)


class ReleaseChangeRecord(Message):
    """A step that counted. Texts, since a newer centre may know more of each kind."""

    id: UUID
    action: str
    actor: str
    """Display name."""
    role: str
    from_state: str
    to_state: str
    at_utc: UtcTime
    note: str = ""
    minute_number: str = ""
    witness: str = ""


class ReleaseFile(Message):
    """One file of the release, as it lies in the package."""

    evidence_id: UUID
    name: str
    sha256: str
    size_bytes: int


class ReleaseRecord(Message):
    """A release as the centre knows it, and the data of ``release.updated``."""

    id: UUID
    number: str
    """For people, ``SMG-20261123-0042_BB01``; name of the package."""
    flag_id: UUID
    flag_number: str
    area_code: str
    body: ReleaseBody
    state: ReleaseState
    requester: str
    """Display name of who asked, or the police system that did."""
    requester_id: str | None = None
    """None where a police system asked: then any liaison of the area may fetch it."""
    requested_utc: UtcTime
    approver: str = ""
    approved_utc: UtcTime | None = None
    files: tuple[ReleaseFile, ...] = ()
    packed_utc: UtcTime | None = None
    package_bytes: int | None = None
    package_sha256: str = ""
    fault: str = ""
    """Code of what keeps the package from being made; it is tried again."""
    retention_until_utc: UtcTime | None = None
    hold: HoldRecord | None = None
    """The legal hold that stands on its flag: then it is not destroyed."""
    exercise: bool = False
    """Of a flag that is practice."""
    history: tuple[ReleaseChangeRecord, ...] = ()
    """Oldest first."""


class ReleaseList(Message):
    """``GET /v1/releases``: newest first; ``more`` says that ``before=<last id>`` gives older ones."""

    releases: tuple[ReleaseRecord, ...]
    more: bool = False


class ReleaseLink(Message):
    """``POST /v1/releases/{id}/link``: where the package is, once, for who asked for it."""

    path: str
    expires_utc: UtcTime


class ConfirmationBody(Message):
    """``POST /v1/auth/confirmation``: the person's password once more; it counts for one step within five minutes."""

    password: str = Field(min_length=1, max_length=1000, repr=False)


class RecordedFile(Message):
    """A file of evidence and its console's signature, as it stands by the city's authority now."""

    evidence_id: UUID
    kind: str
    camera_id: str
    start_utc: UtcTime
    standing: str
    """``signed``, ``not_signed``, ``broken``, ``not_asked``, ``unknown``, ``expired`` or ``revoked``."""
    console: str = ""
    """Which one recorded it, as its certificate names it."""
    user: str = ""
    """Who was signed in there."""
    signed_utc: UtcTime | None = None
    """By the console's clock."""
    received_utc: UtcTime
    """When the centre had the signature."""
    revoked_utc: UtcTime | None = None
    """Since when the console's certificate counts no more; what was here before still holds."""


class RecordedFiles(Message):
    """``GET /v1/releases/{id}/statements``: of all evidence of the flag that is whole at the centre."""

    files: tuple[RecordedFile, ...] = ()
