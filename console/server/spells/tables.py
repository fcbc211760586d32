"""Tables of the status spells; times in whole seconds since 1970, as millions of them are read for one report."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, String, Table, Text

from console.server.tables import METADATA

OPEN_UNIX_S = 2**53
"""The end of a spell that lasts: later than any moment, so that one comparison finds what reaches into a stretch."""

# Of one camera no two overlap. Kept by camera and end: a report reads each camera's from its first moment on.
SPELLS = Table(
    "camera_spells",
    METADATA,
    Column("camera_id", String(64), primary_key=True),
    Column("to_unix_s", BigInteger, primary_key=True, autoincrement=False),
    Column("from_unix_s", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_camera_spells_to", SPELLS.c.to_unix_s)

# When the centre ran: outside these nobody measured, whatever the spells say.
CENTRE_RUNS = Table(
    "centre_runs",
    METADATA,
    Column("from_unix_s", BigInteger, primary_key=True, autoincrement=False),
    Column("to_unix_s", BigInteger, nullable=False),
)

# Cameras that left the directory so long ago that it forgot them, while their spells are kept.
GONE_CAMERAS = Table(
    "gone_cameras",
    METADATA,
    Column("camera_id", String(64), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("area_code", String(40), nullable=False),
    Column("owner", Text, nullable=False),
    Column("owner_id", String(64), nullable=False),
)
