"""Links to packages: one download each, for who asked for the package, within minutes; every download is written down."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from console.base.ids import new_id
from console.domain.release_state import FETCHABLE, ReleaseAction, ReleaseParty, ReleaseState
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.release.changes import write_step
from console.server.release.files import package_file
from console.server.release.history import party_of, person
from console.server.release.requests import visible_release
from console.server.release.tables import RELEASE_LINKS
from console.server.sign_in import token_hash
from console.wire.releases import ReleaseChangeBody, ReleaseLink


def make_link(centre: Centre, principal: Principal, release_id: UUID) -> ReleaseLink:
    """Raises Refusal 404 ``release.unknown``, ``release.not_here``, 403 ``release.not_yours``."""
    token = secrets.token_urlsafe(32)
    ends = centre.clock.now_utc() + timedelta(seconds=centre.settings.lifetimes.release_link_s)

    def work(connection: Connection) -> tuple[None, list[Event]]:
        row = visible_release(connection, principal, release_id)
        if party_of(person(principal), row) is not ReleaseParty.REQUESTER:
            raise Refusal(403, "release.not_yours")
        if ReleaseState(row.state) not in FETCHABLE:
            raise Refusal(404, "release.not_here")
        values = {"token_hash": token_hash(token), "release_id": row.id, "user_id": principal.user_id}
        connection.execute(insert(RELEASE_LINKS).values(**values, expires_utc=ends))
        return None, []

    centre.write(work)
    # Behind the question mark, which no log of ours keeps; and worthless without the session of who asked.
    return ReleaseLink(path=f"/v1/releases/{release_id}/package?ticket={token}", expires_utc=ends)


def use_link(centre: Centre, principal: Principal, release_id: UUID, token: str) -> Path:
    """The package's file, once. Raises Refusal 410 ``release.link_expired``, 404 ``release.not_here``, ``release.unknown``."""

    def work(connection: Connection) -> tuple[Path, list[Event]]:
        row = visible_release(connection, principal, release_id)
        mine = RELEASE_LINKS.c.token_hash == token_hash(token)
        link = connection.execute(select(RELEASE_LINKS).where(mine)).first()
        now = centre.clock.now_utc()
        if link is None or link.release_id != row.id or link.user_id != principal.user_id:
            raise Refusal(410, "release.link_expired")
        if link.used_utc is not None or link.expires_utc <= now:
            raise Refusal(410, "release.link_expired")
        path = package_file(centre, row.number)
        if ReleaseState(row.state) not in FETCHABLE or not path.is_file():
            raise Refusal(404, "release.not_here")
        connection.execute(update(RELEASE_LINKS).where(mine).values(used_utc=now))
        fetched = ReleaseChangeBody(id=new_id(), action=ReleaseAction.RELEASE)
        _, events = write_step(connection, centre, row, person(principal), fetched)
        return path, events

    return centre.write(work)
