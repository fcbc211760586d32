"""Incident categories: the list shipped with Ronda, brought into the database at every start."""

from __future__ import annotations

import csv
from pathlib import Path

from sqlalchemy import Connection, delete, insert

from console.base.errors import BugError
from console.server.database import Database
from console.server.tables import CATEGORIES

_PACKAGE = Path(__file__).parents[1]


def shipped_categories() -> list[dict[str, str | int]]:
    """Rows for the table. Raises BugError when the installation lacks the file."""
    for base in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = base / "city" / "incident-categories.csv"
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                return [_row(row) for row in csv.DictReader(file)]
    raise BugError("resources/city/incident-categories.csv is missing from the installation")


def _row(row: dict[str, str]) -> dict[str, str | int]:
    return {
        "code": row["code"],
        "name_id": row["name_id"],
        "name_en": row["name_en"],
        "priority": int(row["priority"]),
        "eido_type": row["eido_type"],
    }


def refresh(database: Database) -> None:
    """Replaces the table's rows."""

    def work(connection: Connection) -> None:
        connection.execute(delete(CATEGORIES))
        connection.execute(insert(CATEGORIES), shipped_categories())

    database.write(work)
