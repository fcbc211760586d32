"""The centre's tables, alike on SQLite and PostgreSQL: text keys, no sequences, times in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps it without its zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

SYNC_HEAD = Table(
    "sync_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("epoch", String(36), nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("floor", BigInteger, nullable=False),
    Column("event_seq", BigInteger, nullable=False),
    Column("event_floor", BigInteger, nullable=False),
)

AREAS = Table(
    "areas",
    METADATA,
    Column("code", String(40), primary_key=True),
    Column("parent", String(40)),
    Column("level", String(12), nullable=False),
    Column("name", Text, nullable=False),
    Column("rev", BigInteger, nullable=False, index=True),
    Column("deleted_utc", UtcDateTime),
)

CAMERAS = Table(
    "cameras",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("site_id", String(64), nullable=False),
    Column("number", Integer, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("area_code", String(40), nullable=False, index=True),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("approximate", Boolean, nullable=False),
    Column("owner", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("main_url", Text, nullable=False),
    Column("sub_url", Text, nullable=False),
    Column("main_login", LargeBinary),
    Column("sub_login", LargeBinary),
    Column("login_mark", String(64), nullable=False),
    Column("rev", BigInteger, nullable=False, index=True),
    Column("deleted_utc", UtcDateTime),
    # What its feeds share with those of other cameras, and how many of them it serves one console; NULL is no limit.
    Column("recorder_id", String(64)),
    Column("recorder_feeds", Integer),
    Column("uplink_id", String(64)),
    Column("uplink_feeds", Integer),
    # What else they share, so that those that fall together can be told as one; NULL for what nobody told.
    Column("switch_id", String(64)),
    Column("power_id", String(64)),
    # What kind of place it shows; empty for a public one.
    Column("privacy_class", String(16), nullable=False, server_default=""),
    # Of its owner; empty for a camera without one. ``owner`` is that one's name.
    Column("owner_id", String(64), nullable=False, server_default="", index=True),
    # What people also call its place, joined by semicolons.
    Column("aliases", Text, nullable=False, server_default=""),
    # The source that tells it; NULL for one from a file. A tombstone keeps it.
    Column("source_id", String(24), index=True),
    # Where commands that move it go (``adapter.PtzAddress``), empty where it cannot be moved; the login is sealed.
    Column("ptz_protocol", String(12), nullable=False, server_default=""),
    Column("ptz_url", Text, nullable=False, server_default=""),
    Column("ptz_token", Text, nullable=False, server_default=""),
    Column("ptz_login", LargeBinary),
)

# An area that a camera was moved out of: whoever may see only that area is told that the camera is gone.
DEPARTURES = Table(
    "departures",
    METADATA,
    Column("rev", BigInteger, primary_key=True, autoincrement=False),
    Column("camera_id", String(64), nullable=False),
    Column("area_code", String(40), nullable=False),
    Column("at_utc", UtcDateTime, nullable=False),
)

CAMERA_STATUS = Table(
    "camera_status",
    METADATA,
    Column("camera_id", String(64), ForeignKey("cameras.id", ondelete="CASCADE"), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("since_utc", UtcDateTime),
)

USERS = Table(
    "users",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("username", String(200), nullable=False, unique=True),
    Column("display_name", Text, nullable=False),
    Column("role", String(24), nullable=False),
    Column("scope", Text, nullable=False),
    Column("denied", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("created_utc", UtcDateTime, nullable=False),
    Column("disabled_utc", UtcDateTime),
)

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("user_id", String(36), ForeignKey("users.id"), nullable=False, index=True),
    Column("kind", String(12), nullable=False),
    Column("token_hash", String(64), unique=True),
    Column("created_utc", UtcDateTime, nullable=False),
    Column("expires_utc", UtcDateTime, nullable=False),
    Column("revoked_utc", UtcDateTime),
)

REFRESH_TOKENS = Table(
    "refresh_tokens",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    Column("session_id", String(36), ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("expires_utc", UtcDateTime, nullable=False),
    Column("used_utc", UtcDateTime),
)

EVENT_LOG = Table(
    "event_log",
    METADATA,
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(32), nullable=False),
    Column("area_code", String(40)),
    Column("session_id", String(36)),
    Column("data", Text, nullable=False),
    Column("at_utc", UtcDateTime, nullable=False, index=True),
)

BOOKMARKS = Table(
    "bookmarks",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("body", Text, nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("area_code", String(40), nullable=False),
    Column("user_id", String(36), ForeignKey("users.id"), nullable=False),
    Column("operator", Text, nullable=False),
    Column("received_utc", UtcDateTime, nullable=False),
)

FLAGS = Table(
    "flags",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("number", String(40), nullable=False, unique=True),
    Column("body", Text, nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("camera_name", Text, nullable=False),
    Column("camera_number", Integer, nullable=False),
    Column("area_code", String(40), nullable=False),
    Column("place", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("priority", Integer, nullable=False, server_default="4"),
    # Since when an answer is waited for; NULL once somebody took it, was told by voice, or it has ended.
    Column("waiting_utc", UtcDateTime, index=True),
    # How often it was carried up while it waited.
    Column("level", Integer, nullable=False, server_default="0"),
    Column("user_id", String(36), ForeignKey("users.id"), nullable=False),
    Column("operator", Text, nullable=False),
    Column("received_utc", UtcDateTime, nullable=False),
    Column("delivered_utc", UtcDateTime),
    Column("acknowledgement", Text),
    Column("acknowledged_by", String(36), ForeignKey("users.id")),
    Column("exercise", Boolean, nullable=False, server_default="0"),
)
Index("ix_flags_received", FLAGS.c.received_utc, FLAGS.c.id)

# Every step of a flag's life, never changed afterwards; ``seq`` counts from 1 in each flag.
FLAG_CHANGES = Table(
    "flag_changes",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("flag_id", String(36), ForeignKey("flags.id"), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("action", String(20), nullable=False),
    Column("party", String(12), nullable=False),
    Column("role", String(24), nullable=False),
    Column("actor", Text, nullable=False),
    Column("user_id", String(36), ForeignKey("users.id")),
    Column("from_state", String(16), nullable=False),
    Column("to_state", String(16), nullable=False),
    Column("at_utc", UtcDateTime, nullable=False),
    Column("said_utc", UtcDateTime),
    Column("reason", String(24), nullable=False),
    Column("note", Text, nullable=False),
    Column("officer_name", Text, nullable=False),
    Column("officer_number", Text, nullable=False),
    Column("duplicate_of", String(36), ForeignKey("flags.id")),
    Column("level", Integer, nullable=False),
)

FLAG_DAYS = Table(
    "flag_days",
    METADATA,
    Column("day", String(8), primary_key=True),
    Column("last", Integer, nullable=False),
)

EVIDENCE = Table(
    "evidence",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("flag_id", String(36), ForeignKey("flags.id"), nullable=False, index=True),
    Column("body", Text, nullable=False),
    Column("body_hash", String(64), nullable=False),
    Column("area_code", String(40), nullable=False),
    Column("state", String(16), nullable=False),
    Column("announced_utc", UtcDateTime, nullable=False),
    Column("completed_utc", UtcDateTime),
    Column("deleted_utc", UtcDateTime),
)

UPLOADS = Table(
    "uploads",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("evidence_id", String(36), ForeignKey("evidence.id"), nullable=False, index=True),
    Column("length_bytes", BigInteger, nullable=False),
    Column("metadata", Text, nullable=False),
    Column("expires_utc", UtcDateTime, nullable=False),
)

CATEGORIES = Table(
    "categories",
    METADATA,
    Column("code", String(20), primary_key=True),
    Column("name_id", Text, nullable=False),
    Column("name_en", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    # The police's word for it; empty for what concerns the city's own cameras and never leaves the house.
    Column("eido_type", Text, nullable=False, server_default=""),
)
