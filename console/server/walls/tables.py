"""The tables of walls."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Integer, String, Table, Text

from console.server.tables import METADATA, UtcDateTime

WALLS = Table(
    "walls",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("area_code", String(40), nullable=False),
    # How often it was set up: screens, names, rights.
    Column("revision", Integer, nullable=False),
    # How often what it shows was changed.
    Column("version", BigInteger, nullable=False),
    # JSON, screens by number: what the last change replaced.
    Column("before", Text, nullable=False),
)

WALL_SCREENS = Table(
    "wall_screens",
    METADATA,
    Column("wall", String(40), ForeignKey("walls.name", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("open_to_operators", Boolean, nullable=False),
    Column("content", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("command_id", String(36)),
    Column("changed_by", Text, nullable=False),
    Column("changed_utc", UtcDateTime),
    Column("expires_utc", UtcDateTime),
    # JSON; empty while nobody has claimed it.
    Column("claim", Text, nullable=False),
    # What its machine last said, and of which version; empty before.
    Column("shown_state", String(12), nullable=False),
    Column("shown_version", BigInteger, nullable=False),
    Column("shown_detail", Text, nullable=False),
    Column("shown_utc", UtcDateTime),
)

# Kept so that a command that comes twice is carried out once.
WALL_COMMANDS = Table(
    "wall_commands",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("wall", String(40), ForeignKey("walls.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("body_hash", String(64), nullable=False),
    Column("user_id", String(36), ForeignKey("users.id"), nullable=False),
    Column("version", BigInteger, nullable=False),
    # JSON: the screens that it changed.
    Column("screens", Text, nullable=False),
    Column("at_utc", UtcDateTime, nullable=False, index=True),
)

WALL_PRESETS = Table(
    "wall_presets",
    METADATA,
    Column("wall", String(40), ForeignKey("walls.name", ondelete="CASCADE"), primary_key=True),
    Column("name", String(60), primary_key=True),
    # JSON, screens by number.
    Column("screens", Text, nullable=False),
    Column("saved_by", Text, nullable=False),
    Column("saved_utc", UtcDateTime, nullable=False),
)

# Each signs in as a user of its own, of the role wall_machine.
WALL_MACHINES = Table(
    "wall_machines",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("wall", String(40), ForeignKey("walls.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("user_id", String(36), ForeignKey("users.id"), nullable=False, unique=True),
    # JSON: the numbers of its screens; [] are all of the wall.
    Column("screens", Text, nullable=False),
    Column("seen_utc", UtcDateTime),
)

# What was wanted where, from when to when; outlives its wall. Camera and screen are named as they were called then.
WALL_SPELLS = Table(
    "wall_spells",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("wall", String(40), nullable=False, index=True),
    Column("screen", Integer, nullable=False),
    Column("screen_title", Text, nullable=False),
    # Counted from 0.
    Column("tile", Integer, nullable=False),
    Column("camera_id", String(64), nullable=False, index=True),
    Column("camera_number", Integer, nullable=False),
    Column("camera_name", Text, nullable=False),
    Column("area_code", String(40), nullable=False),
    Column("from_utc", UtcDateTime, nullable=False, index=True),
    # NULL while it is there.
    Column("to_utc", UtcDateTime, index=True),
    Column("put_by", Text, nullable=False),
    Column("put_kind", String(12), nullable=False),
    Column("put_what", Text, nullable=False),
    # Of all its showings together; NULL while no machine has told any.
    Column("shown_from_utc", UtcDateTime),
    Column("shown_to_utc", UtcDateTime),
    Column("live_s", Float, nullable=False),
    Column("stale_s", Float, nullable=False),
    Column("dark_s", Float, nullable=False),
)

# What machines say of spells, each without a hole.
WALL_SHOWINGS = Table(
    "wall_showings",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("spell_id", String(36), ForeignKey("wall_spells.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("machine", String(40), nullable=False),
    Column("from_utc", UtcDateTime, nullable=False),
    Column("to_utc", UtcDateTime, nullable=False),
    Column("live_s", Float, nullable=False),
    Column("stale_s", Float, nullable=False),
    Column("dark_s", Float, nullable=False),
)
