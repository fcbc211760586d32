"""The tables of repairs: each ticket, its cameras, every step of its life, and pictures before and after."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, LargeBinary, String, Table, Text

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
    Column("camera_id", String(64), primary_key=True, index=True),
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

# As a console showed it, masks and all; at most ``MOST_PICTURES`` of each moment of a repair.
REPAIR_PICTURES = Table(
    "repair_pictures",
    METADATA,
    Column("repair_id", String(36), ForeignKey("repairs.id"), primary_key=True),
    Column("camera_id", String(64), primary_key=True),
    Column("moment", String(8), primary_key=True),
    Column("taken_utc", UtcDateTime, nullable=False),
    Column("received_utc", UtcDateTime, nullable=False),
    Column("is_live", Boolean, nullable=False),
    Column("sent_by", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size_bytes", Integer, nullable=False),
    # NULL once its time is over: what it was and when stays with the repair.
    Column("jpeg", LargeBinary),
)
PICTURE_FACTS = tuple(column for column in REPAIR_PICTURES.c if column.name != "jpeg")
"""All of a picture but itself."""
