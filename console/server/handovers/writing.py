"""Takes hand-over notes and what is added to them: each once, none changed afterwards."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from console.base.clock import WIB
from console.domain.audit_act import AuditAct
from console.domain.handover import LONGEST_REMARK, LONGEST_SHIFT, Reach, RemarkKind, note_fault
from console.server import audit
from console.server.body_hash import body_hash
from console.server.centre import Centre
from console.server.handovers.reading import change_event, record_of, visible_handover
from console.server.handovers.tables import HANDOVER_REMARKS, HANDOVERS
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.tables import CAMERAS, FLAGS
from console.wire.handovers import HandoverBody, HandoverRecord, RemarkBody


def put_handover(
    centre: Centre, principal: Principal, handover_id: UUID, body: HandoverBody
) -> tuple[HandoverRecord, bool]:
    """The record, and whether it is new. Raises Refusal 409 ``id_conflict``, 422 handover.*, 404 ``camera.unknown``,
    403 ``scope.denied``."""
    _check_words(body)

    def work(connection: Connection) -> tuple[tuple[HandoverRecord, bool], list[Event]]:
        known = connection.execute(select(HANDOVERS).where(HANDOVERS.c.id == str(handover_id))).first()
        if known is not None:
            if known.author_id != principal.user_id or known.sha256 != body_hash(body, known.body):
                raise Refusal(409, "id_conflict")
            return (record_of(connection, centre, principal, known), False), []
        reach = _reach_of(principal, body)
        _check_flags(connection, principal, body)
        _check_cameras(connection, principal, _cameras(body))
        now = centre.clock.now_utc()
        digest = body_hash(body)
        values = {
            "id": str(handover_id),
            "number": _next_number(connection, centre.settings.city_prefix, now),
            "body": body.model_dump_json(),
            "sha256": digest,
            "areas": json.dumps(reach.areas),
            "denied": json.dumps(reach.denied),
            "author_id": principal.user_id,
            "author": principal.display_name,
            "role": principal.role.value,
            "shift": body.shift,
            "from_utc": body.from_utc,
            "until_utc": body.until_utc,
            "received_utc": now,
            "flags": len(body.facts.flags),
            "causes": len(body.facts.causes),
        }
        connection.execute(insert(HANDOVERS).values(values))
        subjects = [(str(handover_id), str(values["number"]))]
        audit.record(connection, principal, AuditAct.HANDOVER_WRITTEN, subjects, now, digest)
        row = visible_handover(connection, principal, handover_id)
        return (record_of(connection, centre, principal, row), True), [change_event(now)]

    return centre.write(work)


def put_remark(
    centre: Centre, principal: Principal, handover_id: UUID, remark_id: UUID, body: RemarkBody
) -> HandoverRecord:
    """The same again changes nothing. Raises Refusal 404 ``handover.unknown``, 409 ``id_conflict``, 403
    ``handover.not_yours``, 422 ``handover.empty``, ``handover.too_long``."""
    text = body.text.strip()
    if not text:
        raise Refusal(422, "handover.empty")
    if len(text) > LONGEST_REMARK:
        raise Refusal(422, "handover.too_long")

    def work(connection: Connection) -> tuple[HandoverRecord, list[Event]]:
        row = visible_handover(connection, principal, handover_id)
        if body.kind is RemarkKind.CORRECTION and row.author_id != principal.user_id:
            raise Refusal(403, "handover.not_yours")
        values = {
            "id": str(remark_id),
            "handover_id": row.id,
            "kind": body.kind.value,
            "text": text,
            "user_id": principal.user_id,
        }
        known = connection.execute(select(HANDOVER_REMARKS).where(HANDOVER_REMARKS.c.id == str(remark_id))).first()
        if known is not None:
            if any(getattr(known, name) != value for name, value in values.items()):
                raise Refusal(409, "id_conflict")
            return record_of(connection, centre, principal, row), []
        now = centre.clock.now_utc()
        who = {"author": principal.display_name, "role": principal.role.value, "at_utc": now}
        connection.execute(insert(HANDOVER_REMARKS).values(values | who))
        audit.record(
            connection, principal, AuditAct.HANDOVER_REMARKED, [(row.id, f"{body.kind.value}: {text}")], now, row.sha256
        )
        return record_of(connection, centre, principal, row), [change_event(now)]

    return centre.write(work)


def _check_words(body: HandoverBody) -> None:
    fault = note_fault(body.text, [(line.why, len(line.cameras)) for line in body.watched])
    if fault is not None:
        raise Refusal(422, fault)
    if not body.from_utc < body.until_utc <= body.from_utc + LONGEST_SHIFT:
        raise Refusal(422, "handover.times_bad")


def _reach_of(principal: Principal, body: HandoverBody) -> Reach:
    """What the note is about: the author's whole scope, or the part of it that they named."""
    mine = Reach(principal.scope, principal.denied)
    reach = Reach(body.areas or principal.scope, principal.denied)
    if not mine.holds(reach):
        raise Refusal(403, "scope.denied")
    return reach


def _check_flags(connection: Connection, principal: Principal, body: HandoverBody) -> None:
    told = {str(one.flag_id): one.number for one in body.facts.flags}
    told |= {str(one.flag_id): one.number for one in body.facts.holds}
    statement = select(FLAGS.c.id, FLAGS.c.area_code, FLAGS.c.exercise).where(FLAGS.c.id.in_(list(told)))
    seen = {
        row.id
        for row in connection.execute(statement)
        if principal.sees(row.area_code) and (principal.sees_exercise or not row.exercise)
    }
    for flag_id, number in told.items():
        if flag_id not in seen:
            raise Refusal(422, "handover.flag_unknown", number=number)


def _cameras(body: HandoverBody) -> Sequence[str]:
    watched = (camera for line in body.watched for camera in line.cameras)
    return list(dict.fromkeys(one.id for one in (*watched, *(closure.camera for closure in body.facts.closures))))


def _check_cameras(connection: Connection, principal: Principal, cameras: Sequence[str]) -> None:
    """Those that were taken out of the directory still count, since what was seen was seen."""
    statement = select(CAMERAS.c.id, CAMERAS.c.area_code).where(CAMERAS.c.id.in_(cameras))
    areas = {row.id: row.area_code for row in connection.execute(statement)}
    if any(camera not in areas for camera in cameras):
        raise Refusal(404, "camera.unknown")
    if not all(principal.sees(area) for area in areas.values()):
        raise Refusal(403, "scope.denied")


def _next_number(connection: Connection, city_prefix: str, now_utc: datetime) -> str:
    """Counted from 1 on each day in WIB: under the one lock of writers, and no note of the day is ever deleted."""
    prefix = f"{city_prefix}-ST-{now_utc.astimezone(WIB):%Y%m%d}-"
    mine = select(func.count()).select_from(HANDOVERS).where(HANDOVERS.c.number.startswith(prefix, autoescape=True))
    return f"{prefix}{int(connection.execute(mine).scalar_one()) + 1:02d}"
