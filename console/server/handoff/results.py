"""What a try came to, written down: delivered, tried again later, given up, or the receiver shut out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, update

from console.base.ids import new_id
from console.base.logs import logger
from console.domain.flag_state import UNANSWERED, FlagAction, FlagParty, FlagState
from console.handoff.post import Outcome, retry_after_s
from console.server.flag_changes import write_change
from console.server.flag_history import FlagActor
from console.server.handoff.outbox import OutboxState
from console.server.handoff.receivers import disable_row
from console.server.handoff.schedule import next_try_s, pause_s
from console.server.handoff.tables import HANDOFF_OUTBOX, RECEIVERS
from console.server.numbering import Event
from console.server.repair.steps import mark_repair_sent
from console.server.tables import FLAGS
from console.wire.events import FlagChangeBody

_LOG = logger("centre.handoff")
_GONE = 410
_OVERLOADED = frozenset({429, 502, 503, 504})


@dataclass(frozen=True)
class DueMessage:
    """One try that is to be made."""

    id: str
    receiver: str
    flag_id: str | None
    repair_id: str | None
    """What it is of: one of the two."""
    url: str
    ca_pem: str | None
    body: bytes


def record_outcome(connection: Connection, message: DueMessage, outcome: Outcome, now_utc: datetime) -> list[Event]:
    """Inside a write. A message that another try has settled meanwhile is left as it is."""
    mine = HANDOFF_OUTBOX.c.id == message.id
    row = connection.execute(select(HANDOFF_OUTBOX).where(mine)).first()
    if row is None or row.state != OutboxState.WAITING.value:
        return []
    if outcome.delivered:
        done = {
            "state": OutboxState.DELIVERED.value,
            "delivered_utc": now_utc,
            "last_fault": "",
            "tries": row.tries + 1,
        }
        connection.execute(update(HANDOFF_OUTBOX).where(mine).values(done))
        _hurry_others(connection, message.receiver, now_utc)
        return _mark_delivered(connection, message, now_utc)
    _LOG.info("hand-off to %s failed: %s, try %d", message.receiver, outcome.word(), row.tries + 1)
    _put_off(connection, row, outcome, now_utc)
    if outcome.status == _GONE:
        _LOG.warning(
            "%s says that it is gone (410): nothing more is sent to it until somebody enables it", message.receiver
        )
        disable_row(connection, message.receiver, "gone", now_utc)
    elif outcome.status in _OVERLOADED:
        seconds = pause_s(retry_after_s(outcome.retry_after, now_utc))
        paused = {"paused_until_utc": now_utc + timedelta(seconds=seconds)}
        connection.execute(update(RECEIVERS).where(RECEIVERS.c.name == message.receiver).values(paused))
    return []


def _put_off(connection: Connection, row: Any, outcome: Outcome, now_utc: datetime) -> None:
    tries = row.tries + 1
    delay_s = next_try_s(row.priority, tries, (now_utc - row.queued_utc).total_seconds())
    # A receiver that is gone for good keeps its messages: they go when somebody enables it again.
    keeps = delay_s is not None or outcome.status == _GONE
    if not keeps:
        _LOG.warning("hand-off to %s given up after %d tries: %s", row.receiver, tries, outcome.word())
    values: dict[str, object] = {"tries": tries, "last_fault": outcome.word()}
    values["state"] = (OutboxState.WAITING if keeps else OutboxState.FAILED).value
    values["due_utc"] = now_utc + timedelta(seconds=delay_s or 0)
    connection.execute(update(HANDOFF_OUTBOX).where(HANDOFF_OUTBOX.c.id == row.id).values(values))


def _hurry_others(connection: Connection, receiver: str, now_utc: datetime) -> None:
    """It answers again: what waits for its next try need not wait for it."""
    waiting = (
        (HANDOFF_OUTBOX.c.receiver == receiver)
        & (HANDOFF_OUTBOX.c.state == OutboxState.WAITING.value)
        & (HANDOFF_OUTBOX.c.due_utc > now_utc)
        & (HANDOFF_OUTBOX.c.last_fault.in_(["unreachable", "timeout", "429", "502", "503", "504"]))
    )
    connection.execute(update(HANDOFF_OUTBOX).where(waiting).values(due_utc=now_utc))


def _mark_delivered(connection: Connection, message: DueMessage, now_utc: datetime) -> list[Event]:
    if message.repair_id is not None:
        return mark_repair_sent(connection, message.repair_id, message.receiver, now_utc)
    row = connection.execute(select(FLAGS).where(FLAGS.c.id == message.flag_id)).one()
    if FlagState(row.state) not in UNANSWERED - {FlagState.DELIVERED}:
        return []
    actor = FlagActor(FlagParty.SYSTEM, message.receiver, "receiver")
    body = FlagChangeBody(id=new_id(), action=FlagAction.DELIVER)
    return write_change(connection, row, actor, body, now_utc)[1]
