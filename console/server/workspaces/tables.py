"""The table of workspaces."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from console.server.tables import METADATA, UtcDateTime

WORKSPACES = Table(
    "workspaces",
    METADATA,
    Column("id", String(36), primary_key=True),
    # Whose it is; of a shared one, who published it first.
    Column("owner_id", String(36), ForeignKey("users.id"), nullable=False),
    # For whom it was published; empty for one of the owner's own.
    Column("area_code", String(40), nullable=False),
    # JSON: the roles that may open it; [] are all that keep workspaces.
    Column("roles", Text, nullable=False),
    Column("name", String(60), nullable=False),
    # How often it was put.
    Column("revision", Integer, nullable=False),
    # JSON: its windows.
    Column("windows", Text, nullable=False),
    # Of the last body, so that one that comes twice is put once.
    Column("body_hash", String(64), nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("saved_by_id", String(36), nullable=False),
    Column("saved_utc", UtcDateTime, nullable=False),
)
Index("ix_workspaces_owner", WORKSPACES.c.owner_id, WORKSPACES.c.area_code)
Index("ix_workspaces_area", WORKSPACES.c.area_code)
