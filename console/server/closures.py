"""Cameras closed to the whole room: closed by who guards privacy, opened by a supervisor, each with a reason on record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select, update

from console.base.ids import new_id
from console.domain.audit_act import AuditAct
from console.server import audit
from console.server.centre import Centre
from console.server.flags import camera_in_scope
from console.server.numbering import Event
from console.server.principal import Principal, scope_clause
from console.server.privacy_tables import CLOSURES
from console.server.tables import CAMERAS
from console.wire.closures import ClosureBody, ClosureList, ClosureRecord
from console.wire.push import PushKind


def close_camera(centre: Centre, principal: Principal, camera_id: str, body: ClosureBody) -> ClosureRecord:
    """One that is closed already stays as it was closed. Raises Refusal as ``camera_in_scope``."""

    def work(connection: Connection) -> tuple[ClosureRecord, list[Event]]:
        camera = camera_in_scope(connection, principal, camera_id)
        standing = _standing(connection, camera_id)
        if standing is not None:
            return _record(standing), []
        now = centre.clock.now_utc()
        values = {
            "id": str(new_id()),
            "camera_id": camera_id,
            "reason": body.reason,
            "closed_by": principal.display_name,
            "closed_utc": now,
        }
        connection.execute(insert(CLOSURES).values(values))
        audit.record(connection, principal, AuditAct.CAMERA_CLOSED, [(camera_id, body.reason)], now)
        record = _record(_standing(connection, camera_id))
        return record, [_event(record, camera.area_code)]

    return centre.write(work)


def open_camera(centre: Centre, principal: Principal, camera_id: str, body: ClosureBody) -> ClosureRecord:
    """One that is open stays open. Raises Refusal as ``camera_in_scope``."""

    def work(connection: Connection) -> tuple[ClosureRecord, list[Event]]:
        camera = camera_in_scope(connection, principal, camera_id)
        now = centre.clock.now_utc()
        record = ClosureRecord(
            camera_id=camera_id, is_closed=False, reason=body.reason, by=principal.display_name, at_utc=now
        )
        standing = _standing(connection, camera_id)
        if standing is None:
            return record, []
        values = {"opened_by": principal.display_name, "opened_utc": now, "opened_why": body.reason}
        connection.execute(update(CLOSURES).where(CLOSURES.c.id == standing.id).values(values))
        audit.record(connection, principal, AuditAct.CAMERA_OPENED, [(camera_id, body.reason)], now)
        return record, [_event(record, camera.area_code)]

    return centre.write(work)


def closures_in_scope(connection: Connection, principal: Principal) -> ClosureList:
    statement = (
        select(CLOSURES)
        .join(CAMERAS, CAMERAS.c.id == CLOSURES.c.camera_id)
        .where(CLOSURES.c.opened_utc.is_(None), scope_clause(principal, CAMERAS.c.area_code))
        .order_by(CLOSURES.c.closed_utc)
    )
    return ClosureList(closures=tuple(_record(row) for row in connection.execute(statement)))


def closed_among(connection: Connection, camera_ids: set[str]) -> set[str]:
    standing = CLOSURES.c.opened_utc.is_(None) & CLOSURES.c.camera_id.in_(camera_ids)
    return set(connection.execute(select(CLOSURES.c.camera_id).where(standing)).scalars())


def _standing(connection: Connection, camera_id: str) -> Any:
    mine = (CLOSURES.c.camera_id == camera_id) & CLOSURES.c.opened_utc.is_(None)
    return connection.execute(select(CLOSURES).where(mine)).first()


def _record(row: Any) -> ClosureRecord:
    return ClosureRecord(
        camera_id=row.camera_id, is_closed=True, reason=row.reason, by=row.closed_by, at_utc=row.closed_utc
    )


def _event(record: ClosureRecord, area_code: str) -> Event:
    return Event(PushKind.CAMERA_CLOSURE, record.model_dump_json(), area_code)
