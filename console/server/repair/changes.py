"""Steps that people of the room take: a note by anybody who may open repairs, every other one by a supervisor."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Connection, select

from console.base.errors import KnownError
from console.domain.audit_act import AuditAct
from console.domain.repair_state import NEEDS_NOTE, may_do
from console.server import audit
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.repair.listing import record_of
from console.server.repair.opening import party_of
from console.server.repair.steps import RepairActor, RepairStep, take_step
from console.server.repair.tables import REPAIR_CHANGES, REPAIRS
from console.wire.repairs import RepairChangeBody, RepairRecord


def change_repair(centre: Centre, principal: Principal, repair_id: UUID, body: RepairChangeBody) -> RepairRecord:
    """The same change again changes nothing.

    Raises Refusal 404 ``repair.unknown``, 403 ``auth.forbidden``, 409 ``id_conflict``, ``repair.ended``,
    ``repair.out_of_order``, 422 ``repair.note_missing``.
    """
    party = party_of(principal)
    if not may_do(party, body.action):
        raise Refusal(403, "auth.forbidden", body.action.value)
    if body.action in NEEDS_NOTE and not body.note:
        raise Refusal(422, "repair.note_missing")

    def work(connection: Connection) -> tuple[RepairRecord, list[Event]]:
        before = record_of(connection, centre, principal, str(repair_id))
        said = connection.execute(select(REPAIR_CHANGES).where(REPAIR_CHANGES.c.id == str(body.id))).first()
        if said is not None:
            if (said.repair_id, said.action, said.note) != (str(repair_id), body.action.value, body.note):
                raise Refusal(409, "id_conflict")
            return before, []
        now = centre.clock.now_utc()
        repair = connection.execute(select(REPAIRS).where(REPAIRS.c.id == str(repair_id))).one()
        actor = RepairActor(party, principal.display_name)
        try:
            events = take_step(connection, repair, actor, RepairStep(body.action, body.id, body.note), now)
        except KnownError as error:
            raise Refusal(409, error.code) from error
        subjects = [(camera.camera_id, f"{before.number} {body.action.value}") for camera in before.cameras]
        audit.record(connection, principal, AuditAct.REPAIR_CHANGED, subjects, now)
        return record_of(connection, centre, principal, str(repair_id)), events

    return centre.write(work)
