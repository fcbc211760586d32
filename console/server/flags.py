"""Flags as the centre keeps and tells them: put once, read by who may; their life is in ``flag_changes``."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from console.base.ids import new_id
from console.domain.area import parent_code
from console.domain.audit_act import AuditAct
from console.domain.exercise import EXERCISE_WORD
from console.domain.flag_state import ENDED, FlagAction, FlagState
from console.server import audit
from console.server.body_hash import body_hash
from console.server.centre import Centre
from console.server.flag_history import Step, actor_of, add_change, change_record
from console.server.hold_rows import standing_holds
from console.server.numbering import Event, next_flag_number
from console.server.principal import Principal, scope_clause
from console.server.problems import Refusal
from console.server.steps import histories
from console.server.tables import AREAS, CAMERAS, EVIDENCE, FLAG_CHANGES, FLAGS
from console.wire.events import (
    Acknowledgement,
    EvidenceBody,
    EvidenceRecord,
    EvidenceState,
    FlagBody,
    FlagCamera,
    FlagChangeBody,
    FlagChangeRecord,
    FlagList,
    FlagRecord,
    FlagWay,
)
from console.wire.push import PushKind

_LONGEST_CATEGORY = 20


def camera_in_scope(connection: Connection, principal: Principal, camera_id: str) -> Any:
    """The camera's row; one that was taken out of the directory still counts, since what was seen was seen.

    Raises Refusal 404 ``camera.unknown``, 403 ``scope.denied``.
    """
    row = connection.execute(select(CAMERAS).where(CAMERAS.c.id == camera_id)).first()
    if row is None:
        raise Refusal(404, "camera.unknown")
    if not principal.sees(row.area_code):
        raise Refusal(403, "scope.denied")
    return row


def put_flag(centre: Centre, principal: Principal, flag_id: UUID, body: FlagBody) -> tuple[FlagRecord, bool]:
    """The record, and whether it is new. Raises Refusal 409 ``id_conflict`` for another body under the same id."""
    if len(body.category) > _LONGEST_CATEGORY:
        raise Refusal(422, "request.invalid", "category")

    def work(connection: Connection) -> tuple[tuple[FlagRecord, bool], list[Event]]:
        known = connection.execute(select(FLAGS).where(FLAGS.c.id == str(flag_id))).first()
        if known is not None:
            if known.body_hash != body_hash(body, known.body) or not principal.sees(known.area_code):
                raise Refusal(409, "id_conflict")
            return (record_of(connection, flag_id), False), []
        camera = camera_in_scope(connection, principal, body.camera_id)
        for more in body.more_camera_ids:
            camera_in_scope(connection, principal, more)
        now = centre.clock.now_utc()
        exercise = body.exercise or centre.settings.exercise
        # On every screen, file and document that names the flag.
        prefix = f"{EXERCISE_WORD}-{centre.settings.city_prefix}" if exercise else centre.settings.city_prefix
        values = {
            "id": str(flag_id),
            "number": next_flag_number(connection, prefix, now),
            "body": body.model_dump_json(),
            "body_hash": body_hash(body),
            "camera_name": camera.name,
            "camera_number": camera.number,
            "area_code": camera.area_code,
            "place": json.dumps(_place(connection, camera.area_code)),
            "state": FlagState.SENT.value,
            "priority": body.priority,
            "waiting_utc": now,
            "user_id": principal.user_id,
            "operator": principal.display_name,
            "received_utc": now,
            "exercise": exercise,
        }
        connection.execute(insert(FLAGS).values(values))
        sent = FlagChangeBody(id=new_id(), action=FlagAction.SEND, said_utc=body.created_utc)
        add_change(connection, str(flag_id), actor_of(principal), sent, Step(FlagState.FLAGGED, FlagState.SENT, now))
        cameras = (body.camera_id, *body.more_camera_ids)
        # By the flag and by each camera, so that either question of the audit finds it.
        subjects = [(str(flag_id), " ".join(cameras)), *((one, str(flag_id)) for one in cameras)]
        audit.record(connection, principal, AuditAct.FLAG_MADE, subjects, now)
        record = record_of(connection, flag_id)
        return (record, True), [flag_event(record)]

    return centre.write(work)


def _place(connection: Connection, area_code: str) -> list[str]:
    codes: list[str] = []
    code: str | None = area_code
    while code is not None:
        codes.insert(0, code)
        code = parent_code(code)
    rows = connection.execute(select(AREAS.c.code, AREAS.c.name).where(AREAS.c.code.in_(codes)))
    names = {row.code: row.name for row in rows}
    return [names[known] for known in codes if known in names]


def flag_event(record: FlagRecord) -> Event:
    return Event(PushKind.FLAG_UPDATED, record.model_dump_json(), area_code=record.area_code)


def visible_flag(connection: Connection, principal: Principal, flag_id: UUID) -> Any:
    """The flag's row. Raises Refusal 404 ``flag.unknown``, also for one outside the scope."""
    row = connection.execute(select(FLAGS).where(FLAGS.c.id == str(flag_id))).first()
    if row is None or not principal.sees(row.area_code) or (row.exercise and not principal.sees_exercise):
        raise Refusal(404, "flag.unknown")
    return row


