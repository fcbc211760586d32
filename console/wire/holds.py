"""A legal hold of a flag's evidence: while it stands, nothing of it is deleted, and no package made from it destroyed."""

from __future__ import annotations

from uuid import UUID

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


class HeldFlag(Message):
    """One hold with the flag that it is of."""

    flag_id: UUID
    flag_number: str
    camera_name: str
    camera_number: int
    hold: HoldRecord


class HeldFlagList(Message):
    """``GET /v1/holds``: newest first; ``more`` says that there are older ones."""

    held: tuple[HeldFlag, ...]
    more: bool = False
