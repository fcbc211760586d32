"""Writes status spells where statuses are written, ends those of cameras that leave, forgets what is old."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from console.domain.camera import DirectoryStatus
from console.server.spells.tables import CENTRE_RUNS, GONE_CAMERAS, OPEN_UNIX_S, SPELLS
from console.server.tables import CAMERAS

_SLICE = 500


@dataclass(frozen=True)
class _Standing:
    begin_s: int
    state: str


def write_spells(
    connection: Connection, wanted: Mapping[str, DirectoryStatus], begun_utc: Mapping[str, datetime]
) -> None:
    """Ends the spells whose state is another one now and begins the new ones; the same state again changes nothing.

    ``wanted``: of cameras in the directory; ``begun_utc``: when each became so. Nothing begins before what is written
    already, however far the clock was set back.
    """
    begun_s = {key: int(begun_utc[key].timestamp()) for key in wanted}
    standing = _standing(connection, wanted)
    changed = {key: state for key, state in wanted.items() if key not in standing or standing[key].state != state.value}
    ended = {key: standing[key] for key in changed if key in standing}
    _end(connection, ended, begun_s)
    begins = {key: max(begun_s[key], one.begin_s) for key, one in ended.items()}
    begins |= _after_their_last(connection, {key: begun_s[key] for key in changed if key not in ended})
    rows = [
        {"camera_id": key, "state": state.value, "from_unix_s": begins[key], "to_unix_s": OPEN_UNIX_S}
        for key, state in changed.items()
    ]
    if rows:
        connection.execute(insert(SPELLS), rows)


def end_spells(connection: Connection, camera_ids: Sequence[str], now_utc: datetime) -> None:
    """Of cameras that leave the directory."""
    _end(connection, _standing(connection, camera_ids), dict.fromkeys(camera_ids, int(now_utc.timestamp())))


def remember_gone_cameras(connection: Connection, deleted_before: datetime) -> None:
    """Called before the directory forgets them: reports still tell of them by name and area."""
    old = CAMERAS.c.deleted_utc < deleted_before
    columns = [CAMERAS.c[name] for name in ("number", "name", "area_code", "owner", "owner_id")]
    with_spells = select(SPELLS.c.camera_id).where(SPELLS.c.camera_id == CAMERAS.c.id).exists()
    connection.execute(
        delete(GONE_CAMERAS).where(GONE_CAMERAS.c.camera_id.in_(select(CAMERAS.c.id).where(old, with_spells)))
    )
    names = ["camera_id", *(column.name for column in columns)]
    connection.execute(insert(GONE_CAMERAS).from_select(names, select(CAMERAS.c.id, *columns).where(old, with_spells)))


def forget_spells(connection: Connection, before_utc: datetime) -> None:
    """What ended before; a camera that has no spell left is forgotten, too."""
    limit_s = int(before_utc.timestamp())
    connection.execute(delete(SPELLS).where(SPELLS.c.to_unix_s < limit_s))
    connection.execute(delete(CENTRE_RUNS).where(CENTRE_RUNS.c.to_unix_s < limit_s))
    left = select(SPELLS.c.camera_id).where(SPELLS.c.camera_id == GONE_CAMERAS.c.camera_id).exists()
    connection.execute(delete(GONE_CAMERAS).where(~left))


def _standing(connection: Connection, camera_ids: Iterable[str]) -> dict[str, _Standing]:
    statement = select(SPELLS).where(SPELLS.c.to_unix_s == OPEN_UNIX_S)
    return {row.camera_id: _Standing(row.from_unix_s, row.state) for row in _of(connection, statement, camera_ids)}


def _after_their_last(connection: Connection, begun_s: Mapping[str, int]) -> dict[str, int]:
    last = select(SPELLS.c.camera_id, func.max(SPELLS.c.to_unix_s).label("to_unix_s")).group_by(SPELLS.c.camera_id)
    known = {row.camera_id: row.to_unix_s for row in _of(connection, last, begun_s)}
    return {key: max(at_s, known.get(key, at_s)) for key, at_s in begun_s.items()}


def _of(connection: Connection, statement: Any, camera_ids: Iterable[str]) -> Iterator[Any]:
    keys = list(camera_ids)
    for start in range(0, len(keys), _SLICE):
        yield from connection.execute(statement.where(SPELLS.c.camera_id.in_(keys[start : start + _SLICE])))


def _end(connection: Connection, ended: Mapping[str, _Standing], ends_s: Mapping[str, int]) -> None:
    """One that lasted no second leaves nothing."""
    rows = [{"_id": key, "_to": ends_s[key] if ends_s[key] > one.begin_s else None} for key, one in ended.items()]
    lasted, empty = [row for row in rows if row["_to"] is not None], [row for row in rows if row["_to"] is None]
    mine = (SPELLS.c.camera_id == bindparam("_id")) & (SPELLS.c.to_unix_s == OPEN_UNIX_S)
    if lasted:
        connection.execute(update(SPELLS).where(mine).values(to_unix_s=bindparam("_to")), lasted)
    if empty:
        connection.execute(delete(SPELLS).where(mine), [{"_id": row["_id"]} for row in empty])
