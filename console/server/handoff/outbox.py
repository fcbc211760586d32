"""What receivers are to be told, queued in the very transaction of the change that it tells."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import Connection, insert, select

from console.domain.flag_state import ENDED, FlagState
from console.handoff.cloud_event import EventType, incident_event
from console.handoff.eido_writer import write_eido
from console.handoff.incident import Incident, Issuer
from console.server.handoff.incidents import incident_of, stays_in_the_house
from console.server.handoff.rules import ReceiverRule
from console.server.handoff.tables import FLAGS_KIND, HANDOFF_OUTBOX, RECEIVERS
from console.server.numbering import Event
from console.wire.events import FlagRecord
from console.wire.push import PushKind


class OutboxState(Enum):
    """How a message stands, in the order of lists."""

    WAITING = "waiting"
    FAILED = "failed"
    """Given up after its last try: a person must look, and may have it tried anew."""
    DELIVERED = "delivered"


_TYPES = {
    FlagState.ACKNOWLEDGED: EventType.ACKNOWLEDGED,
    FlagState.ASSIGNED: EventType.ASSIGNED,
    FlagState.ENROUTE: EventType.ENROUTE,
    FlagState.ONSCENE: EventType.ONSCENE,
    FlagState.RESOLVED: EventType.RESOLVED,
    FlagState.CLOSED: EventType.CLOSED,
    FlagState.CANCELLED: EventType.CANCELLED,
    FlagState.DUPLICATE: EventType.CANCELLED,
}


@dataclass(frozen=True)
class Sender:
    """Under which names and addresses this centre hands over."""

    issuer: Issuer
    public_url: str

    @property
    def source(self) -> str:
        return f"urn:ronda:{self.issuer.element}"


def queue_news(connection: Connection, events: Sequence[Event], sender: Sender, now_utc: datetime) -> bool:
    """Rows for every receiver that one of ``events`` concerns; True when there are any. Inside a write."""
    told = [event for event in events if event.kind is PushKind.FLAG_UPDATED]
    if not told:
        return False
    receivers = connection.execute(
        select(RECEIVERS).where(RECEIVERS.c.disabled_utc.is_(None), RECEIVERS.c.kind == FLAGS_KIND)
    ).all()
    queued = False
    for event in told if receivers else ():
        record = FlagRecord.model_validate_json(event.data)
        if not stays_in_the_house(connection, record.body.category):
            for receiver in receivers:
                queued |= _queue(connection, receiver, record, sender, now_utc)
    return queued


def _queue(connection: Connection, receiver: Any, record: FlagRecord, sender: Sender, now_utc: datetime) -> bool:
    if receiver.exercise != record.exercise:
        return False
    last = _last_message(connection, receiver.name, record)
    stage = record.stage or FlagState.SENT
    if last is None and (stage in ENDED or not _rule(receiver).fits(*_rule_facts(record))):
        return False
    if stage is FlagState.DELIVERED:
        # That it arrived is no news to whom it arrived at.
        stage = FlagState.SENT if last is None else FlagState(last.stage)
    incident = incident_of(connection, record, stage, sender.public_url, now_utc)
    digest = _digest(incident, sender.issuer, record.received_utc)
    if last is not None and last.digest == digest:
        return False
    kind = _kind(stage, None if last is None else last.stage)
    event_name = f"{sender.issuer.event_prefix}.{kind.value}"
    document = write_eido(incident, sender.issuer).to_json()
    message = incident_event(event_name, sender.source, record.number, document, now_utc)
    values = {
        "id": message.id,
        "receiver": receiver.name,
        "flag_id": str(record.id),
        "seq": 1 if last is None else last.seq + 1,
        "kind": kind.value,
        "stage": stage.value,
        "priority": record.body.priority,
        "body": message.to_bytes().decode(),
        "digest": digest,
        "state": OutboxState.WAITING.value,
        "tries": 0,
        "queued_utc": now_utc,
        "due_utc": now_utc,
        "last_fault": "",
    }
    connection.execute(insert(HANDOFF_OUTBOX).values(values))
    return True


def _last_message(connection: Connection, receiver: str, record: FlagRecord) -> Any:
    mine = (HANDOFF_OUTBOX.c.receiver == receiver) & (HANDOFF_OUTBOX.c.flag_id == str(record.id))
    return connection.execute(select(HANDOFF_OUTBOX).where(mine).order_by(HANDOFF_OUTBOX.c.seq.desc()).limit(1)).first()


def _rule(receiver: Any) -> ReceiverRule:
    return ReceiverRule(
        *(tuple(json.loads(text)) for text in (receiver.areas, receiver.categories, receiver.priorities))
    )


def _rule_facts(record: FlagRecord) -> tuple[str, str, int]:
    return record.area_code, record.body.category, record.body.priority


def _kind(stage: FlagState, before: str | None) -> EventType:
    if before is None:
        return EventType.FLAGGED
    return EventType.UPDATED if stage.value == before else _TYPES.get(stage, EventType.UPDATED)


def _digest(incident: Incident, issuer: Issuer, fixed: datetime) -> str:
    """Of what a receiver reads in it, whenever that was written."""
    document = write_eido(replace(incident, changed_utc=fixed), issuer).to_json()
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()
