"""Sign-in: passwords for tokens, tokens for newer ones, and the end of a session."""

from __future__ import annotations

import hashlib
import math
import secrets
import unicodedata
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, insert, select, update

from console.base.redaction import Secret
from console.domain.audit_act import AuditAct
from console.domain.exercise import EXERCISE_WORD
from console.domain.roles import Role
from console.server import audit
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal, read_codes
from console.server.problems import Refusal
from console.server.tables import REFRESH_TOKENS, SESSIONS, USERS
from console.wire.auth import TokenAnswer
from console.wire.push import PushKind

ACCESS = "access-token"
CONSOLE = "console"
INBOX = "inbox"


def plain_username(text: str) -> str:
    """The form under which a user name is kept and compared."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def token_hash(token: str) -> str:
    """Tokens are 256 random bits, so a plain digest is enough to keep them by."""
    return hashlib.sha256(token.encode()).hexdigest()


def check_password(centre: Centre, username: str, password: Secret, address: str) -> Any:
    """The user's row. Raises Refusal ``auth.wrong_password`` or ``auth.too_many_tries`` (with Retry-After)."""
    name = plain_username(username)
    wait_s = centre.throttle.begin(name, address)
    if wait_s > 0:
        centre.meters.sign_in_failed("too_many_tries")
        raise Refusal(429, "auth.too_many_tries", headers={"Retry-After": str(math.ceil(wait_s))})
    with centre.database.read() as connection:
        row = connection.execute(select(USERS).where(USERS.c.username == name)).first()
    matches = centre.passwords.matches(row.password_hash if row else None, password)
    if not matches or row is None or row.disabled_utc is not None:
        _record_failure(centre, row, address)
        raise Refusal(401, "auth.wrong_password")
    centre.throttle.succeeded(name, address)
    return row


def _record_failure(centre: Centre, row: Any, address: str) -> None:
    """A name that nobody has is left out: it may be a password in the wrong field."""
    who = audit.AuditActor("?", "", address) if row is None else _actor(row, address)
    centre.meters.sign_in_failed("wrong_password")
    centre.database.write(lambda connection: _record(connection, centre, who, AuditAct.SIGN_IN_FAILED, ""))


def _actor(user: Any, address: str) -> audit.AuditActor:
    return audit.AuditActor(user.username, user.role, address, user.id)


def _record(
    connection: Connection, centre: Centre, who: Principal | audit.AuditActor, act: AuditAct, kind: str
) -> None:
    name = who.name if isinstance(who, audit.AuditActor) else who.username
    audit.record(connection, who, act, [(name, kind)], centre.clock.now_utc())


def principal_of(row: Any, session_id: str, expires_utc: datetime, address: str) -> Principal:
    return Principal(
        user_id=row.id,
        username=row.username,
        display_name=row.display_name,
        role=Role(row.role),
        scope=read_codes(row.scope),
        denied=read_codes(row.denied),
        session_id=session_id,
        expires_utc=expires_utc,
        address=address,
        sees_exercise=Role(row.role) is not Role.POLICE_LIAISON,
    )


def open_console_session(centre: Centre, user: Any, address: str, *, exercise: bool = False) -> TokenAnswer:
    """A new session of a console with its first pair of tokens."""

    def work(connection: Connection) -> tuple[TokenAnswer, list[Event]]:
        session_id = _new_session(connection, centre, user.id, CONSOLE, None, centre.settings.lifetimes.refresh_token_s)
        is_exercise = exercise or centre.settings.exercise
        kind = f"{CONSOLE} {EXERCISE_WORD}" if is_exercise else CONSOLE
        _record(connection, centre, _actor(user, address), AuditAct.SIGNED_IN, kind)
        return _new_pair(connection, centre, user, session_id, address, exercise=is_exercise), []

    return centre.write(work)


def open_inbox_session(centre: Centre, user: Any, address: str) -> Secret:
    """A new session of the police page; the token goes into its cookie and lasts a shift."""
    token = secrets.token_urlsafe(32)
    life_s = centre.settings.lifetimes.inbox_session_s

    def work(connection: Connection) -> tuple[None, list[Event]]:
        _new_session(connection, centre, user.id, INBOX, token_hash(token), life_s)
        _record(connection, centre, _actor(user, address), AuditAct.SIGNED_IN, INBOX)
        return None, []

    centre.write(work)
    return Secret(token)


