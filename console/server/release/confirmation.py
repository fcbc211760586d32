"""The password asked again before a step that one must not take by an open screen: it counts once, for five minutes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from console.base.redaction import Secret
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.release.tables import CONFIRMATIONS
from console.server.sign_in import check_password


def confirm(centre: Centre, principal: Principal, password: Secret) -> None:
    """Raises Refusal 401 ``auth.wrong_password``, 429 ``auth.too_many_tries``."""
    row = check_password(centre, principal.username, password, principal.address)
    if row.id != principal.user_id:
        raise Refusal(401, "auth.wrong_password")

    def work(connection: Connection) -> tuple[None, list[Event]]:
        forget(connection, principal)
        values = {"session_id": principal.session_id, "at_utc": centre.clock.now_utc()}
        connection.execute(insert(CONFIRMATIONS).values(values))
        return None, []

    centre.write(work)


def confirmed_utc(connection: Connection, principal: Principal | None) -> datetime | None:
    """In this session, and not used up yet."""
    if principal is None:
        return None
    mine = CONFIRMATIONS.c.session_id == principal.session_id
    return connection.execute(select(CONFIRMATIONS.c.at_utc).where(mine)).scalar()


def forget(connection: Connection, principal: Principal) -> None:
    connection.execute(delete(CONFIRMATIONS).where(CONFIRMATIONS.c.session_id == principal.session_id))
