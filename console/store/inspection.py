"""Facts of a SQLite file for a support file: version and rows by table, read without changing it, and nothing that is in them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class DatabaseFacts:
    """``fault`` tells why the rest is missing."""

    version: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    fault: str = ""


def database_facts(path: Path) -> DatabaseFacts:
    """Never raises for a bad file: that it is bad is what somebody wants to know."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=2.0)) as connection:
            names = [
                str(row[0])
                for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            ]
            counts = {name: _count(connection, name) for name in names if not name.startswith("sqlite_")}
            return DatabaseFacts(_version(connection, names), counts)
    except sqlite3.Error as error:
        return DatabaseFacts(fault=getattr(error, "sqlite_errorname", None) or type(error).__name__)


def _version(connection: sqlite3.Connection, names: list[str]) -> str:
    if "alembic_version" in names:
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else ""
    return str(connection.execute("PRAGMA user_version").fetchone()[0])


def _count(connection: sqlite3.Connection, name: str) -> int:
    quoted = name.replace('"', '""')
    try:
        return int(connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608  a name can't be a parameter
    except sqlite3.Error:
        return -1  # a table of an extension that this SQLite does not have
