"""Requests for evidence as the centre keeps and tells them: put once, read by who may."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.release_change import ReleaseRequest
from console.domain.release_state import ENDED, ReleaseAction, ReleaseState
from console.server.body_hash import body_hash
from console.server.centre import Centre
from console.server.flags import visible_flag
from console.server.hold_rows import standing_holds
from console.server.numbering import Event
from console.server.principal import Principal, scope_clause
from console.server.problems import Refusal
from console.server.release.history import ReleaseActor, Step, add_change, change_record, person
from console.server.release.tables import RELEASE_CHANGES, RELEASES
from console.server.steps import histories
from console.server.tables import FLAGS
from console.wire.push import PushKind
from console.wire.releases import ReleaseBody, ReleaseChangeBody, ReleaseFile, ReleaseList, ReleaseRecord


def put_release(
    centre: Centre, principal: Principal, flag_id: UUID, release_id: UUID, body: ReleaseBody
) -> tuple[ReleaseRecord, bool]:
    """The record, and whether it is new; a flag that has ended may still be asked for, and stays ended.

    Raises Refusal 404 ``flag.unknown``, 409 ``id_conflict``, 422 ``release.request_incomplete``.
    """

    def work(connection: Connection) -> tuple[tuple[ReleaseRecord, bool], list[Event]]:
        known = connection.execute(select(RELEASES).where(RELEASES.c.id == str(release_id))).first()
        if known is not None:
            same = known.body_hash == body_hash(body, known.body) and known.flag_id == str(flag_id)
            if not same or known.requester_id != principal.user_id:
                raise Refusal(409, "id_conflict")
            return (record_of(connection, str(release_id)), False), []
        flag = visible_flag(connection, principal, flag_id)
        record, events = add_release(connection, flag, person(principal), release_id, body, centre.clock.now_utc())
        return (record, True), events

    return centre.write(work)


def add_release(
    connection: Connection, flag: Any, actor: ReleaseActor, release_id: UUID, body: ReleaseBody, now_utc: datetime
) -> tuple[ReleaseRecord, list[Event]]:
    """Inside a write. Raises Refusal 422 ``release.request_incomplete``."""
    try:
        ReleaseRequest(
            body.letter_number, body.report_number, body.purpose, body.officer_name, body.officer_number
        ).check()
    except KnownError as error:
        raise Refusal(422, error.code) from error
    count = connection.execute(select(func.count()).where(RELEASES.c.flag_id == flag.id)).scalar_one()
    values = {
        "id": str(release_id),
        "number": f"{flag.number}_BB{count + 1:02d}",
        "flag_id": flag.id,
        "area_code": flag.area_code,
        "body": body.model_dump_json(),
        "body_hash": body_hash(body),
        "state": ReleaseState.REQUESTED.value,
        "requester": actor.name,
        "requester_id": actor.user_id,
        "requested_utc": now_utc,
    }
    connection.execute(insert(RELEASES).values(values))
    asked = ReleaseChangeBody(id=new_id(), action=ReleaseAction.REQUEST)
    step = Step(ReleaseState.REQUESTED, ReleaseState.REQUESTED, now_utc)
    add_change(connection, str(release_id), actor, asked, step)
    record = record_of(connection, str(release_id))
    return record, [release_event(record)]


def release_event(record: ReleaseRecord) -> Event:
    return Event(PushKind.RELEASE_UPDATED, record.model_dump_json(), area_code=record.area_code)


def visible_release(connection: Connection, principal: Principal, release_id: UUID) -> Any:
    """The row. Raises Refusal 404 ``release.unknown``, also for one outside the scope."""
    row = connection.execute(_joined().where(RELEASES.c.id == str(release_id))).first()
    if row is None or not principal.sees(row.area_code) or (row.exercise and not principal.sees_exercise):
        raise Refusal(404, "release.unknown")
    return row


def record_of(connection: Connection, release_id: str) -> ReleaseRecord:
    row = connection.execute(_joined().where(RELEASES.c.id == release_id)).one()
    return _records(connection, [row])[0]


def is_released(connection: Connection, flag_id: str) -> bool:
    """Whether the evidence of a flag was ever approved to be handed over, and that still stands."""
    states = [state.value for state in (ReleaseState.PACKED, ReleaseState.RELEASED, ReleaseState.RECEIVED)]
    mine = (RELEASES.c.flag_id == flag_id) & RELEASES.c.state.in_(states)
    return connection.execute(select(RELEASES.c.id).where(mine)).first() is not None


@dataclass(frozen=True)
class ReleaseWish:
    """Which releases are asked for; ``before`` goes on behind one already got."""

    flag_id: UUID | None = None
    only_open: bool = False
    before: UUID | None = None
    limit: int = 100


def list_releases(connection: Connection, principal: Principal, wish: ReleaseWish) -> ReleaseList:
    """The newest first; of one flag, or of all in the scope."""
    limit = wish.limit
    statement = _joined().where(scope_clause(principal, RELEASES.c.area_code))
    if not principal.sees_exercise:
        statement = statement.where(FLAGS.c.exercise.is_(False))
    if wish.flag_id is not None:
        statement = statement.where(RELEASES.c.flag_id == str(wish.flag_id))
    if wish.only_open:
        statement = statement.where(RELEASES.c.state.not_in([state.value for state in ENDED]))
    if wish.before is not None:
        mark = visible_release(connection, principal, wish.before)
        older = (RELEASES.c.requested_utc < mark.requested_utc) | (
            (RELEASES.c.requested_utc == mark.requested_utc) & (RELEASES.c.id < mark.id)
        )
        statement = statement.where(older)
    ordered = statement.order_by(RELEASES.c.requested_utc.desc(), RELEASES.c.id.desc())
    rows = list(connection.execute(ordered.limit(limit + 1)))
    return ReleaseList(releases=tuple(_records(connection, rows[:limit])), more=len(rows) > limit)


def _joined() -> Any:
    return select(RELEASES, FLAGS.c.number.label("flag_number"), FLAGS.c.exercise).join(
        FLAGS, FLAGS.c.id == RELEASES.c.flag_id
    )


def _records(connection: Connection, rows: list[Any]) -> list[ReleaseRecord]:
    told = histories(connection, RELEASE_CHANGES.c.release_id, [row.id for row in rows], change_record)
    held = standing_holds(connection, [row.flag_id for row in rows])
    return [
        ReleaseRecord(
            id=UUID(row.id),
            number=row.number,
            flag_id=UUID(row.flag_id),
            flag_number=row.flag_number,
            area_code=row.area_code,
            body=ReleaseBody.model_validate_json(row.body),
            state=ReleaseState(row.state),
            requester=row.requester,
            requester_id=row.requester_id,
            requested_utc=row.requested_utc,
            approver=row.approver,
            approved_utc=row.approved_utc,
            files=tuple(ReleaseFile.model_validate(one) for one in json.loads(row.files)),
            packed_utc=row.packed_utc,
            package_bytes=row.package_bytes,
            package_sha256=row.package_sha256,
            fault=row.fault,
            retention_until_utc=row.retention_until_utc,
            hold=held.get(row.flag_id),
            exercise=row.exercise,
            history=tuple(told.get(row.id, ())),
        )
        for row in rows
    ]
