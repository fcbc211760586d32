"""Disturbances as one person may see them: only cameras of their scope, and counts of those."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from console.domain.camera import DirectoryStatus
from console.domain.cause import CauseRule
from console.server.causes.tables import CAUSE_CAMERAS, CAUSES
from console.server.principal import Principal, scope_clause
from console.server.tables import CAMERA_STATUS, CAMERAS
from console.wire.causes import CauseCamera, CauseList, CauseRecord, CauseRuleRecord

MOST_CLOSED = 2_000
_NOT_DOWN = (DirectoryStatus.ONLINE.value, DirectoryStatus.UNKNOWN.value)


def open_causes(connection: Connection, principal: Principal, rule: CauseRule) -> CauseList:
    return _listed(connection, principal, rule, CAUSES.c.closed_utc.is_(None), with_states=True)


def causes_between(
    connection: Connection, principal: Principal, rule: CauseRule, from_utc: datetime, to_utc: datetime
) -> CauseList:
    """Those that have ended and stood at some moment of the time; what turned out to be part of a wider one is left out."""
    stood = (CAUSES.c.closed_utc >= from_utc) & (CAUSES.c.opened_utc < to_utc) & CAUSES.c.merged_into.is_(None)
    # By scope before they are counted: how many there are of others is nothing to tell, and none of the reader's is left out.
    theirs = (
        select(CAUSE_CAMERAS.c.cause_id)
        .join(CAMERAS, CAMERAS.c.id == CAUSE_CAMERAS.c.camera_id)
        .where(CAUSE_CAMERAS.c.cause_id == CAUSES.c.id, CAMERAS.c.deleted_utc.is_(None))
        .where(scope_clause(principal, CAMERAS.c.area_code))
    )
    newest = (
        select(CAUSES.c.id).where(stood, theirs.exists()).order_by(CAUSES.c.opened_utc.desc()).limit(MOST_CLOSED + 1)
    )
    ids = list(connection.execute(newest).scalars())
    found = _listed(connection, principal, rule, CAUSES.c.id.in_(ids[:MOST_CLOSED]), with_states=False)
    return found.model_copy(update={"more": len(ids) > MOST_CLOSED})


def _listed(
    connection: Connection, principal: Principal, rule: CauseRule, which: ColumnElement[bool], *, with_states: bool
) -> CauseList:
    mine = (
        select(CAUSE_CAMERAS, CAMERA_STATUS.c.state, CAMERA_STATUS.c.since_utc)
        .join(CAUSES, CAUSES.c.id == CAUSE_CAMERAS.c.cause_id)
        .join(CAMERAS, CAMERAS.c.id == CAUSE_CAMERAS.c.camera_id)
        .join(CAMERA_STATUS, CAMERA_STATUS.c.camera_id == CAMERAS.c.id, isouter=True)
        .where(which, CAMERAS.c.deleted_utc.is_(None), scope_clause(principal, CAMERAS.c.area_code))
        .order_by(CAMERAS.c.number)
    )
    cameras: dict[str, list[CauseCamera]] = {}
    for row in connection.execute(mine):
        is_down = with_states and row.state is not None and row.state not in _NOT_DOWN
        camera = CauseCamera(camera_id=row.camera_id, since_utc=row.since_utc if is_down else None)
        cameras.setdefault(row.cause_id, []).append(camera)
    records = [
        _record(row, cameras[row.id]) for row in connection.execute(select(CAUSES).where(which)) if row.id in cameras
    ]
    # By hand and not by the database: what a reader may not see must not tell by its place how large a line is.
    records.sort(key=lambda one: (-one.down, -len(one.cameras), one.since_utc, str(one.id)))
    return CauseList(causes=tuple(records), rule=CauseRuleRecord(**asdict(rule)))


def _record(row: Any, cameras: list[CauseCamera]) -> CauseRecord:
    return CauseRecord(
        id=row.id,
        kind=row.kind,
        name=row.name,
        label=row.label,
        since_utc=row.since_utc,
        opened_utc=row.opened_utc,
        closed_utc=row.closed_utc,
        cameras=tuple(cameras),
    )
