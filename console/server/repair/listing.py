"""Repairs as one person may see them: those with a camera in their scope, and of the cameras only these."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from console.domain.camera import DirectoryStatus
from console.domain.repair_picture import Withheld
from console.domain.repair_state import ENDED
from console.server.centre import Centre
from console.server.handoff.tables import HANDOFF_OUTBOX
from console.server.principal import Principal, scope_clause
from console.server.problems import Refusal
from console.server.repair.picture_bounds import PictureBounds, bounds_of
from console.server.repair.tables import PICTURE_FACTS, REPAIR_CAMERAS, REPAIR_CHANGES, REPAIR_PICTURES, REPAIRS
from console.server.tables import CAMERA_STATUS, CAMERAS
from console.wire.repair_pictures import RepairPicture
from console.wire.repairs import RepairCamera, RepairChange, RepairList, RepairReceiver, RepairRecord

MOST_LISTED = 1_000
_ENDED = [state.value for state in ENDED]
_NOT_DOWN = (DirectoryStatus.ONLINE.value, DirectoryStatus.UNKNOWN.value)


def list_repairs(connection: Connection, centre: Centre, principal: Principal, *, ended: bool) -> RepairList:
    """Those that go on, the oldest first; or those that have ended, newest first."""
    which = REPAIRS.c.state.in_(_ENDED) if ended else REPAIRS.c.state.not_in(_ENDED)
    mine = (
        select(REPAIR_CAMERAS.c.repair_id)
        .join(CAMERAS, CAMERAS.c.id == REPAIR_CAMERAS.c.camera_id)
        .where(scope_clause(principal, CAMERAS.c.area_code))
    )
    order = REPAIRS.c.closed_utc.desc() if ended else REPAIRS.c.opened_utc
    statement = select(REPAIRS).where(which, REPAIRS.c.id.in_(mine)).order_by(order, REPAIRS.c.id)
    rows = connection.execute(statement.limit(MOST_LISTED + 1)).all()
    found = _records(connection, centre, principal, rows[:MOST_LISTED])
    return RepairList(repairs=tuple(found), more=len(rows) > MOST_LISTED)


def record_of(connection: Connection, centre: Centre, principal: Principal, repair_id: str) -> RepairRecord:
    """Raises Refusal 404 ``repair.unknown``, also for one of which the person sees no camera."""
    rows = connection.execute(select(REPAIRS).where(REPAIRS.c.id == repair_id)).all()
    found = _records(connection, centre, principal, rows)
    if not found or not found[0].cameras:
        raise Refusal(404, "repair.unknown")
    return found[0]


def _records(connection: Connection, centre: Centre, principal: Principal, rows: Sequence[Any]) -> list[RepairRecord]:
    ids = [row.id for row in rows]
    cameras = _cameras(connection, principal, REPAIR_CAMERAS.c.repair_id.in_(ids))
    changes = _grouped(
        connection.execute(
            select(REPAIR_CHANGES).where(REPAIR_CHANGES.c.repair_id.in_(ids)).order_by(REPAIR_CHANGES.c.seq)
        )
    )
    messages = _grouped(
        connection.execute(
            select(HANDOFF_OUTBOX).where(HANDOFF_OUTBOX.c.repair_id.in_(ids)).order_by(HANDOFF_OUTBOX.c.seq)
        )
    )
    due = timedelta(seconds=centre.settings.lifetimes.repair_due_s)
    return [
        RepairRecord.model_validate(
            {
                **row._asdict(),
                "due_utc": row.opened_utc + due,
                "cameras": cameras[row.id],
                "receivers": _receivers(messages[row.id]),
                "history": [_change(change) for change in changes[row.id]],
            }
        )
        for row in rows
    ]


def _cameras(
    connection: Connection, principal: Principal, which: ColumnElement[bool]
) -> defaultdict[str, list[RepairCamera]]:
    statement = (
        select(REPAIR_CAMERAS.c.repair_id, CAMERAS.c.id, CAMERAS.c.number, CAMERAS.c.name, CAMERA_STATUS.c.state)
        .join(CAMERAS, CAMERAS.c.id == REPAIR_CAMERAS.c.camera_id)
        .join(CAMERA_STATUS, CAMERA_STATUS.c.camera_id == CAMERAS.c.id, isouter=True)
        .where(which, scope_clause(principal, CAMERAS.c.area_code))
        .order_by(CAMERAS.c.number)
    )
    rows = connection.execute(statement).all()
    bounds = bounds_of(connection, {row.id for row in rows})
    pictures, hidden = _pictures(connection, {row.repair_id for row in rows}, bounds)
    found: defaultdict[str, list[RepairCamera]] = defaultdict(list)
    for row in rows:
        is_down = row.state is not None and row.state not in _NOT_DOWN
        camera = RepairCamera(
            camera_id=row.id,
            number=row.number,
            name=row.name,
            is_down=is_down,
            pictures=tuple(pictures[row.repair_id, row.id]),
            withheld=bounds.of_camera(row.id) or hidden.get((row.repair_id, row.id)),
        )
        found[row.repair_id].append(camera)
    return found


def _pictures(
    connection: Connection, repair_ids: set[str], bounds: PictureBounds
) -> tuple[defaultdict[tuple[str, str], list[RepairPicture]], dict[tuple[str, str], Withheld]]:
    """Before and then after; and of which repair's cameras nobody sees one any more, and why."""
    is_kept = REPAIR_PICTURES.c.jpeg.is_not(None).label("is_kept")
    statement = select(*PICTURE_FACTS, is_kept).where(REPAIR_PICTURES.c.repair_id.in_(repair_ids))
    found: defaultdict[tuple[str, str], list[RepairPicture]] = defaultdict(list)
    hidden: dict[tuple[str, str], Withheld] = {}
    for row in connection.execute(statement.order_by(REPAIR_PICTURES.c.moment.desc())):
        why = bounds.of_picture(row.camera_id, row.received_utc)
        if why is None:
            found[row.repair_id, row.camera_id].append(picture_of(row, is_kept=row.is_kept))
        else:
            hidden[row.repair_id, row.camera_id] = why
    return found, hidden


def picture_of(row: Any, *, is_kept: bool = True) -> RepairPicture:
    return RepairPicture(
        moment=row.moment,
        taken_utc=row.taken_utc,
        is_live=row.is_live,
        sent_by=row.sent_by,
        sha256=row.sha256,
        size_bytes=row.size_bytes,
        is_kept=is_kept,
    )


def _grouped(rows: Iterable[Any]) -> defaultdict[str, list[Any]]:
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.repair_id].append(row)
    return found


def _receivers(messages: Iterable[Any]) -> list[RepairReceiver]:
    """The newest message to each tells how it stands."""
    newest = {one.receiver: one for one in messages}
    return [RepairReceiver(name=name, state=one.state, last_fault=one.last_fault) for name, one in newest.items()]


def _change(row: Any) -> RepairChange:
    return RepairChange(
        action=row.action, to_state=row.to_state, party=row.party, actor=row.actor, note=row.note, at_utc=row.at_utc
    )
