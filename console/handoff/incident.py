"""A flag as it is handed over: everything that the documents for the police are made from, in one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from uuid import UUID

from console.domain.exercise import EXERCISE_WORD
from console.domain.flag_change import FlagReason
from console.domain.flag_state import FlagState

UNKNOWN_KIND = "SUSP"
"""EIDO's "suspicious circumstances", for a category that this centre doesn't know: a flag is never held back for its code."""


@dataclass(frozen=True)
class Issuer:
    """Who hands over, under which names; a city sets them once."""

    element: str = "situationroom.semarangkota.go.id"
    """The system that writes the documents."""
    agency: str = "diskominfo.semarangkota.go.id"
    police: str = "restabessmg.jateng.polri.go.id"
    city: str = "semarangkota.go.id"
    utc_offset_h: int = 7
    """WIB; Indonesia knows no summer time."""

    @property
    def zone(self) -> tzinfo:
        return timezone(timedelta(hours=self.utc_offset_h))

    @property
    def event_prefix(self) -> str:
        """``id.go.semarangkota.cctv``: begins every event type."""
        return ".".join([*reversed(self.city.split(".")), "cctv"])


@dataclass(frozen=True)
class IncidentMedia:
    """A file of evidence by its address; never its bytes."""

    id: UUID
    uri: str
    content_type: str
    label: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True)
class Incident:
    """One flag at one moment of its way."""

    flag_id: UUID
    number: str
    """For people, ``SMG-20261123-0042``."""
    state: FlagState
    category: str
    category_name: str
    eido_type: str
    priority: int
    note: str
    """What the operator wrote with it."""
    camera_id: str
    camera_name: str
    camera_number: int
    area_code: str
    place: tuple[str, ...]
    """Names of the areas around the camera, outermost first."""
    operator: str
    at_utc: datetime
    """When the operator pressed the key."""
    changed_utc: datetime
    latitude: float | None = None
    longitude: float | None = None
    media: tuple[IncidentMedia, ...] = ()
    later_notes: tuple[str, ...] = ()
    """What the room added afterwards, oldest first."""
    recipient: str = ""
    """The unit that the flag is for, ``Polsek Semarang Utara``."""
    officer_name: str = ""
    officer_number: str = ""
    reason: FlagReason | None = None
    exercise: bool = False
    more_cameras: tuple[str, ...] = ()
    """Number and name of each other camera that saw it."""


def exercise_marked(text: str, incident: Incident) -> str:
    """``LATIHAN – Tawuran`` for what is practice."""
    return f"{EXERCISE_WORD} – {text}" if incident.exercise else text


def local_time(moment: datetime, issuer: Issuer) -> str:
    """``2026-11-23T21:14:09.512+07:00``: RFC 3339 with the city's offset."""
    return moment.astimezone(UTC).astimezone(issuer.zone).isoformat(timespec="milliseconds")


def place_words(incident: Incident) -> str:
    """The place for people, innermost first: ``RT 003, RW 002, Bandarharjo, Semarang Utara, Kota Semarang``."""
    return ", ".join(reversed(incident.place)) or incident.area_code
