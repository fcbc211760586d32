"""What owners' systems answer of repairs: signed like every answer, counted once, by the same table of states."""

from __future__ import annotations

import hashlib
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, insert, select

from console.base.errors import KnownError
from console.domain.repair_state import NEEDS_NOTE, RepairParty, RepairState
from console.handoff.cloud_event import CloudEvent
from console.handoff.repair import ANSWERS, RepairReceipt, read_repair_answer, repair_event
from console.server.centre import Centre
from console.server.handoff.tables import HANDOFF_ANSWERS, HANDOFF_OUTBOX
from console.server.numbering import Event
from console.server.problems import Refusal
from console.server.repair.steps import RepairActor, RepairStep, take_step
from console.server.repair.tables import REPAIRS


def take_repair_answer(centre: Centre, receiver: str, event: CloudEvent, body: bytes) -> RepairReceipt:
    """Writes the answer down; the same message again changes nothing. ``event`` is verified already.

    Raises Refusal 422 ``handoff.message_malformed``, ``handoff.answer_unknown``, ``repair.note_missing``; 404 ``repair.unknown``,
    also for one that this receiver never got; 409 ``id_conflict``, ``repair.ended``, ``repair.out_of_order``.
    """
    kind = repair_event(event)
    if kind not in ANSWERS:
        raise Refusal(422, "handoff.answer_unknown")
    try:
        data = read_repair_answer(event)
    except KnownError as error:
        raise Refusal(422, error.code) from error
    action, digest = ANSWERS[kind], hashlib.sha256(body).hexdigest()
    note = data.note.strip()
    if action in NEEDS_NOTE and not note:
        raise Refusal(422, "repair.note_missing")

    def work(connection: Connection) -> tuple[RepairReceipt, list[Event]]:
        repair_id = str(data.repair_id)
        got = (HANDOFF_OUTBOX.c.receiver == receiver) & (HANDOFF_OUTBOX.c.repair_id == repair_id)
        if connection.execute(select(HANDOFF_OUTBOX.c.id).where(got)).first() is None:
            raise Refusal(404, "repair.unknown")
        repair = connection.execute(select(REPAIRS).where(REPAIRS.c.id == repair_id)).one()
        if _was_said(connection, receiver, event.id, digest):
            return RepairReceipt(number=repair.number, state=RepairState(repair.state), repeated=True), []
        now = centre.clock.now_utc()
        step = RepairStep(action, uuid5(NAMESPACE_URL, f"urn:ronda:answer:{receiver}:{event.id}"), note)
        try:
            events = take_step(connection, repair, RepairActor(RepairParty.OWNER, receiver), step, now)
        except KnownError as error:
            raise Refusal(409, error.code) from error
        values = {
            "receiver": receiver,
            "message_id": event.id,
            "body_hash": digest,
            "repair_id": repair_id,
            "kind": kind.value,
            "body": body.decode(),
            "at_utc": now,
        }
        connection.execute(insert(HANDOFF_ANSWERS).values(values))
        state = connection.execute(select(REPAIRS.c.state).where(REPAIRS.c.id == repair_id)).scalar_one()
        return RepairReceipt(number=repair.number, state=RepairState(state)), events

    return centre.write(work)


def _was_said(connection: Connection, receiver: str, message_id: str, digest: str) -> bool:
    same = (HANDOFF_ANSWERS.c.receiver == receiver) & (HANDOFF_ANSWERS.c.message_id == message_id)
    before = connection.execute(select(HANDOFF_ANSWERS.c.body_hash).where(same)).scalar()
    if before is not None and before != digest:
        raise Refusal(409, "id_conflict")
    return before is not None
