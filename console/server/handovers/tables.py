"""The tables of hand-over notes: each note as it came, its signatures, and what was added."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from console.server.tables import METADATA, UtcDateTime

HANDOVERS = Table(
    "handovers",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("number", String(60), nullable=False),
    Column("body", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    # JSON lists of area codes: what it is about, and what of that its author did not see.
    Column("areas", Text, nullable=False),
    Column("denied", Text, nullable=False),
    Column("author_id", String(36), nullable=False, index=True),
    Column("author", Text, nullable=False),
    Column("role", String(24), nullable=False),
    Column("shift", Text, nullable=False),
    Column("from_utc", UtcDateTime, nullable=False),
    Column("until_utc", UtcDateTime, nullable=False),
    Column("received_utc", UtcDateTime, nullable=False),
    Column("flags", Integer, nullable=False),
    Column("causes", Integer, nullable=False),
    # Of its two signatures, for the lists.
    Column("gave_utc", UtcDateTime),
    Column("took_utc", UtcDateTime),
)
Index("ix_handovers_received", HANDOVERS.c.received_utc, HANDOVERS.c.id)

HANDOVER_SIGNATURES = Table(
    "handover_signatures",
    METADATA,
    Column("handover_id", String(36), ForeignKey("handovers.id", ondelete="CASCADE"), primary_key=True),
    Column("part", String(8), primary_key=True),
    Column("user_id", String(36), nullable=False),
    Column("signer", Text, nullable=False),
    Column("role", String(24), nullable=False),
    Column("at_utc", UtcDateTime, nullable=False),
    # JSON of what the console's key signed; NULL from a console without one.
    Column("statement", Text),
)

HANDOVER_REMARKS = Table(
    "handover_remarks",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("handover_id", String(36), ForeignKey("handovers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("text", Text, nullable=False),
    Column("user_id", String(36), nullable=False),
    Column("author", Text, nullable=False),
    Column("role", String(24), nullable=False),
    Column("at_utc", UtcDateTime, nullable=False),
)
