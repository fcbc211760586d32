"""Sources of cameras: ``/v1/sources``; no settings, no addresses and no logins."""

from __future__ import annotations

from pydantic import Field

from console.wire.model import Message, UtcTime


class SourceCameraChange(Message):
    """One camera that differs, and in which fields."""

    id: str
    number: int
    name: str
    fields: tuple[str, ...] = ()


class SourceRecord(Message):
    """One source, and how its last read went."""

    id: str
    kind: str
    name: str
    every_s: int
    enabled: bool
    cameras: int
    due_utc: UtcTime
    is_read_now: bool
    ran_utc: UtcTime | None
    """Of the last read, whatever came of it."""
    good_utc: UtcTime | None
    """Of the last one that told cameras."""
    outcome: str
    """``ok`` or the code of the fault; empty before the first read."""
    failures: int
    """In a row."""
    counts: dict[str, int]
    notes: tuple[str, ...]
    """What was left out: reason, place, and the field where one is meant."""
    pending_removals: tuple[SourceCameraChange, ...]
    """Cameras that go only when a person says so."""


class SourceList(Message):
    """Sources within the reader's areas."""

    sources: tuple[SourceRecord, ...]


class SourceDifference(Message):
    """What a read changed, or would change; ``removed`` of them are gone, the other ``missing`` ones wait."""

    outcome: str
    told: int
    added: tuple[SourceCameraChange, ...]
    changed: tuple[SourceCameraChange, ...]
    missing: tuple[SourceCameraChange, ...]
    removed: int
    unchanged: int
    notes: tuple[str, ...]


class RemovalApproval(Message):
    """``count`` is how many waited when the person looked: others than those are not removed by it."""

    count: int = Field(ge=1)


class RemovalsDone(Message):
    """How many cameras went."""

    removed: int
