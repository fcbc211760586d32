"""Privacy masks: set by who guards privacy, with a reason, told to every console; each one that stood stays on record."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, insert, select, update

from console.base.ids import new_id
from console.domain.audit_act import AuditAct
from console.server import audit
from console.server.centre import Centre
from console.server.flags import camera_in_scope
from console.server.numbering import Event
from console.server.principal import Principal, scope_clause
from console.server.privacy_tables import MASKS
from console.server.tables import CAMERAS
from console.wire.masks import MaskBody, MaskList, MaskRecord
from console.wire.push import PushKind


def set_mask(centre: Centre, principal: Principal, camera_id: str, body: MaskBody) -> MaskRecord:
    """The same mask again stays as it was set. Raises Refusal as ``camera_in_scope``."""

    def work(connection: Connection) -> tuple[MaskRecord, list[Event]]:
        camera = camera_in_scope(connection, principal, camera_id)
        standing = _standing(connection, camera_id)
        polygons = body.model_dump_json(include={"polygons"})
        kept = json.dumps(json.loads(polygons)["polygons"])
        if standing is not None and standing.polygons == kept:
            return _record(standing), []
        now = centre.clock.now_utc()
        if standing is not None:
            connection.execute(update(MASKS).where(MASKS.c.id == standing.id).values(ended_utc=now))
        values = {
            "id": str(new_id()),
            "camera_id": camera_id,
            "polygons": kept,
            "reason": body.reason,
            "set_by": principal.display_name,
            "set_utc": now,
        }
        connection.execute(insert(MASKS).values(values))
        detail = f"{len(body.polygons)} areas: {body.reason}"
        audit.record(connection, principal, AuditAct.CAMERA_MASKED, [(camera_id, detail)], now)
        record = _record(_standing(connection, camera_id))
        return record, [Event(PushKind.CAMERA_MASK, record.model_dump_json(), camera.area_code)]

    record = centre.write(work)
    # They may have been drawn without it.
    centre.thumbnails.forget()
    return record


def masks_in_scope(connection: Connection, principal: Principal) -> MaskList:
    statement = (
        select(MASKS)
        .join(CAMERAS, CAMERAS.c.id == MASKS.c.camera_id)
        .where(MASKS.c.ended_utc.is_(None), MASKS.c.polygons != "[]", scope_clause(principal, CAMERAS.c.area_code))
        .order_by(MASKS.c.set_utc)
    )
    return MaskList(masks=tuple(_record(row) for row in connection.execute(statement)))


def polygons_of(connection: Connection, camera_id: str) -> str:
    """What of the camera's picture nobody is to see, as JSON; ``[]`` where nothing is masked."""
    standing = _standing(connection, camera_id)
    return "[]" if standing is None else str(standing.polygons)


def _standing(connection: Connection, camera_id: str) -> Any:
    mine = (MASKS.c.camera_id == camera_id) & MASKS.c.ended_utc.is_(None)
    return connection.execute(select(MASKS).where(mine)).first()


def _record(row: Any) -> MaskRecord:
    return MaskRecord(
        camera_id=row.camera_id,
        polygons=json.loads(row.polygons),
        reason=row.reason,
        by=row.set_by,
        at_utc=row.set_utc,
    )
