"""A legal hold of a flag's evidence: while it stands, nothing of it is deleted."""

from __future__ import annotations

from console.wire.closures import Reason
from console.wire.model import Message, UtcTime


class HoldBody(Message):
    """Why evidence is held, or let go."""

    reason: Reason


class HoldRecord(Message):
    """One hold; ``ended_utc`` None while it stands."""

    reason: str
    by: str
    at_utc: UtcTime
    ended_utc: UtcTime | None = None
    ended_by: str = ""
    ended_why: str = ""


class HoldList(Message):
    """All holds of a flag, oldest first, and when its evidence goes where none stands."""

    holds: tuple[HoldRecord, ...]
    deleted_after_utc: UtcTime | None = None
    """None while it is kept: on hold, asked for by the police, or there is none."""
