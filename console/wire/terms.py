"""Owners of cameras and their terms: ``/v1/owners``, ``/v1/viewing-terms``."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from console.domain.roles import Role
from console.domain.viewing_terms import OwnerKind, ViewingTerms, read_hours
from console.wire.closures import Reason
from console.wire.model import Message, UtcTime

LONGEST_RETENTION_DAYS = 3_650
_LONGEST_NAME = 200
_LONGEST_CONTACT = 500


def _as_hours(text: str) -> str:
    return read_hours(text).words


Hours = Annotated[str, AfterValidator(_as_hours)]


class TermsBody(Message):
    """What is left out is left to the city."""

    roles: tuple[Role, ...] | None = None
    hours: Hours | None = None
    """In WIB, ``18.00-06.00``."""
    retention_days: int | None = Field(default=None, ge=1, le=LONGEST_RETENTION_DAYS)
    valid_until: date | None = None
    """The last day, in WIB."""

    @classmethod
    def of(cls, terms: ViewingTerms) -> TermsBody:
        return cls(
            roles=None if terms.roles is None else tuple(role for role in Role if role in terms.roles),
            hours=None if terms.hours is None else terms.hours.words,
            retention_days=terms.retention_days,
            valid_until=terms.valid_until,
        )

    @property
    def terms(self) -> ViewingTerms:
        return ViewingTerms(
            roles=None if self.roles is None else frozenset(self.roles),
            hours=None if self.hours is None else read_hours(self.hours),
            retention_days=self.retention_days,
            valid_until=self.valid_until,
        )


class OwnerBody(Message):
    """Who an owner is; ``contact`` is for the city's people only."""

    name: str = Field(min_length=1, max_length=_LONGEST_NAME)
    kind: OwnerKind = OwnerKind.OTHER
    contact: str = Field(default="", max_length=_LONGEST_CONTACT)


class OwnerRecord(OwnerBody):
    """An owner with terms and the number of cameras."""

    id: str
    terms: TermsBody | None = None
    camera_count: int


class OwnerList(Message):
    """Every owner, by name."""

    owners: tuple[OwnerRecord, ...]


class OwnerTerms(Message):
    """On which terms this owner's cameras are seen; ``owner`` is the name that they bear in the directory."""

    owner: str
    terms: TermsBody


class CameraTerms(Message):
    """Of one camera, in place of its owner's."""

    camera_id: str
    terms: TermsBody


class LiftRecord(Message):
    """The hours of this camera don't count until then: an emergency, with who said so and why."""

    camera_id: str
    until_utc: UtcTime
    by: str
    reason: str


class TermsList(Message):
    """All terms that concern cameras in scope; what is not named has none."""

    owners: tuple[OwnerTerms, ...]
    cameras: tuple[CameraTerms, ...] = ()
    lifts: tuple[LiftRecord, ...] = ()


class LiftBody(Message):
    """Why the hours may not count."""

    reason: Reason
