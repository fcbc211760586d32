"""The rows of legal holds: of the evidence of a flag, and so of every package made from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, String, Table, Text, select

from console.server.tables import METADATA, UtcDateTime
from console.wire.holds import HoldRecord

# More than one may stand on a flag only where holds of its releases were taken over; they are lifted together.
LEGAL_HOLDS = Table(
    "legal_holds",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("flag_id", String(36), ForeignKey("flags.id"), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("set_utc", UtcDateTime, nullable=False),
    Column("ended_by", Text),
    Column("ended_utc", UtcDateTime),
    Column("ended_why", Text),
)
STANDING = LEGAL_HOLDS.c.ended_utc.is_(None)


def standing_holds(connection: Connection, flag_ids: Sequence[str]) -> dict[str, HoldRecord]:
    """Of each flag that is on hold the one that has stood longest."""
    mine = select(LEGAL_HOLDS).where(LEGAL_HOLDS.c.flag_id.in_(flag_ids), STANDING)
    found: dict[str, HoldRecord] = {}
    for row in connection.execute(mine.order_by(LEGAL_HOLDS.c.set_utc, LEGAL_HOLDS.c.id)):
        found.setdefault(row.flag_id, hold_record(row))
    return found


def holds_of(connection: Connection, flag_id: str) -> tuple[HoldRecord, ...]:
    """Oldest first."""
    mine = select(LEGAL_HOLDS).where(LEGAL_HOLDS.c.flag_id == flag_id)
    rows = connection.execute(mine.order_by(LEGAL_HOLDS.c.set_utc, LEGAL_HOLDS.c.id))
    return tuple(hold_record(row) for row in rows)


def hold_record(row: Any) -> HoldRecord:
    return HoldRecord(
        reason=row.reason,
        by=row.set_by,
        at_utc=row.set_utc,
        ended_utc=row.ended_utc,
        ended_by=row.ended_by or "",
        ended_why=row.ended_why or "",
    )
