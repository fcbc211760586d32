"""The tables of walls."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Integer, String, Table, Text, UniqueConstraint

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

WALL_RULES = Table(
    "wall_rules",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("wall", String(40), ForeignKey("walls.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(60), nullable=False),
    # JSON: ``RuleBody``.
    Column("body", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_utc", UtcDateTime, nullable=False),
    UniqueConstraint("wall", "name"),
)

# What rules show or wait to show; ended ones stay for a day, so that what comes twice is shown once.
WALL_ALARMS = Table(
    "wall_alarms",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("wall", String(40), ForeignKey("walls.name", ondelete="CASCADE"), nullable=False, index=True),
    Column("rule_id", String(36), nullable=False),
    Column("rule_name", String(60), nullable=False),
    Column("screen", Integer, nullable=False),
    # Counted from 1; NULL takes the whole screen.
    Column("tile", Integer),
    # A flag or a camera.
    Column("subject_id", String(64), nullable=False, index=True),
    Column("number", Text, nullable=False),
    # JSON, ids of cameras.
    Column("cameras", Text, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("at_utc", UtcDateTime, nullable=False),
    # NULL: until the flag is answered.
    Column("until_utc", UtcDateTime),
    Column("kind", String(12), nullable=False),
    Column("sound", Boolean, nullable=False),
    Column("exercise", Boolean, nullable=False),
    # Whether the record says that the screen was somebody's.
    Column("held_told", Boolean, nullable=False),
    Column("ended_utc", UtcDateTime, index=True),
)

# What rules have made of a screen: what people put there, what stands there instead, and which alarms have a part in it.
WALL_OVERLAYS = Table(
    "wall_overlays",
    METADATA,
    Column("wall", String(40), ForeignKey("walls.name", ondelete="CASCADE"), primary_key=True),
    Column("screen", Integer, primary_key=True, autoincrement=False),
    Column("base", Text, nullable=False),
    Column("applied", Text, nullable=False),
    # JSON: pairs of a tile from 0 and an alarm.
    Column("marks", Text, nullable=False),
    # JSON: ids of alarms.
    Column("parts", Text, nullable=False),
    Column("is_whole", Boolean, nullable=False),
    Column("changed_utc", UtcDateTime, nullable=False),
)
