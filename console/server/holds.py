"""Legal holds: who keeps the evidence of a flag from being deleted, why, and until when."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, ForeignKey, String, Table, Text, insert, select, update

from console.base.ids import new_id
from console.domain.audit_act import AuditAct
from console.server import audit
from console.server.centre import Centre
from console.server.flags import visible_flag
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.tables import METADATA, UtcDateTime
from console.wire.holds import HoldBody, HoldRecord

LEGAL_HOLDS = Table(
    "legal_holds",
    METADATA,
    Column("id", String(36), primary_key=True),
    Column("flag_id", String(36), ForeignKey("flags.id"), nullable=False, index=True),
    Column("reason", Text, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("set_utc", UtcDateTime, nullable=False),
    Column("ended_by", Text),
    Column("ended_utc", UtcDateTime),
    Column("ended_why", Text),
)


def hold(centre: Centre, principal: Principal, flag_id: UUID, body: HoldBody) -> HoldRecord:
    """One that stands already stays as it is. Raises Refusal 404 ``flag.unknown``."""

    def work(connection: Connection) -> tuple[HoldRecord, list[Event]]:
        flag = visible_flag(connection, principal, flag_id)
        standing = _standing(connection, flag.id)
        if standing is not None:
            return hold_record(standing), []
        now = centre.clock.now_utc()
        values = {
            "id": str(new_id()),
            "flag_id": flag.id,
            "reason": body.reason,
            "set_by": principal.display_name,
            "set_utc": now,
        }
        connection.execute(insert(LEGAL_HOLDS).values(values))
        audit.record(connection, principal, AuditAct.EVIDENCE_HELD, [(flag.id, body.reason)], now)
        return hold_record(_standing(connection, flag.id)), []

    return centre.write(work)


def end_hold(centre: Centre, principal: Principal, flag_id: UUID, body: HoldBody) -> None:
    """Without one it changes nothing. Raises Refusal 404 ``flag.unknown``."""

    def work(connection: Connection) -> tuple[None, list[Event]]:
        flag = visible_flag(connection, principal, flag_id)
        standing = _standing(connection, flag.id)
        if standing is not None:
            now = centre.clock.now_utc()
            values = {"ended_by": principal.display_name, "ended_utc": now, "ended_why": body.reason}
            connection.execute(update(LEGAL_HOLDS).where(LEGAL_HOLDS.c.id == standing.id).values(values))
            audit.record(connection, principal, AuditAct.EVIDENCE_LET_GO, [(flag.id, body.reason)], now)
        return None, []

    centre.write(work)


def is_held(connection: Connection, flag_id: str) -> bool:
    return _standing(connection, flag_id) is not None


def holds_of(connection: Connection, flag_id: UUID) -> tuple[HoldRecord, ...]:
    mine = select(LEGAL_HOLDS).where(LEGAL_HOLDS.c.flag_id == str(flag_id)).order_by(LEGAL_HOLDS.c.set_utc)
    return tuple(hold_record(row) for row in connection.execute(mine))


def hold_record(row: Any) -> HoldRecord:
    return HoldRecord(
        reason=row.reason,
        by=row.set_by,
        at_utc=row.set_utc,
        ended_utc=row.ended_utc,
        ended_by=row.ended_by or "",
        ended_why=row.ended_why or "",
    )


def _standing(connection: Connection, flag_id: str) -> Any:
    mine = (LEGAL_HOLDS.c.flag_id == flag_id) & LEGAL_HOLDS.c.ended_utc.is_(None)
    return connection.execute(select(LEGAL_HOLDS).where(mine)).first()
