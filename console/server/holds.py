"""Legal holds: who keeps the evidence of a flag from being deleted, why, and until when; flag and releases tell it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, insert, select, update

from console.base.ids import new_id
from console.domain.audit_act import AuditAct
from console.server import audit
from console.server.centre import Centre
from console.server.flags import flag_event, record_of, visible_flag
from console.server.hold_rows import LEGAL_HOLDS, STANDING, hold_record, standing_holds
from console.server.numbering import Event
from console.server.principal import Principal, scope_clause
from console.server.release.requests import record_of as release_record_of
from console.server.release.requests import release_event
from console.server.release.tables import RELEASES
from console.server.tables import FLAGS
from console.wire.holds import HeldFlag, HeldFlagList, HoldBody, HoldRecord


def hold(centre: Centre, principal: Principal, flag_id: UUID, body: HoldBody) -> HoldRecord:
    """One that stands already stays as it is. Raises Refusal 404 ``flag.unknown``."""

    def work(connection: Connection) -> tuple[HoldRecord, list[Event]]:
        flag = visible_flag(connection, principal, flag_id)
        standing = standing_holds(connection, [flag.id]).get(flag.id)
        if standing is not None:
            return standing, []
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
        return standing_holds(connection, [flag.id])[flag.id], _news(connection, flag.id)

    return centre.write(work)


def end_hold(centre: Centre, principal: Principal, flag_id: UUID, body: HoldBody) -> None:
    """Without one it changes nothing. Raises Refusal 404 ``flag.unknown``."""

    def work(connection: Connection) -> tuple[None, list[Event]]:
        flag = visible_flag(connection, principal, flag_id)
        now = centre.clock.now_utc()
        values = {"ended_by": principal.display_name, "ended_utc": now, "ended_why": body.reason}
        mine = (LEGAL_HOLDS.c.flag_id == flag.id) & STANDING
        if not connection.execute(update(LEGAL_HOLDS).where(mine).values(values)).rowcount:
            return None, []
        audit.record(connection, principal, AuditAct.EVIDENCE_LET_GO, [(flag.id, body.reason)], now)
        return None, _news(connection, flag.id)

    centre.write(work)


def list_holds(connection: Connection, principal: Principal, *, only_standing: bool, limit: int) -> HeldFlagList:
    """The newest first, in the scope."""
    columns = (FLAGS.c.number, FLAGS.c.camera_name, FLAGS.c.camera_number)
    statement = select(LEGAL_HOLDS, *columns).join(FLAGS, FLAGS.c.id == LEGAL_HOLDS.c.flag_id)
    statement = statement.where(scope_clause(principal, FLAGS.c.area_code))
    if not principal.sees_exercise:
        statement = statement.where(FLAGS.c.exercise.is_(False))
    if only_standing:
        statement = statement.where(STANDING)
    ordered = statement.order_by(LEGAL_HOLDS.c.set_utc.desc(), LEGAL_HOLDS.c.id.desc())
    rows = connection.execute(ordered.limit(limit + 1)).all()
    return HeldFlagList(held=tuple(_held(row) for row in rows[:limit]), more=len(rows) > limit)


def _held(row: Any) -> HeldFlag:
    return HeldFlag(
        flag_id=UUID(row.flag_id),
        flag_number=row.number,
        camera_name=row.camera_name,
        camera_number=row.camera_number,
        hold=hold_record(row),
    )


def _news(connection: Connection, flag_id: str) -> list[Event]:
    """The flag, and every release of it: its package is held too."""
    ids = connection.execute(select(RELEASES.c.id).where(RELEASES.c.flag_id == flag_id)).scalars().all()
    releases = [release_event(release_record_of(connection, one)) for one in ids]
    return [flag_event(record_of(connection, UUID(flag_id))), *releases]
