"""Databases with this version's tables, copied: making the tables takes longer than most tests that need them."""

from __future__ import annotations

import atexit
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from sqlalchemy import delete

from console.server import schema
from console.server.database import Database
from console.server.tables import SYNC_HEAD


def put_tables(path: Path) -> None:
    """Where no database is yet."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(_template(), path)


def make_tables(url: str) -> None:
    """As the first start of a centre does, but for the row that makes it this very centre."""
    database = Database(url)
    try:
        schema.prepare(database, datetime.now(UTC))
        database.write(lambda connection: connection.execute(delete(SYNC_HEAD)))
    finally:
        database.close()


@cache
def _template() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ronda-tables-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "centre.sqlite"
    make_tables(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path
