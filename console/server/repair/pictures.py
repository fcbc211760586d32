"""Pictures before and after a repair: taken from consoles, kept small and for a while, shown to who may see the camera."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select, update

from console.domain.audit_act import AuditAct
from console.domain.camera import DirectoryStatus
from console.domain.repair_picture import MOST_PICTURES, RepairMoment, wants_after, wants_before
from console.domain.repair_state import RepairState
from console.domain.roles import Permission
from console.server import audit
from console.server.audit import AuditActor
from console.server.centre import Centre
from console.server.flags import camera_in_scope
from console.server.handoff.tables import HANDOFF_OUTBOX
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.repair.listing import picture_of, record_of
from console.server.repair.picture_bounds import bounds_of
from console.server.repair.steps import repair_events
from console.server.repair.tables import REPAIR_CAMERAS, REPAIR_PICTURES, REPAIRS
from console.server.tables import CAMERA_STATUS
from console.server.viewing_terms import terms_now
from console.wire.repair_pictures import RepairPicture, RepairPictureBody
from console.wire.small_jpeg import unpacked


def take_picture(
    centre: Centre, principal: Principal, repair_id: UUID, camera_id: str, moment: RepairMoment, body: RepairPictureBody
) -> RepairPicture:
    """The first one stands, and is the answer to every other.

    Raises Refusal as ``camera_in_scope``; 404 ``repair.unknown``; 403 ``auth.forbidden``;
    409 ``repair.picture_withheld``, ``repair.picture_unwanted``.
    """
    if moment is RepairMoment.BEFORE and not principal.may(Permission.OPEN_REPAIRS):
        raise Refusal(403, "auth.forbidden", Permission.OPEN_REPAIRS.value)
    jpeg = unpacked(body.jpeg)

    def work(connection: Connection) -> tuple[RepairPicture, list[Event]]:
        camera_in_scope(connection, principal, camera_id)
        repair = _repair(connection, str(repair_id), camera_id)
        if bounds_of(connection, [camera_id]).of_camera(camera_id) is not None:
            raise Refusal(409, "repair.picture_withheld")
        known = _picture(connection, repair.id, camera_id, moment)
        if known is not None:
            return picture_of(known), []
        now = centre.clock.now_utc()
        if not _is_wanted(connection, repair, moment, now):
            raise Refusal(409, "repair.picture_unwanted")
        values = {
            "repair_id": repair.id,
            "camera_id": camera_id,
            "moment": moment.value,
            "taken_utc": now - timedelta(milliseconds=body.age_ms),
            "received_utc": now,
            "is_live": body.is_live,
            "sent_by": principal.display_name or principal.username,
            "sha256": hashlib.sha256(jpeg).hexdigest(),
            "size_bytes": len(jpeg),
            "jpeg": jpeg,
        }
        connection.execute(insert(REPAIR_PICTURES).values(values))
        said = [(camera_id, f"{repair.number} picture {moment.value}")]
        audit.record(connection, principal, AuditAct.REPAIR_CHANGED, said, now, values["sha256"])
        return picture_of(_picture(connection, repair.id, camera_id, moment)), repair_events(connection, repair.id)

    return centre.write(work)


def show_picture(centre: Centre, principal: Principal, repair_id: UUID, camera_id: str, moment: RepairMoment) -> bytes:
    """What can't be written down isn't shown.

    Raises Refusal 404 ``repair.unknown``, ``repair.no_picture``; 409 ``repair.picture_withheld``; 403 ``terms.*``; as
    ``camera_in_scope``.
    """

    def work(connection: Connection) -> tuple[bytes, list[Event]]:
        repair = record_of(connection, centre, principal, str(repair_id))
        camera_in_scope(connection, principal, camera_id)
        now = centre.clock.now_utc()
        stop = terms_now(connection, {camera_id}, now).stop(camera_id, principal.role)
        if stop is not None:
            raise Refusal(403, stop.value)
        return _given(connection, principal, repair, camera_id, moment, now), []

    return centre.write(work)


def hand_over_picture(centre: Centre, receiver: str, repair_id: UUID, camera_id: str, moment: RepairMoment) -> bytes:
    """To a system of the owner that was told of the repair. Raises Refusal as ``show_picture``."""

    def work(connection: Connection) -> tuple[bytes, list[Event]]:
        got = (HANDOFF_OUTBOX.c.receiver == receiver) & (HANDOFF_OUTBOX.c.repair_id == str(repair_id))
        if connection.execute(select(HANDOFF_OUTBOX.c.id).where(got)).first() is None:
            raise Refusal(404, "repair.unknown")
        repair, who = _repair(connection, str(repair_id), camera_id), AuditActor(receiver, "receiver")
        return _given(connection, who, repair, camera_id, moment, centre.clock.now_utc()), []

    return centre.write(work)


def forget_pictures(connection: Connection, centre: Centre) -> None:
    """What they were and when stays with the repair."""
    limit = centre.clock.now_utc() - timedelta(seconds=centre.settings.lifetimes.repair_picture_s)
    over = select(REPAIRS.c.id).where(REPAIRS.c.closed_utc < limit)
    old = REPAIR_PICTURES.c.jpeg.is_not(None) & REPAIR_PICTURES.c.repair_id.in_(over)
    connection.execute(update(REPAIR_PICTURES).where(old).values(jpeg=None))


def _given(
    connection: Connection,
    who: Principal | AuditActor,
    repair: Any,
    camera_id: str,
    moment: RepairMoment,
    now_utc: datetime,
) -> bytes:
    row = _picture(connection, str(repair.id), camera_id, moment)
    if row is None or row.jpeg is None:
        raise Refusal(404, "repair.no_picture")
    if bounds_of(connection, [camera_id]).of_picture(camera_id, row.received_utc) is not None:
        raise Refusal(409, "repair.picture_withheld")
    seen = [(camera_id, f"{repair.number} {moment.value}")]
    audit.record(connection, who, AuditAct.REPAIR_PICTURE_SEEN, seen, now_utc, row.sha256)
    return bytes(row.jpeg)


def _repair(connection: Connection, repair_id: str, camera_id: str) -> Any:
    """With how its camera was and is. Raises Refusal 404 ``repair.unknown``."""
    statement = (
        select(REPAIRS, REPAIR_CAMERAS.c.was_down, CAMERA_STATUS.c.state.label("status"), CAMERA_STATUS.c.since_utc)
        .join(REPAIR_CAMERAS, REPAIR_CAMERAS.c.repair_id == REPAIRS.c.id)
        .join(CAMERA_STATUS, CAMERA_STATUS.c.camera_id == REPAIR_CAMERAS.c.camera_id, isouter=True)
        .where(REPAIRS.c.id == repair_id, REPAIR_CAMERAS.c.camera_id == camera_id)
    )
    row = connection.execute(statement).first()
    if row is None:
        raise Refusal(404, "repair.unknown")
    return row


def _picture(connection: Connection, repair_id: str, camera_id: str, moment: RepairMoment) -> Any:
    mine = (
        (REPAIR_PICTURES.c.repair_id == repair_id)
        & (REPAIR_PICTURES.c.camera_id == camera_id)
        & (REPAIR_PICTURES.c.moment == moment.value)
    )
    return connection.execute(select(REPAIR_PICTURES).where(mine)).first()


def _is_wanted(connection: Connection, repair: Any, moment: RepairMoment, now_utc: datetime) -> bool:
    mine = (REPAIR_PICTURES.c.repair_id == repair.id) & (REPAIR_PICTURES.c.moment == moment.value)
    count = connection.execute(select(func.count()).select_from(REPAIR_PICTURES).where(mine)).scalar_one()
    if count >= MOST_PICTURES:
        return False
    if moment is RepairMoment.BEFORE:
        return wants_before(RepairState(repair.state))
    return after_is_due(repair, now_utc)


def after_is_due(row: Any, now_utc: datetime) -> bool:
    """``row``: a repair with ``was_down``, ``status`` and ``since_utc`` of one of its cameras."""
    works = row.status == DirectoryStatus.ONLINE.value
    return wants_after(
        RepairState(row.state),
        row.opened_utc,
        row.closed_utc,
        row.since_utc if works else None,
        now_utc,
        was_down=row.was_down,
    )
