"""The tables of repairs: each ticket, its cameras, and every step of its life."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from console.server.tables import METADATA, UtcDateTime

REPAIRS = Table(
    "repairs",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("number", String(40), nullable=False, unique=True),
    Column("body", Text, nullable=False),
    Column("body_hash", String(64), nullable=False),
    # The disturbance that it is of; NULL for one of a camera. A disturbance is forgotten sooner.
    Column("cause_id", String(36), index=True),
    Column("kind", String(12), nullable=False),
    Column("name", String(64), nullable=False),
    Column("label", Text, nullable=False),
    Column("owner_id", String(64), nullable=False),
    Column("owner", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("state", String(12), nullable=False, index=True),
    Column("opened_by", Text, nullable=False),
    Column("opened_utc", UtcDateTime, nullable=False),
    Column("changed_utc", UtcDateTime, nullable=False),
    Column("closed_utc", UtcDateTime),
)

REPAIR_CAMERAS = Table(
    "repair_cameras",
    METADATA,
    Column("repair_id", String(36), ForeignKey("repairs.id"), primary_key=True),
    Column("camera_id", String(64), primary_key=True),
    # Of one that worked when somebody asked for its repair its working says nothing.
    Column("was_down", Boolean, nullable=False),
)

# Every step, never changed afterwards; ``seq`` counts from 1 in each repair.
REPAIR_CHANGES = Table(
    "repair_changes",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("repair_id", String(36), ForeignKey("repairs.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("action", String(12), nullable=False),
    Column("to_state", String(12), nullable=False),
    Column("party", String(12), nullable=False),
    Column("actor", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("at_utc", UtcDateTime, nullable=False),
)
