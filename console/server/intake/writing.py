"""Writes checked cameras, those of a file and those of a source alike: only what differs gets a new revision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from console.server.intake.checking import NewCamera
from console.server.intake.plan import Known
from console.server.keys import Keys
from console.server.numbering import take_revisions
from console.server.owners import KnownOwner, owners_named
from console.server.spells.writing import end_spells
from console.server.tables import CAMERAS, DEPARTURES

_NO_LOGINS: dict[str, Any] = {"main_login": None, "sub_login": None, "ptz_login": None, "login_mark": ""}


def write_cameras(
    connection: Connection,
    keys: Keys,
    cameras: Sequence[NewCamera],
    known: Known,
    now_utc: datetime,
    source_id: str | None = None,
) -> int:
    """Those that are as they were are left alone; gives how many were written, all of them as ``source_id``'s."""
    cameras = _with_owners(connection, cameras)
    changed = [camera for camera in cameras if differing(keys, camera, known.cameras.get(camera.id), source_id)]
    revisions = take_revisions(connection, len(changed))
    rows = [_row(keys, camera, source_id, rev) for camera, rev in zip(changed, revisions, strict=True)]
    replace_rows(connection, CAMERAS, "id", rows)
    departures = [
        {"rev": row["rev"], "camera_id": row["id"], "area_code": before.area_code, "at_utc": now_utc}
        for row in rows
        if (before := known.cameras.get(row["id"])) is not None and before.area_code != row["area_code"]
    ]
    if departures:
        connection.execute(insert(DEPARTURES), departures)
    return len(rows)


def _with_owners(connection: Connection, cameras: Sequence[NewCamera]) -> list[NewCamera]:
    """Their text of an owner is an owner's id or name; who is new becomes an owner about whom nobody has said more."""
    owners = owners_named(connection, (str(camera.doc["owner"]) for camera in cameras))
    found: list[NewCamera] = []
    for camera in cameras:
        owner = owners.get(str(camera.doc["owner"]), KnownOwner("", ""))
        found.append(replace(camera, doc={**camera.doc, "owner": owner.name, "owner_id": owner.id}))
    return found


def differing(keys: Keys, camera: NewCamera, row: Any, source_id: str | None = None) -> tuple[str, ...]:
    """The names of what is not as in ``row``, empty when nothing is; ``new`` alone for one that is not there."""
    if row is None or row.deleted_utc is not None:
        return ("new",)
    wanted = {**camera.doc, **_addresses(camera), "source_id": source_id}
    if _means(str(camera.doc["owner"]), row):
        wanted["owner"] = row.owner
    names = [name for name, value in wanted.items() if getattr(row, name) != value]
    if row.login_mark != _login_mark(keys, camera):
        names.append("login")
    return tuple(names)


def _means(owner: str, row: Any) -> bool:
    """The text is the owner of ``row`` in other letters, or that one's id."""
    return bool(owner == row.owner_id or " ".join(owner.split()).casefold() == row.owner.casefold())


def _addresses(camera: NewCamera) -> dict[str, str]:
    ptz = camera.ptz
    return {
        "main_url": camera.main.url,
        "sub_url": camera.sub.url,
        "ptz_protocol": ptz.protocol.value if ptz else "",
        "ptz_url": ptz.url if ptz else "",
        "ptz_token": ptz.token if ptz else "",
    }


def _login_mark(keys: Keys, camera: NewCamera) -> str:
    """Tells changed passwords without opening the sealed ones; the id keeps equal passwords from looking equal."""
    logins = [camera.main.login, camera.sub.login]
    # Marks from before cameras could be moved stay what they were.
    logins += [camera.ptz_login] if camera.ptz_login.user else []
    return keys.mark("login-mark", "\0".join([camera.id, *(f"{one.user}\0{one.password.reveal()}" for one in logins)]))


def _row(keys: Keys, camera: NewCamera, source_id: str | None, rev: int) -> dict[str, Any]:
    logins = {"main_login": camera.main.login, "sub_login": camera.sub.login, "ptz_login": camera.ptz_login}
    return {
        **camera.doc,
        **_addresses(camera),
        **{name: keys.seal(login) if login.user else None for name, login in logins.items()},
        "id": camera.id,
        "source_id": source_id,
        "login_mark": _login_mark(keys, camera),
        "rev": rev,
    }


def replace_rows(connection: Connection, table: Any, key: str, rows: list[dict[str, Any]]) -> None:
    """Updates the rows that are there and inserts the others; a tombstone comes back to life."""
    known = set(connection.execute(select(table.c[key])).scalars()) if rows else set()
    fresh = [row | {"deleted_utc": None} for row in rows if row[key] not in known]
    old = [row | {"deleted_utc": None, "_key": row[key]} for row in rows if row[key] in known]
    if fresh:
        connection.execute(insert(table), fresh)
    if old:
        names = [name for name in old[0] if name not in {"_key", key}]
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        connection.execute(
            update(table).where(table.c[key] == bindparam("_key")).values(values),
            [{name: value for name, value in row.items() if name != key} for row in old],
        )


def remove_cameras(connection: Connection, removed: Sequence[str], now_utc: datetime) -> None:
    if not removed:
        return
    marks = [
        {"_id": camera_id, "_rev": rev}
        for camera_id, rev in zip(removed, take_revisions(connection, len(removed)), strict=True)
    ]
    # The login goes at once: nobody may open a camera that is no longer in the directory.
    connection.execute(
        update(CAMERAS)
        .where(CAMERAS.c.id == bindparam("_id"))
        .values(rev=bindparam("_rev"), deleted_utc=now_utc, **_NO_LOGINS),
        marks,
    )
    end_spells(connection, removed, now_utc)
