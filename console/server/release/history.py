"""The rows of a release's life: written once each, read back in order; and who took the step."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select

from console.domain.audit_act import AuditAct
from console.domain.release_state import ReleaseParty, ReleaseState
from console.domain.roles import Role
from console.server import audit
from console.server.audit import AuditActor
from console.server.body_hash import body_hash
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.release.tables import RELEASE_CHANGES, RELEASES
from console.server.steps import next_seq
from console.wire.releases import ReleaseChangeBody, ReleaseChangeRecord


@dataclass(frozen=True)
class ReleaseActor:
    """Who takes a step; ``principal`` None for the centre itself and for police systems."""

    name: str
    role: str
    principal: Principal | None = None

    @property
    def user_id(self) -> str | None:
        return None if self.principal is None else self.principal.user_id

    @property
    def address(self) -> str:
        return "" if self.principal is None else self.principal.address


THE_CENTRE = ReleaseActor("Ronda", "system")


def person(principal: Principal) -> ReleaseActor:
    return ReleaseActor(principal.display_name, principal.role.value, principal)


def party_of(actor: ReleaseActor, row: Any) -> ReleaseParty:
    """Raises Refusal 403 ``release.not_yours`` for who has no part in this release."""
    if actor.principal is None:
        return ReleaseParty.SYSTEM
    if actor.principal.role is Role.EVIDENCE_OFFICER:
        return ReleaseParty.OFFICER
    if actor.principal.role is Role.POLICE_LIAISON and row.requester_id in {None, actor.user_id}:
        return ReleaseParty.REQUESTER
    raise Refusal(403, "release.not_yours")


@dataclass(frozen=True)
class Step:
    """One step that counted, as it is written down."""

    before: ReleaseState
    after: ReleaseState
    at_utc: datetime


def add_change(
    connection: Connection, release_id: str, actor: ReleaseActor, body: ReleaseChangeBody, step: Step
) -> None:
    values = {
        "id": str(body.id),
        "release_id": release_id,
        "seq": next_seq(connection, RELEASE_CHANGES.c.release_id, release_id),
        "body_hash": body_hash(body),
        "action": body.action.value,
        "actor": actor.name,
        "role": actor.role,
        "user_id": actor.user_id,
        "address": actor.address,
        "from_state": step.before.value,
        "to_state": step.after.value,
        "at_utc": step.at_utc,
        "note": body.note,
        "minute_number": body.minute_number,
        "witness": body.witness,
    }
    connection.execute(insert(RELEASE_CHANGES).values(values))
    row = connection.execute(select(RELEASES.c.flag_id, RELEASES.c.number).where(RELEASES.c.id == release_id)).one()
    who = actor.principal or AuditActor(actor.name, actor.role)
    detail = f"{row.number} {body.action.value}"
    audit.record(connection, who, AuditAct.RELEASE_CHANGED, [(row.flag_id, detail)], step.at_utc)


def change_record(row: Any) -> ReleaseChangeRecord:
    return ReleaseChangeRecord(
        id=UUID(row.id),
        action=row.action,
        actor=row.actor,
        role=row.role,
        from_state=row.from_state,
        to_state=row.to_state,
        at_utc=row.at_utc,
        note=row.note,
        minute_number=row.minute_number,
        witness=row.witness,
    )
