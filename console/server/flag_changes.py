"""The life of a flag at the centre: ``change_flag`` is the one way in, for people, receivers and the centre itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select, update

from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.audit_act import AuditAct
from console.domain.camera import CameraId
from console.domain.flag_change import FlagChange, state_after
from console.domain.flag_state import UNANSWERED, FlagAction, FlagState
from console.server import audit
from console.server.centre import Centre
from console.server.flag_history import FlagActor, Step, actor_of, add_change
from console.server.flags import flag_event, record_of
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.steps import was_said
from console.server.tables import CAMERAS, FLAG_CHANGES, FLAGS
from console.wire.events import Acknowledgement, AcknowledgementBody, FlagChangeBody, FlagRecord

_STATUSES = {
    "flag.closed": 409,
    "flag.already_acknowledged": 409,
    "flag.change_out_of_order": 409,
    "flag.change_not_yours": 403,
}
"""Of refusals by the table; what a change lacks is 422."""


def change_flag(centre: Centre, actor: FlagActor, flag_id: UUID, body: FlagChangeBody) -> FlagRecord:
    """The flag behind ``body``; the same ``body.id`` again changes nothing and gives the flag as it is.

    Raises Refusal: 404 ``flag.unknown``, 409 ``id_conflict``, 422 ``flag.duplicate_unknown``, ``flag.camera_unknown``, 403
    ``flag.camera_not_yours``, and the codes of
    ``flag_change.state_after``: 403 ``flag.change_not_yours``, 409 ``flag.closed``, ``flag.already_acknowledged``,
    ``flag.change_out_of_order``, 422 for what is missing.
    """

    def work(connection: Connection) -> tuple[FlagRecord, list[Event]]:
        row = _reached(connection, actor, flag_id)
        if was_said(connection, FLAG_CHANGES.c.flag_id, row.id, body):
            return record_of(connection, flag_id), []
        _check_camera(connection, actor, body)
        return write_change(connection, row, actor, body, centre.clock.now_utc())

    return centre.write(work)


def write_change(
    connection: Connection, row: Any, actor: FlagActor, body: FlagChangeBody, now_utc: datetime, level: int = 0
) -> tuple[FlagRecord, list[Event]]:
    """Inside a write; ``row`` is the flag's. Raises Refusal as ``change_flag``."""
    before = FlagState(row.state)
    after = _state_after(before, actor, body)
    if body.duplicate_of is not None:
        _check_original(connection, actor, row.id, body.duplicate_of)
    values = (
        {"state": after.value} | _answer_values(row, actor, body, after, now_utc) | _clock_values(body, after, now_utc)
    )
    connection.execute(update(FLAGS).where(FLAGS.c.id == row.id).values(values))
    step = Step(before, after, now_utc, level, _named(connection, body))
    add_change(connection, row.id, actor, body, step)
    acknowledged = actor.principal is not None and "acknowledged_by" in values
    act = AuditAct.ACKNOWLEDGE_FLAG if acknowledged else AuditAct.FLAG_CHANGED
    detail = body.officer_number if acknowledged else f"{body.action.value}: {before.value} > {after.value}"
    who = actor.principal or audit.AuditActor(actor.name, actor.role)
    subjects = [(row.id, detail), *([(body.camera_id, row.id)] if body.camera_id else [])]
    audit.record(connection, who, act, subjects, now_utc)
    record = record_of(connection, UUID(row.id))
    return record, [flag_event(record)]


def _reached(connection: Connection, actor: FlagActor, flag_id: UUID) -> Any:
    row = connection.execute(select(FLAGS).where(FLAGS.c.id == str(flag_id))).first()
    if row is None or not actor.reaches(row.area_code, exercise=row.exercise):
        raise Refusal(404, "flag.unknown")
    return row


def _state_after(before: FlagState, actor: FlagActor, body: FlagChangeBody) -> FlagState:
    change = FlagChange(
        id=body.id,
        action=body.action,
        reason=body.reason,
        note=body.note,
        officer_name=body.officer_name,
        officer_number=body.officer_number,
        duplicate_of=body.duplicate_of,
        camera_id=CameraId(body.camera_id) if body.camera_id else None,
    )
    try:
        return state_after(before, actor.party, change)
    except KnownError as error:
        raise Refusal(_STATUSES.get(error.code, 422), error.code) from error


