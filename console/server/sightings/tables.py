"""The tables of what was seen of cameras, and of what their sources said."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from console.server.tables import METADATA, UtcDateTime

# The last word of each watcher about each camera; an account, or ``centre`` for its probes.
CAMERA_SIGHTINGS = Table(
    "camera_sightings",
    METADATA,
    Column("camera_id", String(64), ForeignKey("cameras.id", ondelete="CASCADE"), primary_key=True),
    Column("watcher", String(36), primary_key=True),
    Column("how", String(12), nullable=False),
    Column("sight", String(16), nullable=False),
    Column("reason", String(64), nullable=False),
    Column("seen_by", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("since_utc", UtcDateTime, nullable=False),
    Column("at_utc", UtcDateTime, nullable=False, index=True),
    Column("fresh_utc", UtcDateTime),
    Column("sees", Boolean, nullable=False),
    # Of probes: how many have failed in a row, and a digest of the last key picture.
    Column("failures", Integer, nullable=False),
    Column("mark", String(32), nullable=False),
)

CAMERA_TOLD = Table(
    "camera_told",
    METADATA,
    Column("camera_id", String(64), ForeignKey("cameras.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("at_utc", UtcDateTime, nullable=False),
)
