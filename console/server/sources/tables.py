"""The table of sources: what each one is, how its last read went, and what it wants to be asked about."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, LargeBinary, String, Table, Text

from console.server.tables import METADATA, UtcDateTime

SOURCES = Table(
    "sources",
    METADATA,
    # A short name; it begins the id of each of its cameras.
    Column("id", String(24), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    # JSON, as its adapter wants it; no password.
    Column("settings", Text, nullable=False),
    Column("login", LargeBinary),
    Column("ca_pem", Text, nullable=False),
    Column("every_s", Integer, nullable=False),
    Column("enabled", Boolean, nullable=False),
    # What its cameras get where it tells nothing itself.
    Column("first_number", Integer, nullable=False),
    Column("area_code", String(40), nullable=False),
    Column("owner", Text, nullable=False),
    Column("camera_kind", Text, nullable=False),
    # JSON: area codes by the names of the source's own groups.
    Column("group_areas", Text, nullable=False),
    Column("created_utc", UtcDateTime, nullable=False),
    Column("due_utc", UtcDateTime, nullable=False, index=True),
    # Who reads it now, and until when that is believed: one read at a time, whatever process does it.
    Column("claim", String(36)),
    Column("claimed_until_utc", UtcDateTime),
    Column("ran_utc", UtcDateTime),
    Column("good_utc", UtcDateTime),
    # ``ok`` or the code of the fault; empty before the first read.
    Column("outcome", String(64), nullable=False),
    # JSON: what its sentence tells besides.
    Column("params", Text, nullable=False),
    Column("failures", Integer, nullable=False),
    # JSON: how many cameras the last read told, added, changed, removed, left as they were, left out.
    Column("counts", Text, nullable=False),
    # JSON: lines of what was left out, by place and reason.
    Column("notes", Text, nullable=False),
    # JSON: ids of cameras that go only when a person says so.
    Column("pending_removals", Text, nullable=False),
    # What went before a person's word does not count against what may go after it.
    Column("approved_utc", UtcDateTime),
)
