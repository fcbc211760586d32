"""The two questions that the audit answers: who saw a camera from when to when, and what was done with a flag."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from console.domain.audit_act import CENTRE_CHAIN, AuditAct
from console.proof.canonical import sha256_hex
from console.server import audit
from console.server.audit_csv import findings_csv
from console.server.audit_tables import AUDIT
from console.server.centre import Centre
from console.server.live.records import viewing_of
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.server.tables import CAMERAS, EVIDENCE, FLAGS
from console.wire.audit import AuditFinding, AuditFindings

_MOST = 10_000
_VIEWS = (AuditAct.VIEW_BEGUN.value, AuditAct.VIEW_ENDED.value)


def search_camera(
    centre: Centre,
    who: Principal | audit.AuditActor,
    camera_id: str,
    since: datetime,
    until: datetime,
    *,
    to_file: bool = False,
) -> AuditFindings:
    """Viewings that touch the period and every other act in it; the search itself is recorded.

    ``to_file``: they leave as a table, and are recorded as exported with its hash.
    Raises Refusal 404 ``camera.unknown``.
    """

    def work(connection: Connection) -> tuple[AuditFindings, list[Event]]:
        area = connection.execute(select(CAMERAS.c.area_code).where(CAMERAS.c.id == camera_id)).scalar()
        if area is None or not _reaches(who, area):
            raise Refusal(404, "camera.unknown")
        found = _in_order(_viewings(connection, camera_id, since, until) + _others(connection, camera_id, since, until))
        asked = (camera_id, f"{since.isoformat()} {until.isoformat()}")
        _note(connection, who, asked, found if to_file else None, centre.clock.now_utc())
        return found, []

    return centre.write(work)


def search_flag(
    centre: Centre, who: Principal | audit.AuditActor, number: str, *, to_file: bool = False
) -> AuditFindings:
    """Everything that was done with the flag and its evidence. Raises Refusal 404 ``flag.unknown``."""

    def work(connection: Connection) -> tuple[AuditFindings, list[Event]]:
        flag = connection.execute(select(FLAGS.c.id, FLAGS.c.area_code).where(FLAGS.c.number == number)).first()
        if flag is None or not _reaches(who, flag.area_code):
            raise Refusal(404, "flag.unknown")
        evidence = connection.execute(select(EVIDENCE.c.id).where(EVIDENCE.c.flag_id == flag.id)).scalars()
        subjects = [flag.id, number, *evidence]
        rows = connection.execute(select(AUDIT).where(AUDIT.c.subject.in_(subjects)).limit(_MOST + 1)).all()
        found = _in_order([_finding(row) for row in rows])
        _note(connection, who, (flag.id, number), found if to_file else None, centre.clock.now_utc())
        return found, []

    return centre.write(work)


def _note(
    connection: Connection,
    who: Principal | audit.AuditActor,
    asked: tuple[str, str],
    exported: AuditFindings | None,
    now_utc: datetime,
) -> None:
    if exported is None:
        audit.record(connection, who, AuditAct.AUDIT_SEARCHED, [asked], now_utc)
    else:
        digest = sha256_hex(findings_csv(exported).encode())
        audit.record(connection, who, AuditAct.EXPORTED, [asked], now_utc, digest)


def _reaches(who: Principal | audit.AuditActor, area_code: str) -> bool:
    """The command line of the centre reaches everything: it reads the database anyway."""
    return isinstance(who, audit.AuditActor) or who.sees(area_code)


def _others(connection: Connection, camera_id: str, since: datetime, until: datetime) -> list[AuditFinding]:
    mine = (AUDIT.c.subject == camera_id) & AUDIT.c.action.not_in(_VIEWS)
    inside = select(AUDIT).where(mine, AUDIT.c.at_utc >= since, AUDIT.c.at_utc <= until)
    return [_finding(row) for row in connection.execute(inside.order_by(AUDIT.c.at_utc).limit(_MOST + 1))]


def _viewings(connection: Connection, camera_id: str, since: datetime, until: datetime) -> list[AuditFinding]:
    """Each beginning with its end, both lines of one chain; a chain's lines are in their true order.

    A console has a camera on its tiles or not; at the centre several people may watch it, each viewing with its own id.
    """
    mine = select(AUDIT).where(AUDIT.c.subject == camera_id, AUDIT.c.action.in_(_VIEWS))
    found: list[AuditFinding] = []
    open_ones: dict[tuple[str, str], Any] = {}
    for row in connection.execute(mine.order_by(AUDIT.c.chain, AUDIT.c.seq)):
        viewing = (row.chain, viewing_of(row.detail) if row.chain == CENTRE_CHAIN else "")
        before = open_ones.pop(viewing, None)
        if row.action == AuditAct.VIEW_BEGUN.value:
            if before is not None:
                found.append(_cut(connection, before))
            open_ones[viewing] = row
        elif before is not None:
            found.append(_finding(before, until_utc=row.at_utc))
    found += [_cut(connection, row) for row in open_ones.values()]
    return [one for one in found if one.at_utc <= until and (one.until_utc is None or one.until_utc >= since)]


def _cut(connection: Connection, row: Any) -> AuditFinding:
    """A viewing without an end: its console died, which it says when it starts again, or it goes on."""
    started = (
        select(AUDIT.c.at_utc)
        .where(AUDIT.c.chain == row.chain, AUDIT.c.seq > row.seq, AUDIT.c.action == AuditAct.CONSOLE_STARTED.value)
        .order_by(AUDIT.c.seq)
        .limit(1)
    )
    at_utc = connection.execute(started).scalar()
    return _finding(row, until_utc=at_utc, is_open=at_utc is None, is_cut=at_utc is not None)


def _finding(
    row: Any, until_utc: datetime | None = None, *, is_open: bool = False, is_cut: bool = False
) -> AuditFinding:
    line = json.loads(row.line) if row.line else {}
    return AuditFinding(
        at_utc=row.at_utc,
        until_utc=until_utc,
        is_open=is_open,
        is_cut=is_cut,
        actor=row.username,
        role=line.get("role", ""),
        workstation=row.address,
        action=row.action,
        object=row.subject,
        reason=row.detail,
        sha256=line.get("sha256", ""),
        chain=row.chain or "",
        seq=row.seq or 0,
    )


def _in_order(found: Sequence[AuditFinding]) -> AuditFindings:
    ordered = sorted(found, key=lambda one: (one.at_utc, one.chain, one.seq))
    return AuditFindings(findings=tuple(ordered[:_MOST]), more=len(ordered) > _MOST)