def _check_original(connection: Connection, actor: FlagActor, flag_id: str, original: UUID) -> None:
    row = connection.execute(select(FLAGS.c.area_code).where(FLAGS.c.id == str(original))).first()
    if row is None or str(original) == flag_id or not actor.reaches(row.area_code):
        raise Refusal(422, "flag.duplicate_unknown")


def _check_camera(connection: Connection, actor: FlagActor, body: FlagChangeBody) -> None:
    """Codes of the flag's own: a console takes them for an answer to what was said, not for a fault of the way."""
    if body.action is not FlagAction.ADD_CAMERA or not body.camera_id:
        return
    row = _camera(connection, body.camera_id)
    if row is None:
        raise Refusal(422, "flag.camera_unknown")
    if not actor.reaches(row.area_code):
        raise Refusal(403, "flag.camera_not_yours")


def _camera(connection: Connection, camera_id: str | None) -> Any:
    return connection.execute(select(CAMERAS).where(CAMERAS.c.id == camera_id)).first()


def _named(connection: Connection, body: FlagChangeBody) -> str:
    """The note of a camera that was added begins with which one: so it reads in every history, of older consoles too."""
    row = _camera(connection, body.camera_id) if body.action is FlagAction.ADD_CAMERA else None
    return body.note if row is None else " · ".join(part for part in (f"{row.number} {row.name}", body.note) if part)


def _answer_values(
    row: Any, actor: FlagActor, body: FlagChangeBody, after: FlagState, now_utc: datetime
) -> dict[str, object]:
    """What older consoles read of an answer; a flag that is reopened waits for a new one."""
    if body.action is FlagAction.REOPEN:
        return {"delivered_utc": None, "acknowledgement": None, "acknowledged_by": None}
    if after is FlagState.DELIVERED:
        return {"delivered_utc": row.delivered_utc or now_utc}
    if body.action not in {FlagAction.ACKNOWLEDGE, FlagAction.ASSIGN} or row.acknowledgement is not None:
        return {}
    answer = Acknowledgement(
        officer_name=body.officer_name, officer_number=body.officer_number, note=body.note, at_utc=now_utc
    )
    return {
        "delivered_utc": row.delivered_utc or now_utc,
        "acknowledgement": answer.model_dump_json(),
        "acknowledged_by": None if actor.principal is None else actor.principal.user_id,
    }


def _clock_values(body: FlagChangeBody, after: FlagState, now_utc: datetime) -> dict[str, object]:
    if body.action is FlagAction.REOPEN:
        return {"waiting_utc": now_utc, "level": 0}
    if after not in UNANSWERED or body.action is FlagAction.TELEPHONE:
        return {"waiting_utc": None}
    return {}


def confirm_receipt(centre: Centre, principal: Principal, flag_id: UUID) -> FlagRecord:
    """A police inbox showed the flag; again is no change."""

    def work(connection: Connection) -> tuple[FlagRecord, list[Event]]:
        actor = actor_of(principal)
        row = _reached(connection, actor, flag_id)
        if FlagState(row.state) not in UNANSWERED - {FlagState.DELIVERED}:
            return record_of(connection, flag_id), []
        body = FlagChangeBody(id=new_id(), action=FlagAction.DELIVER)
        return write_change(connection, row, actor, body, centre.clock.now_utc())

    return centre.write(work)


def acknowledge(centre: Centre, principal: Principal, flag_id: UUID, answer: AcknowledgementBody) -> FlagRecord:
    """The first answer stands, and itself again is no change; other refusals as ``change_flag``."""

    def work(connection: Connection) -> tuple[FlagRecord, list[Event]]:
        actor = actor_of(principal)
        row = _reached(connection, actor, flag_id)
        if row.acknowledgement is not None:
            standing = Acknowledgement.model_validate_json(row.acknowledgement)
            if standing == Acknowledgement(**answer.model_dump(), at_utc=standing.at_utc):
                return record_of(connection, flag_id), []
        body = FlagChangeBody(id=new_id(), action=FlagAction.ACKNOWLEDGE, **answer.model_dump())
        return write_change(connection, row, actor, body, centre.clock.now_utc())

    return centre.write(work)
