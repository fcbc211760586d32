"""The tables of releases."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, Text

from console.server.tables import METADATA, UtcDateTime

RELEASES = Table(
    "releases",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("number", String(60), nullable=False, unique=True),
    Column("flag_id", String(36), ForeignKey("flags.id"), nullable=False, index=True),
    Column("area_code", String(40), nullable=False),
    Column("body", Text, nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("requester", Text, nullable=False),
    # NULL where a police system asked by a signed answer.
    Column("requester_id", String(36), ForeignKey("users.id")),
    Column("requested_utc", UtcDateTime, nullable=False),
    Column("approver", Text, nullable=False, server_default=""),
    Column("approver_id", String(36), ForeignKey("users.id")),
    Column("approved_utc", UtcDateTime),
    # What was approved, as JSON: what comes in later is another release's.
    Column("files", Text, nullable=False, server_default="[]"),
    Column("packed_utc", UtcDateTime),
    Column("package_bytes", BigInteger),
    Column("package_sha256", String(64), nullable=False, server_default=""),
    Column("fault", String(40), nullable=False, server_default=""),
    Column("retention_until_utc", UtcDateTime),
)
Index("ix_releases_requested", RELEASES.c.requested_utc, RELEASES.c.id)

# Every step, never changed afterwards; ``seq`` counts from 1 in each release.
RELEASE_CHANGES = Table(
    "release_changes",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("release_id", String(36), ForeignKey("releases.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("action", String(16), nullable=False),
    Column("actor", Text, nullable=False),
    Column("role", String(24), nullable=False),
    Column("user_id", String(36), ForeignKey("users.id")),
    Column("address", Text, nullable=False),
    Column("from_state", String(16), nullable=False),
    Column("to_state", String(16), nullable=False),
    Column("at_utc", UtcDateTime, nullable=False),
    Column("note", Text, nullable=False),
    Column("minute_number", Text, nullable=False),
    Column("witness", Text, nullable=False),
)

# Links to packages, kept by the digest of their token; each is good once.
RELEASE_LINKS = Table(
    "release_links",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("release_id", String(36), ForeignKey("releases.id"), nullable=False, index=True),
    Column("user_id", String(36), ForeignKey("users.id"), nullable=False),
    Column("expires_utc", UtcDateTime, nullable=False),
    Column("used_utc", UtcDateTime),
)

# When a session's person last gave the password again; gone once a step was taken on it.
CONFIRMATIONS = Table(
    "confirmations",
    METADATA,
    Column("session_id", String(36), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("at_utc", UtcDateTime, nullable=False),
)
