"""The tables of disturbances: each line with its times, and the cameras that were ever part of it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text

from console.server.tables import METADATA, UtcDateTime

CAUSES = Table(
    "causes",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("kind", String(12), nullable=False),
    # The id of what its cameras share: a recorder, an area's code, an owner; of one camera by itself that camera.
    Column("name", String(64), nullable=False),
    # What people call it, as it was when it began.
    Column("label", Text, nullable=False),
    Column("since_utc", UtcDateTime, nullable=False),
    Column("opened_utc", UtcDateTime, nullable=False),
    Column("closed_utc", UtcDateTime, index=True),
    # The wider one that it turned out to be part of.
    Column("merged_into", String(36)),
)
Index("ix_causes_opened", CAUSES.c.opened_utc)

CAUSE_CAMERAS = Table(
    "cause_cameras",
    METADATA,
    Column("cause_id", String(36), ForeignKey("causes.id", ondelete="CASCADE"), primary_key=True),
    Column("camera_id", String(64), primary_key=True),
)
