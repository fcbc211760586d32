"""Bookmarks: moments that operators marked for themselves and the room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from console.server.body_hash import body_hash
from console.server.centre import Centre
from console.server.flags import camera_in_scope
from console.server.numbering import Event
from console.server.principal import Principal, scope_clause
from console.server.problems import Refusal
from console.server.tables import BOOKMARKS
from console.wire.events import BookmarkBody, BookmarkList, BookmarkRecord


def put_bookmark(
    centre: Centre, principal: Principal, bookmark_id: UUID, body: BookmarkBody
) -> tuple[BookmarkRecord, bool]:
    """The record, and whether it is new. Raises Refusal 409 ``id_conflict`` for another body under the same id."""

    def work(connection: Connection) -> tuple[tuple[BookmarkRecord, bool], list[Event]]:
        known = _row(connection, bookmark_id)
        if known is not None:
            if known.body_hash != body_hash(body, known.body) or not principal.sees(known.area_code):
                raise Refusal(409, "id_conflict")
            return (_record(known), False), []
        camera = camera_in_scope(connection, principal, body.camera_id)
        values = {
            "id": str(bookmark_id),
            "body": body.model_dump_json(),
            "body_hash": body_hash(body),
            "area_code": camera.area_code,
            "user_id": principal.user_id,
            "operator": principal.display_name,
            "received_utc": centre.clock.now_utc(),
        }
        connection.execute(insert(BOOKMARKS).values(values))
        return (_record(_row(connection, bookmark_id)), True), []

    return centre.write(work)


def get_bookmark(connection: Connection, principal: Principal, bookmark_id: UUID) -> BookmarkRecord:
    """Raises Refusal 404 ``bookmark.unknown``, also for one outside the scope."""
    row = _row(connection, bookmark_id)
    if row is None or not principal.sees(row.area_code):
        raise Refusal(404, "bookmark.unknown")
    return _record(row)


def list_bookmarks(connection: Connection, principal: Principal, before: UUID | None, limit: int) -> BookmarkList:
    """Of everybody within the scope, the newest first. Raises Refusal 404 ``bookmark.unknown`` for a wrong ``before``."""
    statement = select(BOOKMARKS).where(scope_clause(principal, BOOKMARKS.c.area_code))
    if before is not None:
        mark = _row(connection, before)
        if mark is None or not principal.sees(mark.area_code):
            raise Refusal(404, "bookmark.unknown")
        older = (BOOKMARKS.c.received_utc < mark.received_utc) | (
            (BOOKMARKS.c.received_utc == mark.received_utc) & (BOOKMARKS.c.id < mark.id)
        )
        statement = statement.where(older)
    ordered = statement.order_by(BOOKMARKS.c.received_utc.desc(), BOOKMARKS.c.id.desc())
    rows = connection.execute(ordered.limit(limit + 1)).all()
    return BookmarkList(bookmarks=tuple(_record(row) for row in rows[:limit]), more=len(rows) > limit)


def _row(connection: Connection, bookmark_id: UUID) -> Any:
    return connection.execute(select(BOOKMARKS).where(BOOKMARKS.c.id == str(bookmark_id))).first()


def _record(row: Any) -> BookmarkRecord:
    return BookmarkRecord(
        id=UUID(row.id),
        body=BookmarkBody.model_validate_json(row.body),
        operator=row.operator,
        received_utc=row.received_utc,
    )
