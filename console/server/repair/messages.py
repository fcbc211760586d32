"""What owners' systems are to be told of repairs, queued in the very transaction of the change that it tells."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from console.domain.repair_state import ENDED, RepairAction, RepairParty, RepairState
from console.handoff.repair import (
    RepairCameraDocument,
    RepairDocument,
    RepairEvent,
    RepairPictureDocument,
    repair_message,
)
from console.server.handoff.outbox import OutboxState, Sender
from console.server.handoff.tables import HANDOFF_OUTBOX, RECEIVERS, REPAIRS_KIND
from console.server.numbering import Event
from console.server.repair.picture_bounds import bounds_of
from console.server.repair.tables import PICTURE_FACTS, REPAIR_CAMERAS, REPAIR_CHANGES, REPAIR_PICTURES, REPAIRS
from console.server.tables import CAMERAS
from console.wire.push import PushKind
from console.wire.repairs import RepairNews

_PRIORITY = 4
"""Behind every flag that is urgent."""


def queue_repairs(
    connection: Connection, events: Sequence[Event], sender: Sender, now_utc: datetime, *, exercise: bool
) -> bool:
    """Rows for every receiver that one of ``events`` concerns; True when there are any. Inside a write."""
    told = [event.data for event in events if event.kind is PushKind.REPAIR_UPDATED]
    ids = dict.fromkeys(RepairNews.model_validate_json(data).id for data in told)
    queued = False
    for repair_id in ids:
        repair = connection.execute(select(REPAIRS).where(REPAIRS.c.id == str(repair_id))).one()
        for receiver in _receivers(connection, repair.owner_id, exercise=exercise):
            queued |= _queue(connection, receiver, repair, sender, now_utc)
    return queued


def _receivers(connection: Connection, owner_id: str, *, exercise: bool) -> list[Any]:
    """Those of this owner, else those of every owner that has none."""
    mine = (
        RECEIVERS.c.disabled_utc.is_(None),
        RECEIVERS.c.kind == REPAIRS_KIND,
        RECEIVERS.c.exercise.is_(exercise),
    )
    rows = connection.execute(select(RECEIVERS).where(*mine)).all()
    own = [row for row in rows if owner_id in json.loads(row.owners)]
    return own or [row for row in rows if not json.loads(row.owners)]


def _queue(connection: Connection, receiver: Any, repair: Any, sender: Sender, now_utc: datetime) -> bool:
    mine = (HANDOFF_OUTBOX.c.receiver == receiver.name) & (HANDOFF_OUTBOX.c.repair_id == repair.id)
    last = connection.execute(select(HANDOFF_OUTBOX).where(mine).order_by(HANDOFF_OUTBOX.c.seq.desc()).limit(1)).first()
    document = _document(connection, repair)
    if last is None and document.is_closed:
        return False
    body = document.model_dump(mode="json")
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    if last is not None and last.digest == digest:
        # What it said itself, and that it arrived, are no news to it.
        return False
    kind = RepairEvent.CLOSED if document.is_closed else RepairEvent.UPDATED
    kind = RepairEvent.REQUESTED if last is None else kind
    name = f"{sender.issuer.event_prefix}.{kind.value}"
    message = repair_message(name, sender.source, repair.number, body, now_utc)
    values = {
        "id": message.id,
        "receiver": receiver.name,
        "repair_id": repair.id,
        "seq": 1 if last is None else last.seq + 1,
        "kind": kind.value,
        "stage": repair.state,
        "priority": _PRIORITY,
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


def _document(connection: Connection, repair: Any) -> RepairDocument:
    cameras = (
        select(CAMERAS)
        .join(REPAIR_CAMERAS, REPAIR_CAMERAS.c.camera_id == CAMERAS.c.id)
        .where(REPAIR_CAMERAS.c.repair_id == repair.id)
        .order_by(CAMERAS.c.number)
    )
    notes = (
        select(REPAIR_CHANGES.c.note)
        .where(
            REPAIR_CHANGES.c.repair_id == repair.id,
            REPAIR_CHANGES.c.note != "",
            REPAIR_CHANGES.c.party != RepairParty.OWNER.value,
            REPAIR_CHANGES.c.action.in_([one.value for one in _TOLD]),
        )
        .order_by(REPAIR_CHANGES.c.seq)
    )
    return RepairDocument(
        repair_id=UUID(repair.id),
        number=repair.number,
        owner=repair.owner,
        kind=repair.kind,
        shared_id=repair.name,
        shared_name=repair.label,
        opened_utc=repair.opened_utc,
        is_closed=RepairState(repair.state) in ENDED,
        notes=tuple(connection.execute(notes).scalars()),
        cameras=tuple(_cameras(connection, repair.id, connection.execute(cameras).all())),
    )


def _cameras(connection: Connection, repair_id: str, rows: Sequence[Any]) -> list[RepairCameraDocument]:
    """Pictures by time and digest alone: whoever may have them asks for them."""
    bounds = bounds_of(connection, [row.id for row in rows])
    mine = (REPAIR_PICTURES.c.repair_id == repair_id) & REPAIR_PICTURES.c.jpeg.is_not(None)
    pictures: defaultdict[str, list[RepairPictureDocument]] = defaultdict(list)
    for one in connection.execute(select(*PICTURE_FACTS).where(mine).order_by(REPAIR_PICTURES.c.moment.desc())):
        if bounds.of_picture(one.camera_id, one.received_utc) is None:
            pictures[one.camera_id].append(RepairPictureDocument.model_validate(one, from_attributes=True))
    return [RepairCameraDocument.model_validate({**row._asdict(), "pictures": tuple(pictures[row.id])}) for row in rows]


_TOLD = (RepairAction.OPEN, RepairAction.NOTE, RepairAction.BEGIN, RepairAction.CLOSE)
"""Of these steps what the room wrote is for the owner."""
