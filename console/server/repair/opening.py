"""Opens a repair of a disturbance or of a camera: one at a time for the same, and to whom its cameras belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, insert, select

from console.base.clock import WIB
from console.base.errors import KnownError
from console.base.ids import new_id
from console.domain.audit_act import AuditAct
from console.domain.camera import DirectoryStatus
from console.domain.cause import CauseKind
from console.domain.repair_state import ENDED, RepairAction, RepairParty, RepairState
from console.domain.roles import Permission
from console.server import audit
from console.server.body_hash import body_hash
from console.server.causes.tables import CAUSE_CAMERAS, CAUSES
from console.server.centre import Centre
from console.server.flags import camera_in_scope
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.repair.listing import record_of
from console.server.repair.steps import RepairActor, RepairStep, add_change, repair_events
from console.server.repair.tables import REPAIR_CAMERAS, REPAIRS
from console.server.tables import CAMERA_STATUS, CAMERAS
from console.wire.repairs import RepairAnswer, RepairBody

_ENDED = [state.value for state in ENDED]
_NOT_DOWN = (DirectoryStatus.ONLINE.value, DirectoryStatus.UNKNOWN.value)


def open_repair(centre: Centre, principal: Principal, repair_id: UUID, body: RepairBody) -> RepairAnswer:
    """One that is open for the same already is given instead.

    Raises Refusal 409 ``id_conflict``; 404 ``cause.unknown``, also for one of which the person sees no camera; as
    ``camera_in_scope``; 422 ``repair.nothing_named``.
    """
    if (body.cause_id is None) == (not body.camera_id):
        raise Refusal(422, "repair.nothing_named")

    def work(connection: Connection) -> tuple[RepairAnswer, list[Event]]:
        known = connection.execute(select(REPAIRS).where(REPAIRS.c.id == str(repair_id))).first()
        if known is not None:
            if known.body_hash != body_hash(body, known.body):
                raise Refusal(409, "id_conflict")
            return _answer(connection, centre, principal, str(repair_id), existed=False), []
        cause = _cause(connection, body.cause_id) if body.cause_id is not None else None
        cameras = _cameras(connection, principal, cause, body.camera_id)
        standing = _standing(connection, cause, body.camera_id)
        if standing is not None:
            return _answer(connection, centre, principal, standing, existed=True), []
        now = centre.clock.now_utc()
        values = {"id": str(repair_id), "body": body.model_dump_json(), "body_hash": body_hash(body), "note": body.note}
        values |= _subject(cause, cameras) | _owner(cameras)
        _write(connection, centre, principal, values, cameras, now)
        return _answer(connection, centre, principal, str(repair_id), existed=False), repair_events(
            connection, str(repair_id)
        )

    return centre.write(work)


def _answer(
    connection: Connection, centre: Centre, principal: Principal, repair_id: str, *, existed: bool
) -> RepairAnswer:
    return RepairAnswer(repair=record_of(connection, centre, principal, repair_id), existed=existed)


def _cause(connection: Connection, cause_id: UUID) -> Any:
    row = connection.execute(select(CAUSES).where(CAUSES.c.id == str(cause_id))).first()
    if row is None:
        raise Refusal(404, "cause.unknown")
    return row


def _cameras(connection: Connection, principal: Principal, cause: Any, camera_id: str) -> Sequence[Any]:
    """Of a disturbance those that are down, or all when it is over; whoever sees one of them may have it mended."""
    if cause is None:
        camera_in_scope(connection, principal, camera_id)
        which: Any = CAMERAS.c.id == camera_id
    else:
        mine = select(CAUSE_CAMERAS.c.camera_id).where(CAUSE_CAMERAS.c.cause_id == cause.id)
        which = CAMERAS.c.id.in_(mine)
    statement = (
        select(CAMERAS, CAMERA_STATUS.c.state)
        .join(CAMERA_STATUS, CAMERA_STATUS.c.camera_id == CAMERAS.c.id, isouter=True)
        .where(which, CAMERAS.c.deleted_utc.is_(None))
    )
    rows = connection.execute(statement).all()
    if not any(principal.sees(row.area_code) for row in rows):
        raise Refusal(404, "cause.unknown")
    down = [row for row in rows if _is_down(row)]
    return down if cause is not None and down else rows


def _is_down(row: Any) -> bool:
    return row.state is not None and row.state not in _NOT_DOWN


def _standing(connection: Connection, cause: Any, camera_id: str) -> str | None:
    """One that has not ended: of this disturbance, or with this camera in it."""
    if cause is not None and cause.kind != CauseKind.CAMERA.value:
        mine = select(REPAIRS.c.id).where(REPAIRS.c.cause_id == cause.id, REPAIRS.c.state.not_in(_ENDED))
    else:
        camera = camera_id or cause.name
        mine = (
            select(REPAIRS.c.id)
            .join(REPAIR_CAMERAS, REPAIR_CAMERAS.c.repair_id == REPAIRS.c.id)
            .where(REPAIR_CAMERAS.c.camera_id == camera, REPAIRS.c.state.not_in(_ENDED))
        )
    found = connection.execute(mine.limit(1)).scalar()
    return None if found is None else str(found)


def _subject(cause: Any, cameras: Sequence[Any]) -> dict[str, Any]:
    if cause is not None:
        return {"cause_id": cause.id, "kind": cause.kind, "name": cause.name, "label": cause.label}
    return {"cause_id": None, "kind": CauseKind.CAMERA.value, "name": cameras[0].id, "label": cameras[0].name}


def _owner(cameras: Sequence[Any]) -> dict[str, str]:
    """Whose most of them are. Raises KnownError ``repair.no_owner``."""
    owners = Counter((row.owner_id, row.owner) for row in cameras if row.owner_id)
    if not owners:
        raise KnownError("repair.no_owner")
    (owner_id, owner), _count = min(owners.items(), key=lambda one: (-one[1], one[0]))
    return {"owner_id": owner_id, "owner": owner}


def _write(
    connection: Connection,
    centre: Centre,
    principal: Principal,
    values: dict[str, Any],
    cameras: Sequence[Any],
    now_utc: datetime,
) -> None:
    repair_id = values["id"]
    times = {"opened_utc": now_utc, "changed_utc": now_utc}
    number = _number(connection, centre.settings.city_prefix, now_utc)
    standing = {"number": number, "state": RepairState.OPEN.value, "opened_by": principal.display_name}
    connection.execute(insert(REPAIRS).values({**values, **standing, **times}))
    rows = [{"repair_id": repair_id, "camera_id": row.id, "was_down": _is_down(row)} for row in cameras]
    connection.execute(insert(REPAIR_CAMERAS), rows)
    actor = RepairActor(party_of(principal), principal.display_name)
    opened = RepairStep(RepairAction.OPEN, new_id(), values["note"])
    add_change(connection, repair_id, actor, opened, RepairState.OPEN, now_utc)
    subjects = [(row.id, f"{number} open") for row in cameras]
    audit.record(connection, principal, AuditAct.REPAIR_CHANGED, subjects, now_utc)


def party_of(principal: Principal) -> RepairParty:
    from_above = principal.may(Permission.CHANGE_REPAIRS)
    return RepairParty.SUPERVISOR if from_above else RepairParty.OPERATOR


def _number(connection: Connection, prefix: str, now_utc: datetime) -> str:
    """``SMG-PB-20261126-0007``: counted from 1 on each day in WIB; no repair is ever deleted."""
    begin = f"{prefix}-PB-{now_utc.astimezone(WIB):%Y%m%d}-"
    today = select(func.count()).select_from(REPAIRS).where(REPAIRS.c.number.startswith(begin, autoescape=True))
    return f"{begin}{int(connection.execute(today).scalar_one()) + 1:04d}"
