"""Bookmarks and flags as the console keeps and shows them, and the way that each one goes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from uuid import UUID

from console.domain.camera import CameraId
from console.domain.flag_state import FlagAction, FlagState, is_open


class EventKind(Enum):
    """What the operator made."""

    BOOKMARK = "bookmark"
    FLAG = "flag"


class EventWay(Enum):
    """How far an event has come; each step is a fact, none is a guess."""

    SAVED = "saved"
    """On this machine's disk; not at the centre yet."""
    SENT = "sent"
    """The centre has it on disk."""
    DELIVERED = "delivered"
    """It reached a police inbox (flags only)."""
    ACKNOWLEDGED = "acknowledged"
    """An officer took it (flags only)."""
    REFUSED = "refused"
    """The centre will never take it as it is; a person must act."""


@dataclass(frozen=True)
class BookmarkDraft:
    """A moment of a camera worth finding again, or the time from ``since_utc`` to it."""

    camera_id: CameraId
    at_utc: datetime
    note: str = ""
    tags: tuple[str, ...] = ()
    """As ``tags_of`` gives them."""
    since_utc: datetime | None = None


MOST_TAGS = 8
LONGEST_TAG = 32


def tags_of(typed: str) -> tuple[str, ...]:
    """The words between commas, in small letters, each once; what is too long or too many is cut."""
    words = (" ".join(word.split()).lower().lstrip("#")[:LONGEST_TAG].strip() for word in typed.split(","))
    return tuple(dict.fromkeys(word for word in words if word))[:MOST_TAGS]


@dataclass(frozen=True)
class FlagDraft:
    """A flag for the police as the operator fills it in."""

    camera_id: CameraId
    at_utc: datetime
    category: str
    priority: int
    note: str = ""
    more_camera_ids: tuple[CameraId, ...] = ()
    """Other cameras that saw it, with evidence of their own."""
    recipient: str = ""
    """By name; empty leaves it to the centre."""


@dataclass(frozen=True)
class EventEntry:
    """One line of the events panel."""

    id: UUID
    kind: EventKind
    camera_id: CameraId
    at_utc: datetime
    note: str
    way: EventWay
    category: str = ""
    priority: int = 0
    number: str = ""
    """``SMG-20261123-0042``, empty until the centre answered."""
    last_error: str = ""
    """Code of the last failed try while it is not through; empty otherwise."""
    next_try_utc: datetime | None = None
    officer_name: str = ""
    officer_number: str = ""
    acknowledged_utc: datetime | None = None
    stage: FlagState | None = None
    """The whole state at the centre (flags only); None until it is told."""
    level: int = 0
    """How often it was carried up unanswered."""
    clock_utc: datetime | None = None
    """From when its clocks count: the centre has had it since, or it was reopened then."""
    waits: bool = False
    """Nobody has answered yet, nor been told by voice."""
    said: frozenset[FlagAction] = frozenset()
    """What was said of it on this machine and is still on its way; what the centre knows is in its state."""
    evidence_total: int = 0
    evidence_complete: int = 0
    evidence_lost: int = 0
    """Captures that were begun and will never come: the feed was down, or the program ended in between."""
    hold: str = ""
    """Why its evidence is kept from being deleted; empty where it is not on legal hold."""
    more_cameras: int = 0
    """Cameras of a flag besides the first."""
    tags: tuple[str, ...] = ()
    since_utc: datetime | None = None
    """Where the time begins that a bookmark marks; None for a moment."""
    operator: str = ""
    """Who made it, where that was not this machine; empty else."""


@dataclass(frozen=True)
class KeptStill:
    """An original still of a flag that lies on this machine."""

    id: UUID
    camera_id: CameraId
    at_utc: datetime
    path: Path


@dataclass(frozen=True)
class IncidentCategory:
    """One incident category of the city."""

    code: str
    name_id: str
    name_en: str
    eido_type: str
    default_recipient: str
    priority: int
    """1 (at once) to 4."""


_WITHDRAWN = frozenset({FlagAction.CANCEL, FlagAction.CLOSE, FlagAction.MARK_DUPLICATE})


def flagged_cameras(entries: Iterable[EventEntry]) -> frozenset[CameraId]:
    """Cameras with a flag that somebody still has to do something about."""
    return frozenset(entry.camera_id for entry in entries if entry.kind is EventKind.FLAG and is_open_entry(entry))


def is_open_entry(entry: EventEntry) -> bool:
    """What was said of it here counts until the centre tells how it stands: it may have been reopened there since."""
    return not entry.said & _WITHDRAWN if entry.stage is None else is_open(entry.stage)
