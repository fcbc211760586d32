"""Signed answers of receivers: each counts once, and goes the way of every change of a flag."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from sqlalchemy import Connection, insert, select

from console.base.errors import KnownError
from console.domain.flag_state import ENDED, FlagAction, FlagParty, FlagState
from console.handoff.answer import AnswerData, AnswerReceipt, read_answer
from console.handoff.cloud_event import CloudEvent, EventType, event_type
from console.server.centre import Centre
from console.server.flag_changes import write_change
from console.server.flag_history import FlagActor
from console.server.handoff.tables import HANDOFF_ANSWERS, HANDOFF_OUTBOX
from console.server.numbering import Event
from console.server.problems import Refusal
from console.server.release.history import ReleaseActor
from console.server.release.requests import add_release
from console.server.tables import FLAGS
from console.wire.events import FlagChangeBody
from console.wire.releases import ReleaseBody

_ACTIONS = {
    EventType.ACKNOWLEDGED: FlagAction.ACKNOWLEDGE,
    EventType.ASSIGNED: FlagAction.ASSIGN,
    EventType.ENROUTE: FlagAction.GO,
    EventType.ONSCENE: FlagAction.ARRIVE,
    EventType.RESOLVED: FlagAction.RESOLVE,
    EventType.EVIDENCE_REQUESTED: FlagAction.NOTE,
}


_PURPOSE = "Penyidikan"
"""Where the police's system says no more; kept with the file, so in its language."""


@dataclass(frozen=True)
class _Answer:
    receiver: str
    message_id: str
    body: bytes
    kind: EventType
    data: AnswerData

    @property
    def body_hash(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def change_id(self) -> UUID:
        return uuid5(NAMESPACE_URL, f"urn:ronda:answer:{self.receiver}:{self.message_id}")


def take_answer(centre: Centre, receiver: str, event: CloudEvent, body: bytes) -> AnswerReceipt:
    """Writes the answer down; the same message again changes nothing. ``event`` is ``body``, verified already.

    Raises Refusal: 422 ``handoff.message_malformed``, ``handoff.answer_unknown``; 404 ``flag.unknown``, also for a flag that
    this receiver never got; 409 ``id_conflict``; and those of ``write_change``.
    """
    answer = _read(receiver, event, body)

    def work(connection: Connection) -> tuple[AnswerReceipt, list[Event]]:
        row = _handed_flag(connection, answer)
        if _was_said(connection, answer):
            return AnswerReceipt(number=row.number, stage=FlagState(row.state), repeated=True), []
        now = centre.clock.now_utc()
        stage = FlagState(row.state)
        events: list[Event] = []
        if not (answer.kind is EventType.EVIDENCE_REQUESTED and stage in ENDED):
            # Evidence is often asked for when the case is long over: that is kept, and reopens nothing.
            actor = FlagActor(FlagParty.POLICE, receiver, "receiver")
            record, events = write_change(connection, row, actor, _change(answer), now)
            stage = record.stage or stage
        events = [*events, *_request(connection, row, answer, now)]
        values = {
            "receiver": receiver,
            "message_id": answer.message_id,
            "body_hash": answer.body_hash,
            "flag_id": row.id,
            "kind": answer.kind.value,
            "body": body.decode(),
            "at_utc": now,
        }
        connection.execute(insert(HANDOFF_ANSWERS).values(values))
        return AnswerReceipt(number=row.number, stage=stage), events

    return centre.write(work)


def _read(receiver: str, event: CloudEvent, body: bytes) -> _Answer:
    try:
        data = read_answer(event)
    except KnownError as error:
        raise Refusal(422, error.code) from error
    kind = event_type(event)
    if kind not in _ACTIONS:
        raise Refusal(422, "handoff.answer_unknown")
    return _Answer(receiver, event.id, body, kind, data)


def _handed_flag(connection: Connection, answer: _Answer) -> Any:
    flag_id = str(answer.data.flag_id)
    mine = (HANDOFF_OUTBOX.c.receiver == answer.receiver) & (HANDOFF_OUTBOX.c.flag_id == flag_id)
    if connection.execute(select(HANDOFF_OUTBOX.c.id).where(mine)).first() is None:
        raise Refusal(404, "flag.unknown")
    return connection.execute(select(FLAGS).where(FLAGS.c.id == flag_id)).one()


def _was_said(connection: Connection, answer: _Answer) -> bool:
    same = (HANDOFF_ANSWERS.c.receiver == answer.receiver) & (HANDOFF_ANSWERS.c.message_id == answer.message_id)
    row = connection.execute(select(HANDOFF_ANSWERS.c.body_hash).where(same)).first()
    if row is None:
        return False
    if row.body_hash != answer.body_hash:
        raise Refusal(409, "id_conflict")
    return True


def _request(connection: Connection, flag: Any, answer: _Answer, now_utc: datetime) -> list[Event]:
    """A request for evidence that has all that one needs is one; what lacks something stays the note that it is."""
    data = answer.data
    complete = (data.letter_number, data.report_number, data.officer_name, data.officer_number)
    if answer.kind is not EventType.EVIDENCE_REQUESTED or not all(text.strip() for text in complete):
        return []
    body = ReleaseBody(
        letter_number=data.letter_number,
        report_number=data.report_number,
        purpose=data.note.strip() or _PURPOSE,
        officer_name=data.officer_name,
        officer_number=data.officer_number,
        unit=data.unit,
    )
    actor = ReleaseActor(answer.receiver, "receiver")
    _, events = add_release(connection, flag, actor, uuid5(answer.change_id, "release"), body, now_utc)
    return events


def _change(answer: _Answer) -> FlagChangeBody:
    data = answer.data
    return FlagChangeBody(
        id=answer.change_id,
        action=_ACTIONS[answer.kind],
        note=_note(answer),
        officer_name=data.officer_name,
        officer_number=data.officer_number,
        said_utc=data.at_utc,
    )


def _note(answer: _Answer) -> str:
    data = answer.data
    if answer.kind is not EventType.EVIDENCE_REQUESTED:
        return "; ".join(part for part in (data.unit, data.note) if part)
    # Kept with the flag for ever, so in the language of the file, not of whoever reads it.
    asked = f"Permintaan bukti: surat {data.letter_number or '-'}, LP {data.report_number or '-'}"
    return "; ".join(part for part in (asked, data.unit, data.note) if part)
