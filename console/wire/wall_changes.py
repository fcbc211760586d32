"""What people and rules last did with each screen of a wall."""

from __future__ import annotations

from uuid import UUID

from console.wire.model import Message, UtcTime


class WallChangeRecord(Message):
    """``op`` is that of a command, ``undo`` or ``rule``; ``about`` what it was of, in the words of the audit."""

    id: UUID
    at_utc: UtcTime
    by: str = ""
    """Empty where a rule did it."""
    op: str
    about: str = ""


class ScreenChanges(Message):
    """Newest first."""

    screen: int
    changes: tuple[WallChangeRecord, ...] = ()


class WallChanges(Message):
    """``GET /v1/walls/{name}/changes``: of every screen."""

    screens: tuple[ScreenChanges, ...]
