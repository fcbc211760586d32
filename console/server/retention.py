"""Deletes evidence that nobody has asked for when its time is over, except what is on legal hold; each on record."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, select, update

from console.domain.audit_act import AuditAct
from console.domain.release_state import ENDED
from console.handoff.cloud_event import EventType
from console.server import audit
from console.server.centre import Centre
from console.server.evidence_store import DELETED, evidence_file
from console.server.handoff.tables import HANDOFF_ANSWERS
from console.server.hold_rows import LEGAL_HOLDS, STANDING
from console.server.release.tables import RELEASES
from console.server.retention_terms import EvidenceLives
from console.server.tables import EVIDENCE

_AT_ONCE = 200
_UNLINK_AGAIN = timedelta(days=7)
"""A centre that died between its word and the file finds the file for so long."""


def delete_old_evidence(centre: Centre) -> int:
    """How many files went. Any thread; raises KnownError ``centre.storage``."""
    count = 0
    while True:
        gone = centre.database.write(lambda connection: _mark(connection, centre))
        count += len(gone)
        if len(gone) < _AT_ONCE:
            break
    # Only now: what is on record as deleted may still lie there for a moment, never the other way round.
    for evidence_id in _lately_deleted(centre):
        evidence_file(centre, evidence_id).unlink(missing_ok=True)
    return count


def deleted_after(connection: Connection, centre: Centre, flag_id: str) -> datetime | None:
    """When the last evidence of a flag goes; None while it is kept, or there is none."""
    lives = EvidenceLives(connection, _life(centre))
    rows = connection.execute(select(EVIDENCE).where(EVIDENCE.c.flag_id == flag_id, *_free()))
    return max((row.completed_utc + lives.of(_camera_of(row)) for row in rows), default=None)


def _mark(connection: Connection, centre: Centre) -> list[str]:
    now = centre.clock.now_utc()
    rows = _old(connection, EvidenceLives(connection, _life(centre)), now)
    ids = [row.id for row in rows]
    if ids:
        values = {"state": DELETED, "deleted_utc": now}
        connection.execute(update(EVIDENCE).where(EVIDENCE.c.id.in_(ids)).values(values))
        subjects = [(row.id, _detail(row)) for row in rows]
        audit.record(connection, audit.THE_CENTRE, AuditAct.EVIDENCE_DELETED, subjects, now)
    return ids


def _old(connection: Connection, lives: EvidenceLives, now_utc: datetime) -> list[Any]:
    """The oldest first, ``_AT_ONCE`` at most."""
    old = select(EVIDENCE).where(EVIDENCE.c.completed_utc < now_utc - lives.shortest, *_free())
    old = old.order_by(EVIDENCE.c.completed_utc)
    if lives.are_one:
        return list(connection.execute(old.limit(_AT_ONCE)))
    due = (row for row in connection.execute(old) if row.completed_utc < now_utc - lives.of(_camera_of(row)))
    return list(islice(due, _AT_ONCE))


def _camera_of(row: Any) -> str:
    return str(json.loads(row.body)["camera_id"])


def _detail(row: Any) -> str:
    return f"flag {row.flag_id} completed {row.completed_utc.isoformat(timespec='seconds')}"


def _free() -> tuple[ColumnElement[bool], ...]:
    """Complete, not on hold, and not asked for by the police."""
    held = exists().where(LEGAL_HOLDS.c.flag_id == EVIDENCE.c.flag_id, STANDING)
    asked = exists().where(
        HANDOFF_ANSWERS.c.flag_id == EVIDENCE.c.flag_id,
        HANDOFF_ANSWERS.c.kind == EventType.EVIDENCE_REQUESTED.value,
    )
    # Its package is made from it, and an end of the release is the end of that reason.
    released = exists().where(
        RELEASES.c.flag_id == EVIDENCE.c.flag_id, RELEASES.c.state.not_in([state.value for state in ENDED])
    )
    return EVIDENCE.c.state == "complete", ~held, ~asked, ~released


def _life(centre: Centre) -> timedelta:
    return timedelta(seconds=centre.settings.lifetimes.evidence_s)


def _lately_deleted(centre: Centre) -> list[str]:
    since = centre.clock.now_utc() - _UNLINK_AGAIN
    with centre.database.read() as connection:
        return list(connection.execute(select(EVIDENCE.c.id).where(EVIDENCE.c.deleted_utc > since)).scalars())
