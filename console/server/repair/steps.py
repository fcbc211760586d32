"""Every step of a repair: brought to the table of states, written to its history, told to the consoles and to its owner."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select, update

from console.base.ids import new_id
from console.domain.repair_state import ENDED, RepairAction, RepairParty, RepairState, after
from console.server.numbering import Event
from console.server.repair.tables import REPAIR_CAMERAS, REPAIR_CHANGES, REPAIRS
from console.server.tables import CAMERAS
from console.wire.push import PushKind
from console.wire.repairs import RepairNews

_MOST_AREAS = 16
"""More areas than that are told as one event to everybody: each console asks for its own cameras anyway."""


@dataclass(frozen=True)
class RepairActor:
    """Who does a step."""

    party: RepairParty
    name: str


@dataclass(frozen=True)
class RepairStep:
    """What is done, under its own id: the same again changes nothing."""

    action: RepairAction
    id: UUID
    note: str = ""


def take_step(
    connection: Connection, repair: Any, actor: RepairActor, step: RepairStep, now_utc: datetime
) -> list[Event]:
    """Inside a write. Raises KnownError ``repair.ended``, ``repair.out_of_order``."""
    state = after(RepairState(repair.state), step.action)
    add_change(connection, repair.id, actor, step, state, now_utc)
    values: dict[str, Any] = {"state": state.value, "changed_utc": now_utc}
    if state in ENDED:
        values["closed_utc"] = now_utc
    connection.execute(update(REPAIRS).where(REPAIRS.c.id == repair.id).values(values))
    return repair_events(connection, repair.id)


def add_change(
    connection: Connection, repair_id: str, actor: RepairActor, step: RepairStep, state: RepairState, now_utc: datetime
) -> None:
    mine = REPAIR_CHANGES.c.repair_id == repair_id
    seq = int(connection.execute(select(func.count()).select_from(REPAIR_CHANGES).where(mine)).scalar_one()) + 1
    values = {
        "id": str(step.id),
        "repair_id": repair_id,
        "seq": seq,
        "action": step.action.value,
        "to_state": state.value,
        "party": actor.party.value,
        "actor": actor.name,
        "note": step.note,
        "at_utc": now_utc,
    }
    connection.execute(insert(REPAIR_CHANGES).values(values))


def mark_repair_sent(connection: Connection, repair_id: str, receiver: str, now_utc: datetime) -> list[Event]:
    """The owner's system has it; only the first message is news of that."""
    repair = connection.execute(select(REPAIRS).where(REPAIRS.c.id == repair_id)).one()
    if RepairState(repair.state) is not RepairState.OPEN:
        # How its messages stand is part of what a console shows.
        return repair_events(connection, repair_id)
    actor = RepairActor(RepairParty.CENTRE, receiver)
    return take_step(connection, repair, actor, RepairStep(RepairAction.DELIVER, new_id()), now_utc)


def repair_events(connection: Connection, repair_id: str) -> list[Event]:
    """For the areas of its cameras."""
    mine = (
        select(CAMERAS.c.area_code)
        .join(REPAIR_CAMERAS, REPAIR_CAMERAS.c.camera_id == CAMERAS.c.id)
        .where(REPAIR_CAMERAS.c.repair_id == repair_id)
        .distinct()
    )
    areas = sorted(connection.execute(mine).scalars())
    data = RepairNews(id=UUID(repair_id)).model_dump_json()
    if not 0 < len(areas) <= _MOST_AREAS:
        return [Event(PushKind.REPAIR_UPDATED, data)]
    return [Event(PushKind.REPAIR_UPDATED, data, area) for area in areas]
