"""The rows of a flag's life: written once each, read back in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert

from console.domain.flag_state import PARTY_OF_ROLE, FlagParty, FlagState
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.steps import next_seq, step_hash
from console.server.tables import FLAG_CHANGES
from console.wire.events import FlagChangeBody, FlagChangeRecord


@dataclass(frozen=True)
class FlagActor:
    """Who changes a flag; ``principal`` None for the centre itself and for receivers, which may reach every flag."""

    party: FlagParty
    name: str
    role: str
    principal: Principal | None = None

    def reaches(self, area_code: str, *, exercise: bool = False) -> bool:
        if self.principal is None:
            return True
        return self.principal.sees(area_code) and (self.principal.sees_exercise or not exercise)


THE_CENTRE = FlagActor(FlagParty.SYSTEM, "Ronda", "system")


def actor_of(principal: Principal) -> FlagActor:
    """Raises Refusal 403 ``auth.forbidden`` for roles that change no flag."""
    party = PARTY_OF_ROLE.get(principal.role)
    if party is None:
        raise Refusal(403, "auth.forbidden", "change_flags")
    return FlagActor(party, principal.display_name, principal.role.value, principal)


@dataclass(frozen=True)
class Step:
    """One change that counted, as it is written down."""

    before: FlagState
    after: FlagState
    at_utc: datetime
    level: int = 0
    note: str = ""
    """In place of the change's own."""


def add_change(connection: Connection, flag_id: str, actor: FlagActor, body: FlagChangeBody, step: Step) -> None:
    values = {
        "id": str(body.id),
        "flag_id": flag_id,
        "seq": next_seq(connection, FLAG_CHANGES.c.flag_id, flag_id),
        "body_hash": step_hash(body),
        "action": body.action.value,
        "party": actor.party.value,
        "role": actor.role,
        "actor": actor.name,
        "user_id": None if actor.principal is None else actor.principal.user_id,
        "from_state": step.before.value,
        "to_state": step.after.value,
        "at_utc": step.at_utc,
        "said_utc": body.said_utc,
        "reason": "" if body.reason is None else body.reason.value,
        "note": step.note or body.note,
        "officer_name": body.officer_name,
        "officer_number": body.officer_number,
        "duplicate_of": None if body.duplicate_of is None else str(body.duplicate_of),
        "level": step.level,
    }
    connection.execute(insert(FLAG_CHANGES).values(values))


def change_record(row: Any) -> FlagChangeRecord:
    return FlagChangeRecord(
        id=UUID(row.id),
        action=row.action,
        party=row.party,
        actor=row.actor,
        role=row.role,
        from_state=row.from_state,
        to_state=row.to_state,
        at_utc=row.at_utc,
        said_utc=row.said_utc,
        reason=row.reason,
        note=row.note,
        officer_name=row.officer_name,
        officer_number=row.officer_number,
        duplicate_of=None if row.duplicate_of is None else UUID(row.duplicate_of),
        level=row.level,
    )
