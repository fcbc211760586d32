"""Users of the centre: added, listed and shut out from the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from console.base.errors import KnownError
from console.base.redaction import Secret
from console.domain.area import is_area_code
from console.domain.audit_act import AuditAct
from console.domain.roles import Role
from console.server import audit
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.sign_in import plain_username, revoke_session
from console.server.tables import SESSIONS, USERS

SHORTEST_PASSWORD = 10


@dataclass(frozen=True)
class NewUser:
    """A user to add; ``scope`` and ``denied`` are area codes."""

    username: str
    role: Role
    scope: tuple[str, ...]
    display_name: str
    denied: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownUser:
    """A user as listed."""

    username: str
    display_name: str
    role: Role
    scope: tuple[str, ...]
    disabled_utc: datetime | None


def add_user(centre: Centre, user: NewUser, password: Secret) -> bool:
    """Adds; False when the very same user with this password is there already, so that set-ups may run twice.

    Raises KnownError ``centre.user_exists`` (name), ``centre.password_short`` (least), ``centre.scope_bad`` (area).
    """
    name = plain_username(user.username)
    if not name:
        raise KnownError("centre.user_name_empty")
    if len(password.reveal()) < SHORTEST_PASSWORD:
        raise KnownError("centre.password_short", least=SHORTEST_PASSWORD)
    _check_codes((*user.scope, *user.denied))
    values = {
        "display_name": user.display_name or user.username,
        "role": user.role.value,
        "scope": json.dumps(user.scope),
        "denied": json.dumps(user.denied),
    }
    with centre.database.read() as connection:
        known = connection.execute(select(USERS).where(USERS.c.username == name)).first()
    if known is not None:
        same = all(getattr(known, key) == value for key, value in values.items()) and known.disabled_utc is None
        if same and centre.passwords.matches(known.password_hash, password):
            return False
        raise KnownError("centre.user_exists", name=name)
    digest = centre.passwords.hash(password)

    def work(connection: Connection) -> None:
        if connection.execute(select(USERS.c.id).where(USERS.c.username == name)).first() is not None:
            raise KnownError("centre.user_exists", name=name)
        row = values | {"id": str(uuid4()), "username": name, "password_hash": digest}
        connection.execute(insert(USERS).values(**row, created_utc=centre.clock.now_utc()))
        _record(connection, centre, name, f"added {user.role.value} {' '.join(user.scope)}")

    centre.database.write(work)
    return True


def _record(connection: Connection, centre: Centre, name: str, what: str) -> None:
    now = centre.clock.now_utc()
    audit.record(connection, audit.COMMAND_LINE, AuditAct.RIGHTS_CHANGED, [(name, what)], now)


def _check_codes(codes: Sequence[str]) -> None:
    for code in codes:
        if not is_area_code(code):
            raise KnownError("centre.scope_bad", area=code)


def list_users(centre: Centre) -> list[KnownUser]:
    with centre.database.read() as connection:
        rows = connection.execute(select(USERS).order_by(USERS.c.username)).all()
    return [_known(row) for row in rows]


def _known(row: Any) -> KnownUser:
    return KnownUser(row.username, row.display_name, Role(row.role), tuple(json.loads(row.scope)), row.disabled_utc)


def disable_user(centre: Centre, username: str) -> None:
    """Ends every session of the user too. Raises KnownError ``centre.user_unknown`` (name)."""
    name = plain_username(username)

    def work(connection: Connection) -> tuple[None, list[Event]]:
        events = shut_out(connection, name, centre.clock.now_utc())
        _record(connection, centre, name, "disabled")
        return None, events

    centre.write(work)


def shut_out(connection: Connection, name: str, now_utc: datetime) -> list[Event]:
    """No more sign-in, and what closes the streams of the sessions. Raises KnownError ``centre.user_unknown`` (name)."""
    row = connection.execute(select(USERS.c.id).where(USERS.c.username == name)).first()
    if row is None:
        raise KnownError("centre.user_unknown", name=name)
    connection.execute(update(USERS).where(USERS.c.id == row.id).values(disabled_utc=now_utc))
    mine = select(SESSIONS.c.id).where(SESSIONS.c.user_id == row.id)
    ended = [revoke_session(connection, known, now_utc) for known in connection.execute(mine).scalars().all()]
    return [event for events in ended for event in events]
