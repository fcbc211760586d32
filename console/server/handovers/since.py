"""What became of what a hand-over note is about: flags, disturbances, closures and holds as they stand now."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, func, select

from console.domain.camera import DirectoryStatus
from console.server.causes.tables import CAUSE_CAMERAS, CAUSES
from console.server.closures import closed_among
from console.server.hold_rows import standing_holds
from console.server.principal import Principal, scope_clause
from console.server.tables import CAMERA_STATUS, CAMERAS, FLAGS
from console.wire.handovers import CauseNow, FlagNow, HandoverBody, HandoverNow

_NOT_DOWN = (DirectoryStatus.ONLINE.value, DirectoryStatus.UNKNOWN.value)


def since_then(connection: Connection, principal: Principal, body: HandoverBody, now_utc: datetime) -> HandoverNow:
    facts = body.facts
    closed = closed_among(connection, {one.camera.id for one in facts.closures})
    held = standing_holds(connection, [str(one.flag_id) for one in facts.holds])
    return HandoverNow(
        at_utc=now_utc,
        flags=_flags(connection, principal, [str(one.flag_id) for one in facts.flags]),
        causes=_causes(connection, principal, [str(one.id) for one in facts.causes]),
        closed_cameras=tuple(sorted(closed)),
        held_flags=tuple(UUID(one) for one in sorted(held)),
        new_flags=_new_flags(connection, principal, facts.at_utc),
    )


def _flags(connection: Connection, principal: Principal, ids: list[str]) -> tuple[FlagNow, ...]:
    statement = select(FLAGS.c.id, FLAGS.c.state).where(FLAGS.c.id.in_(ids), scope_clause(principal, FLAGS.c.area_code))
    rows = connection.execute(statement.order_by(FLAGS.c.id))
    return tuple(FlagNow(flag_id=UUID(row.id), stage=row.state) for row in rows)


def _causes(connection: Connection, principal: Principal, ids: list[str]) -> tuple[CauseNow, ...]:
    down = (
        select(CAUSE_CAMERAS.c.cause_id, func.count().label("down"))
        .join(CAMERAS, CAMERAS.c.id == CAUSE_CAMERAS.c.camera_id)
        .join(CAMERA_STATUS, CAMERA_STATUS.c.camera_id == CAMERAS.c.id)
        .where(
            CAUSE_CAMERAS.c.cause_id.in_(ids),
            CAMERAS.c.deleted_utc.is_(None),
            CAMERA_STATUS.c.state.not_in(_NOT_DOWN),
            scope_clause(principal, CAMERAS.c.area_code),
        )
        .group_by(CAUSE_CAMERAS.c.cause_id)
    )
    counts = {row.cause_id: int(row.down) for row in connection.execute(down)}
    rows = connection.execute(
        select(CAUSES.c.id, CAUSES.c.closed_utc).where(CAUSES.c.id.in_(ids)).order_by(CAUSES.c.id)
    )
    return tuple(
        CauseNow(
            id=UUID(row.id),
            down=0 if row.closed_utc is not None else counts.get(row.id, 0),
            closed_utc=row.closed_utc,
        )
        for row in rows
    )


def _new_flags(connection: Connection, principal: Principal, since_utc: datetime) -> int:
    statement = (
        select(func.count())
        .select_from(FLAGS)
        .where(FLAGS.c.received_utc > since_utc, scope_clause(principal, FLAGS.c.area_code))
    )
    if not principal.sees_exercise:
        statement = statement.where(FLAGS.c.exercise.is_(False))
    return int(connection.execute(statement).scalar_one())
