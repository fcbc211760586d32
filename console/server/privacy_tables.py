"""The tables of what is hidden from everybody: cameras that are closed to the room, and masks over parts of pictures."""

from __future__ import annotations

from sqlalchemy import Column, Index, String, Table, Text

from console.server.tables import METADATA, UtcDateTime

CLOSURES = Table(
    "camera_closures",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("camera_id", String(64), nullable=False),
    Column("reason", Text, nullable=False),
    Column("closed_by", Text, nullable=False),
    Column("closed_utc", UtcDateTime, nullable=False),
    Column("opened_by", Text),
    Column("opened_utc", UtcDateTime),
    Column("opened_why", Text),
)
Index("ix_camera_closures_camera", CLOSURES.c.camera_id, CLOSURES.c.opened_utc)

MASKS = Table(
    "camera_masks",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("camera_id", String(64), nullable=False),
    # JSON: polygons of corners in shares of the picture; [] where what stood before was taken away.
    Column("polygons", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("set_utc", UtcDateTime, nullable=False),
    # When the next one took its place; NULL while it stands.
    Column("ended_utc", UtcDateTime),
)
Index("ix_camera_masks_camera", MASKS.c.camera_id, MASKS.c.ended_utc)