def cameras_of(record: FlagRecord) -> tuple[str, ...]:
    """The ids of all its cameras, also of those that were added afterwards."""
    return (record.body.camera_id, *(camera.id for camera in record.more_cameras))


def record_of(connection: Connection, flag_id: UUID) -> FlagRecord:
    row = connection.execute(select(FLAGS).where(FLAGS.c.id == str(flag_id))).one()
    return _records(connection, [row])[0]


@dataclass(frozen=True)
class FlagWish:
    """Which flags are asked for; ``before`` goes on behind one already got."""

    state: FlagState | None = None
    only_open: bool = False
    before: UUID | None = None
    limit: int = 100
    number: str = ""


def list_flags(connection: Connection, principal: Principal, wish: FlagWish) -> FlagList:
    """The newest first."""
    limit = wish.limit
    statement = select(FLAGS).where(scope_clause(principal, FLAGS.c.area_code))
    if not principal.sees_exercise:
        statement = statement.where(FLAGS.c.exercise.is_(False))
    if wish.state is not None:
        statement = statement.where(FLAGS.c.state == wish.state.value)
    if wish.only_open:
        statement = statement.where(FLAGS.c.state.not_in([state.value for state in ENDED]))
    if wish.number:
        statement = statement.where(FLAGS.c.number == wish.number)
    if wish.before is not None:
        mark = visible_flag(connection, principal, wish.before)
        older = (FLAGS.c.received_utc < mark.received_utc) | (
            (FLAGS.c.received_utc == mark.received_utc) & (FLAGS.c.id < mark.id)
        )
        statement = statement.where(older)
    rows = connection.execute(statement.order_by(FLAGS.c.received_utc.desc(), FLAGS.c.id.desc()).limit(limit + 1)).all()
    records = _records(connection, list(rows[:limit]))
    return FlagList(flags=tuple(records), more=len(rows) > limit)


def _records(connection: Connection, rows: list[Any]) -> list[FlagRecord]:
    ids = [row.id for row in rows]
    evidence: dict[str, list[EvidenceRecord]] = {}
    found = connection.execute(
        select(EVIDENCE).where(EVIDENCE.c.flag_id.in_(ids)).order_by(EVIDENCE.c.announced_utc, EVIDENCE.c.id)
    )
    deleted: dict[str, datetime] = {}
    for row in found:
        if row.deleted_utc is not None:
            deleted[row.flag_id] = max(row.deleted_utc, deleted.get(row.flag_id, row.deleted_utc))
            continue
        evidence.setdefault(row.flag_id, []).append(evidence_record(row))
    told = histories(connection, FLAG_CHANGES.c.flag_id, ids, change_record)
    held = standing_holds(connection, ids)
    bodies = {row.id: FlagBody.model_validate_json(row.body) for row in rows}
    more = {row.id: _more_cameras(bodies[row.id], evidence.get(row.id, ())) for row in rows}
    cameras = _cameras(connection, {camera for found in more.values() for camera in found})
    return [
        _record(row, tuple(evidence.get(row.id, ())), tuple(told.get(row.id, ()))).model_copy(
            update={
                "more_cameras": tuple(cameras[one] for one in more[row.id] if one in cameras),
                "exercise": row.exercise,
                "evidence_deleted_utc": deleted.get(row.id),
                "hold": held.get(row.id),
            }
        )
        for row in rows
    ]


def _more_cameras(body: FlagBody, evidence: Iterable[EvidenceRecord]) -> tuple[str, ...]:
    """Those that were flagged with the first one, then those that evidence was added of."""
    found = dict.fromkeys([*body.more_camera_ids, *(file.body.camera_id for file in evidence)])
    return tuple(camera for camera in found if camera != body.camera_id)


def _cameras(connection: Connection, ids: set[str]) -> dict[str, FlagCamera]:
    if not ids:
        return {}
    rows = connection.execute(select(CAMERAS.c.id, CAMERAS.c.number, CAMERAS.c.name).where(CAMERAS.c.id.in_(ids)))
    return {row.id: FlagCamera(id=row.id, number=row.number, name=row.name) for row in rows}


def evidence_record(row: Any) -> EvidenceRecord:
    body = EvidenceBody.model_validate_json(row.body)
    return EvidenceRecord(id=UUID(row.id), body=body, state=EvidenceState(row.state))


def _record(row: Any, evidence: tuple[EvidenceRecord, ...], history: tuple[FlagChangeRecord, ...]) -> FlagRecord:
    answer = row.acknowledgement
    return FlagRecord(
        id=UUID(row.id),
        number=row.number,
        body=FlagBody.model_validate_json(row.body),
        state=_way(row),
        stage=FlagState(row.state),
        level=row.level,
        waiting_utc=row.waiting_utc,
        operator=row.operator,
        camera_name=row.camera_name,
        camera_number=row.camera_number,
        area_code=row.area_code,
        place=tuple(json.loads(row.place)),
        received_utc=row.received_utc,
        delivered_utc=row.delivered_utc,
        acknowledgement=None if answer is None else Acknowledgement.model_validate_json(answer),
        evidence=evidence,
        history=history,
    )


def _way(row: Any) -> FlagWay:
    if row.acknowledgement is not None:
        return FlagWay.ACKNOWLEDGED
    return FlagWay.RECEIVED if row.delivered_utc is None else FlagWay.DELIVERED
