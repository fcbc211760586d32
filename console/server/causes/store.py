"""Keeps disturbances in the tables: written as they change, read at a start, forgotten when reports need them no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from console.domain.cause import CauseKind, CauseLine, CauseNews, Group
from console.server.causes.tables import CAUSE_CAMERAS, CAUSES
from console.server.centre import Centre


def open_lines(connection: Connection) -> list[CauseLine]:
    """As they were when they were last written."""
    is_open = CAUSES.c.closed_utc.is_(None)
    cameras: dict[str, set[str]] = {}
    mine = select(CAUSE_CAMERAS).join(CAUSES, CAUSES.c.id == CAUSE_CAMERAS.c.cause_id).where(is_open)
    for row in connection.execute(mine):
        cameras.setdefault(row.cause_id, set()).add(row.camera_id)
    return [
        CauseLine(
            UUID(row.id), (CauseKind(row.kind), row.name), row.since_utc, row.opened_utc, cameras.get(row.id, set())
        )
        for row in connection.execute(select(CAUSES).where(is_open))
    ]


def write_news(connection: Connection, news: CauseNews, label_of: Callable[[Group], str]) -> None:
    lines = [
        {
            "id": str(line.id),
            "kind": line.kind.value,
            "name": line.group[1],
            "label": label_of(line.group),
            "since_utc": line.since_utc,
            "opened_utc": line.opened_utc,
        }
        for line in news.opened
    ]
    _insert(connection, CAUSES, lines)
    for key, cameras in news.grown.items():
        # One that left the directory meanwhile and came back may still be written down.
        again = (CAUSE_CAMERAS.c.cause_id == str(key)) & CAUSE_CAMERAS.c.camera_id.in_(cameras)
        connection.execute(delete(CAUSE_CAMERAS).where(again))
    grown = [*((line.id, line.cameras) for line in news.opened), *news.grown.items()]
    rows = [{"cause_id": str(key), "camera_id": camera} for key, cameras in grown for camera in cameras]
    _insert(connection, CAUSE_CAMERAS, rows)
    closed = [
        {
            "_id": str(line.id),
            "_closed": line.closed_utc,
            "_into": None if line.merged_into is None else str(line.merged_into),
        }
        for line in news.closed
    ]
    if closed:
        statement = update(CAUSES).where(CAUSES.c.id == bindparam("_id"))
        connection.execute(statement.values(closed_utc=bindparam("_closed"), merged_into=bindparam("_into")), closed)


def forget_closed(connection: Connection, centre: Centre) -> None:
    limit = centre.clock.now_utc() - timedelta(seconds=centre.settings.lifetimes.closed_cause_s)
    old = CAUSES.c.closed_utc < limit
    connection.execute(delete(CAUSE_CAMERAS).where(CAUSE_CAMERAS.c.cause_id.in_(select(CAUSES.c.id).where(old))))
    connection.execute(delete(CAUSES).where(old))


def _insert(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    given = list(rows)
    if given:
        connection.execute(insert(table), given)