def renew(centre: Centre, refresh_token: str, address: str) -> TokenAnswer:
    """The next pair. A token that was used before ends its whole session: one of its two holders is a thief."""

    def work(connection: Connection) -> tuple[TokenAnswer | str, list[Event]]:
        now = centre.clock.now_utc()
        mine = REFRESH_TOKENS.c.token_hash == token_hash(refresh_token)
        statement = (
            select(
                REFRESH_TOKENS.c.session_id,
                REFRESH_TOKENS.c.used_utc,
                REFRESH_TOKENS.c.expires_utc.label("token_expires_utc"),
                SESSIONS.c.revoked_utc,
                USERS,
            )
            .join(SESSIONS, SESSIONS.c.id == REFRESH_TOKENS.c.session_id)
            .join(USERS, USERS.c.id == SESSIONS.c.user_id)
            .where(mine)
        )
        row = connection.execute(statement).first()
        if row is None:
            return "auth.token_invalid", []
        if row.used_utc is not None:
            return "auth.token_reused", revoke_session(connection, row.session_id, now)
        if row.revoked_utc is not None or row.disabled_utc is not None:
            return "auth.session_ended", []
        if row.token_expires_utc <= now:
            return "auth.token_expired", []
        connection.execute(update(REFRESH_TOKENS).where(mine).values(used_utc=now))
        return _new_pair(connection, centre, row, row.session_id, address, exercise=centre.settings.exercise), []

    # The refusal is raised outside: raising inside would undo the revocation.
    outcome = centre.write(work)
    if isinstance(outcome, str):
        raise Refusal(401, outcome)
    return outcome


def sign_out(centre: Centre, principal: Principal) -> None:
    def work(connection: Connection) -> tuple[None, list[Event]]:
        _record(connection, centre, principal, AuditAct.SIGNED_OUT, "")
        return None, revoke_session(connection, principal.session_id, centre.clock.now_utc())

    centre.write(work)


def revoke_session(connection: Connection, session_id: str, now_utc: datetime) -> list[Event]:
    """Ends a session; gives the event that closes its streams."""
    open_one = (SESSIONS.c.id == session_id) & SESSIONS.c.revoked_utc.is_(None)
    changed = connection.execute(update(SESSIONS).where(open_one).values(revoked_utc=now_utc)).rowcount
    return [Event(PushKind.SESSION_REVOKED, "{}", session_id=session_id)] if changed else []


def _new_session(
    connection: Connection, centre: Centre, user_id: str, kind: str, digest: str | None, life_s: int
) -> str:
    now = centre.clock.now_utc()
    session_id = str(uuid4())
    connection.execute(
        insert(SESSIONS).values(
            id=session_id,
            user_id=user_id,
            kind=kind,
            token_hash=digest,
            created_utc=now,
            expires_utc=now + timedelta(seconds=life_s),
        )
    )
    return session_id


def _new_pair(
    connection: Connection, centre: Centre, user: Any, session_id: str, address: str, *, exercise: bool
) -> TokenAnswer:
    now = centre.clock.now_utc()
    lives = centre.settings.lifetimes
    refresh_token = secrets.token_urlsafe(32)
    refresh_ends = now + timedelta(seconds=lives.refresh_token_s)
    connection.execute(
        insert(REFRESH_TOKENS).values(
            token_hash=token_hash(refresh_token), session_id=session_id, expires_utc=refresh_ends
        )
    )
    connection.execute(update(SESSIONS).where(SESSIONS.c.id == session_id).values(expires_utc=refresh_ends))
    ends = now + timedelta(seconds=lives.access_token_s)
    access_token = centre.keys.sign(ACCESS, {"s": session_id, "x": int(ends.timestamp())})
    return TokenAnswer(
        access_token=access_token,
        refresh_token=refresh_token,
        expires_in_s=lives.access_token_s,
        user=principal_of(user, session_id, ends, address).info(exercise=exercise),
    )
