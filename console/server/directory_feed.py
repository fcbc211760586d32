"""One page of the directory: a snapshot by key, frozen at its first page's number, or a delta by revision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from console.domain.area import AreaLevel
from console.domain.camera import split_aliases
from console.server.cursor import Cursor, read_cursor, write_cursor
from console.server.keys import Keys
from console.server.principal import Principal, scope_clause
from console.server.tables import AREAS, CAMERAS, DEPARTURES, SYNC_HEAD
from console.wire.directory import AreaDoc, AreaLine, BeginLine, CameraDoc, CameraLine, EndLine

_CAMERAS_FROM_START = "c:"
_LINE = AreaLine | CameraLine


class DirectoryFeed:
    """Makes one page within one read transaction."""

    def __init__(self, connection: Connection, keys: Keys, principal: Principal, limit: int) -> None:
        self._connection = connection
        self._keys = keys
        self._principal = principal
        self._limit = limit
        self._head = connection.execute(select(SYNC_HEAD)).one()

    def page(self, since: str | None) -> str:
        """NDJSON. Raises Refusal as ``read_cursor`` does."""
        if since is None:
            return self._snapshot(Cursor(self._head.epoch, self._head.seq, "a:"))
        cursor = read_cursor(self._keys, self._principal, since, self._head.epoch, self._head.floor)
        return self._delta(cursor) if cursor.page is None else self._snapshot(cursor)

    def _snapshot(self, cursor: Cursor) -> str:
        begin = BeginLine(epoch=cursor.epoch, mode="snapshot", seq_from=0, seq_to=cursor.seq)
        lines: list[_LINE] = []
        page = cursor.page
        if page is not None and not page.startswith(_CAMERAS_FROM_START):
            lines, page = self._area_lines(page[2:])
        room = self._limit - len(lines)
        if page is not None and page.startswith(_CAMERAS_FROM_START) and room > 0:
            cameras, page = self._camera_lines(page[2:], room)
            lines += cameras
        return self._written(begin, lines, Cursor(cursor.epoch, cursor.seq, page), more=page is not None)

    def _area_lines(self, after: str) -> tuple[list[_LINE], str]:
        # In code order a parent comes before what lies in it.
        statement = select(AREAS).where(AREAS.c.deleted_utc.is_(None), AREAS.c.code > after).order_by(AREAS.c.code)
        rows = self._connection.execute(statement.limit(self._limit)).all()
        lines: list[_LINE] = [_area_put(row) for row in rows if self._principal.sees_area(row.code)]
        return lines, _CAMERAS_FROM_START if len(rows) < self._limit else f"a:{rows[-1].code}"

    def _camera_lines(self, after: str, room: int) -> tuple[list[_LINE], str | None]:
        statement = (
            select(CAMERAS)
            .where(CAMERAS.c.deleted_utc.is_(None), CAMERAS.c.id > after)
            .where(scope_clause(self._principal, CAMERAS.c.area_code))
            .order_by(CAMERAS.c.id)
            .limit(room)
        )
        rows = self._connection.execute(statement).all()
        return [_camera_put(row) for row in rows], None if len(rows) < room else f"c:{rows[-1].id}"

    def _delta(self, cursor: Cursor) -> str:
        since = cursor.seq
        changed = [*self._changed(AREAS, since), *self._changed(CAMERAS, since)]
        changed.sort(key=lambda row: int(row.rev))
        chosen = changed[: self._limit]
        more = len(changed) > len(chosen)
        to = int(chosen[-1].rev) if more else int(self._head.seq)
        areas = [row for row in chosen if not hasattr(row, "area_code")]
        cameras = [row for row in chosen if hasattr(row, "area_code")]
        left = self._left_scope({row.id for row in cameras if not self._principal.sees(row.area_code)}, since)
        lines: list[_LINE] = [_area_line(row) for row in areas if self._principal.sees_area(row.code)]
        lines += [_camera_line(row) for row in cameras if self._principal.sees(row.area_code)]
        lines += [_camera_del(row) for row in cameras if row.id in left]
        begin = BeginLine(epoch=cursor.epoch, mode="delta", seq_from=since, seq_to=to)
        return self._written(begin, lines, Cursor(cursor.epoch, to), more=more)

    def _changed(self, table: Any, since: int) -> Iterable[Any]:
        statement = select(table).where(table.c.rev > since).order_by(table.c.rev).limit(self._limit + 1)
        return self._connection.execute(statement).all()

    def _left_scope(self, ids: set[str], since: int) -> set[str]:
        """Of ``ids``, the cameras that lay in the reader's scope at some time after ``since``."""
        if not ids:
            return set()
        statement = select(DEPARTURES.c.camera_id).where(
            DEPARTURES.c.rev > since, scope_clause(self._principal, DEPARTURES.c.area_code)
        )
        return ids & set(self._connection.execute(statement).scalars())

    def _written(self, begin: BeginLine, lines: list[_LINE], cursor: Cursor, *, more: bool) -> str:
        end = EndLine(cursor=write_cursor(self._keys, self._principal, cursor), more=more, count=len(lines))
        return "".join(f"{line.model_dump_json()}\n" for line in (begin, *lines, end))


def _area_put(row: Any) -> AreaLine:
    doc = AreaDoc(parent=row.parent, level=AreaLevel(row.level), name=row.name)
    return AreaLine(op="put", id=row.code, rev=row.rev, doc=doc)


def _area_line(row: Any) -> AreaLine:
    return _area_put(row) if row.deleted_utc is None else AreaLine(op="del", id=row.code, rev=row.rev)


def _camera_del(row: Any) -> CameraLine:
    return CameraLine(op="del", id=row.id, rev=row.rev)


def _camera_line(row: Any) -> CameraLine:
    return _camera_put(row) if row.deleted_utc is None else _camera_del(row)


def _camera_put(row: Any) -> CameraLine:
    doc = CameraDoc(
        site_id=row.site_id,
        number=row.number,
        name=row.name,
        area_code=row.area_code,
        latitude=row.latitude,
        longitude=row.longitude,
        approximate=row.approximate,
        owner=row.owner,
        kind=row.kind,
        has_main=bool(row.main_url),
        has_sub=bool(row.sub_url),
        privacy_class=row.privacy_class,
        aliases=split_aliases(row.aliases),
        has_ptz=bool(row.ptz_url),
    )
    return CameraLine(op="put", id=row.id, rev=row.rev, doc=doc)
