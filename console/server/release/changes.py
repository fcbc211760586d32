"""The life of a release at the centre: ``change_release`` is the one way in for people, ``write_step`` for the centre itself."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, update

from console.base.errors import KnownError
from console.domain.release_change import ReleaseChange, ReleaseFacts, state_after
from console.domain.release_state import NEEDS_CONFIRMATION, ReleaseAction, ReleaseState
from console.server.centre import Centre
from console.server.hold_rows import standing_holds
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.release.confirmation import confirmed_utc, forget
from console.server.release.files import approved_files, remove_package
from console.server.release.history import ReleaseActor, Step, add_change, party_of, person
from console.server.release.requests import record_of, release_event, visible_release
from console.server.release.tables import RELEASE_CHANGES, RELEASES
from console.server.steps import was_said
from console.server.tables import FLAGS
from console.wire.releases import ReleaseChangeBody, ReleaseRecord

_STATUSES = {
    "release.already_decided": 409,
    "release.confirm_again": 403,
    "release.ended": 409,
    "release.legal_hold": 409,
    "release.not_yours": 403,
    "release.out_of_order": 409,
    "release.retention_runs": 409,
    "release.same_person": 403,
    "release.wrong_hash": 409,
}
"""Of refusals by the rules; what a step lacks is 422."""


def change_release(centre: Centre, principal: Principal, release_id: UUID, body: ReleaseChangeBody) -> ReleaseRecord:
    """The release behind ``body``; the same ``body.id`` again changes nothing and gives the release as it is.

    Raises Refusal: 404 ``release.unknown``, 409 ``id_conflict``, ``release.no_evidence``, and the codes of
    ``release_change.state_after`` with the statuses above.
    """

    def work(connection: Connection) -> tuple[ReleaseRecord, list[Event]]:
        row = visible_release(connection, principal, release_id)
        if was_said(connection, RELEASE_CHANGES.c.release_id, row.id, body):
            return record_of(connection, row.id), []
        if body.action is ReleaseAction.RELEASE:
            # It is written down when the package is fetched, and never without it.
            raise Refusal(403, "release.not_yours")
        return write_step(connection, centre, row, person(principal), body)

    record = centre.write(work)
    if record.state is ReleaseState.DESTROYED:
        # After it is written: a hold that comes at the same time is either before both or too late for both. What a
        # crash leaves here is taken away by the next look.
        remove_package(centre, record.number)
    return record


def write_step(
    connection: Connection, centre: Centre, row: Any, actor: ReleaseActor, body: ReleaseChangeBody
) -> tuple[ReleaseRecord, list[Event]]:
    """Inside a write; ``row`` is the release's. Raises Refusal as ``change_release``."""
    now = centre.clock.now_utc()
    before = ReleaseState(row.state)
    after = _state_after(connection, row, actor, body, now)
    values = {"state": after.value, "fault": ""} | _values(connection, centre, row, actor, body.action, now)
    connection.execute(update(RELEASES).where(RELEASES.c.id == row.id).values(values))
    if body.action in NEEDS_CONFIRMATION and actor.principal is not None:
        forget(connection, actor.principal)
    add_change(connection, row.id, actor, body, Step(before, after, now))
    record = record_of(connection, row.id)
    return record, [release_event(record)]


def _state_after(
    connection: Connection, row: Any, actor: ReleaseActor, body: ReleaseChangeBody, now_utc: datetime
) -> ReleaseState:
    author = connection.execute(select(FLAGS.c.user_id).where(FLAGS.c.id == row.flag_id)).scalar_one()
    facts = ReleaseFacts(
        state=ReleaseState(row.state),
        package_sha256=row.package_sha256,
        retention_until_utc=row.retention_until_utc,
        legal_hold=row.flag_id in standing_holds(connection, [row.flag_id]),
        is_requester=actor.user_id is not None and actor.user_id == row.requester_id,
        is_author=actor.user_id == author,
        confirmed_utc=confirmed_utc(connection, actor.principal),
    )
    change = ReleaseChange(body.action, body.note, body.sha256, body.minute_number, body.witness)
    try:
        return state_after(facts, party_of(actor, row), change, now_utc)
    except KnownError as error:
        raise Refusal(_STATUSES.get(error.code, 422), error.code) from error


def _values(
    connection: Connection, centre: Centre, row: Any, actor: ReleaseActor, action: ReleaseAction, now_utc: datetime
) -> dict[str, object]:
    if action is ReleaseAction.APPROVE:
        files = approved_files(connection, row.flag_id)
        if not files:
            raise Refusal(409, "release.no_evidence")
        kept = json.dumps([one.model_dump(mode="json") for one in files])
        return {"approver": actor.name, "approver_id": actor.user_id, "approved_utc": now_utc, "files": kept}
    if action is ReleaseAction.RETAIN:
        return {"retention_until_utc": now_utc + timedelta(seconds=centre.settings.lifetimes.release_retention_s)}
    return {}
