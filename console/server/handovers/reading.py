"""Hand-over notes as one person may see them: whole ones, whose areas are all theirs, and the list of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, delete, func, or_, select

from console.domain.handover import HandoverPart, Reach, RemarkKind, is_late, state_of
from console.server.centre import Centre
from console.server.handovers.since import since_then
from console.server.handovers.stated import signature_record
from console.server.handovers.tables import HANDOVER_REMARKS, HANDOVER_SIGNATURES, HANDOVERS
from console.server.numbering import Event
from console.server.principal import Principal, read_codes
from console.server.problems import Refusal
from console.wire.handovers import (
    HandoverBody,
    HandoverList,
    HandoverRecord,
    HandoversNews,
    HandoverSummary,
    RemarkRecord,
    SignatureRecord,
)
from console.wire.push import PushKind


@dataclass(frozen=True)
class HandoverWish:
    """Which notes are asked for; ``before`` goes on behind one already got."""

    only_open: bool = False
    only_late: bool = False
    from_utc: datetime | None = None
    to_utc: datetime | None = None
    words: str = ""
    before: UUID | None = None
    limit: int = 100


def visible_handover(connection: Connection, principal: Principal, handover_id: UUID) -> Any:
    """The note's row. Raises Refusal 404 ``handover.unknown``, also for one of another area."""
    row = connection.execute(select(HANDOVERS).where(HANDOVERS.c.id == str(handover_id))).first()
    if row is None or not _may_read(principal, row):
        raise Refusal(404, "handover.unknown")
    return row


def list_handovers(connection: Connection, centre: Centre, principal: Principal, wish: HandoverWish) -> HandoverList:
    """The newest first. Raises Refusal 404 ``handover.unknown`` for a ``before`` that is none."""
    now, due_after = centre.clock.now_utc(), _due_after(centre)
    found: list[Any] = []
    for row in connection.execute(_wanted(connection, principal, wish, now - due_after)):
        if _may_read(principal, row):
            found.append(row)
        if len(found) > wish.limit:
            break
    shown = found[: wish.limit]
    signatures = _signatures(connection, centre, [row.id for row in shown])
    counts = _remark_counts(connection, [row.id for row in shown])
    summaries = [_summary(row, signatures.get(row.id, ()), counts.get(row.id, 0), now, due_after) for row in shown]
    return HandoverList(
        handovers=tuple(summaries), more=len(found) > wish.limit, due_after_s=centre.settings.handover_due_s
    )


def record_of(connection: Connection, centre: Centre, principal: Principal, row: Any) -> HandoverRecord:
    now = centre.clock.now_utc()
    body = HandoverBody.model_validate_json(row.body)
    mine = select(HANDOVER_REMARKS).where(HANDOVER_REMARKS.c.handover_id == row.id)
    remarks = connection.execute(mine.order_by(HANDOVER_REMARKS.c.at_utc, HANDOVER_REMARKS.c.id)).all()
    signatures = _signatures(connection, centre, [row.id]).get(row.id, ())
    return HandoverRecord(
        summary=_summary(row, signatures, len(remarks), now, _due_after(centre)),
        body=body,
        sha256=row.sha256,
        remarks=tuple(_remark(one) for one in remarks),
        now=since_then(connection, principal, body, now),
    )


def change_event(now_utc: datetime) -> Event:
    """To everybody who may read any: each asks for their own."""
    return Event(PushKind.HANDOVER_CHANGED, HandoversNews(at_utc=now_utc).model_dump_json())


def forget_handovers(connection: Connection, centre: Centre) -> None:
    limit = centre.clock.now_utc() - timedelta(seconds=centre.settings.lifetimes.handover_s)
    old = select(HANDOVERS.c.id).where(HANDOVERS.c.received_utc < limit)
    for table in (HANDOVER_REMARKS, HANDOVER_SIGNATURES):
        connection.execute(delete(table).where(table.c.handover_id.in_(old)))
    connection.execute(delete(HANDOVERS).where(HANDOVERS.c.received_utc < limit))


def _due_after(centre: Centre) -> timedelta:
    return timedelta(seconds=centre.settings.handover_due_s)


def _may_read(principal: Principal, row: Any) -> bool:
    if row.author_id == principal.user_id:
        return True
    return Reach(principal.scope, principal.denied).holds(Reach(read_codes(row.areas), read_codes(row.denied)))


def _wanted(connection: Connection, principal: Principal, wish: HandoverWish, due_utc: datetime) -> Select[Any]:
    statement = select(HANDOVERS)
    if wish.only_open or wish.only_late:
        statement = statement.where(or_(HANDOVERS.c.gave_utc.is_(None), HANDOVERS.c.took_utc.is_(None)))
    if wish.only_late:
        statement = statement.where(HANDOVERS.c.until_utc < due_utc)
    if wish.from_utc is not None:
        statement = statement.where(HANDOVERS.c.received_utc >= wish.from_utc)
    if wish.to_utc is not None:
        statement = statement.where(HANDOVERS.c.received_utc < wish.to_utc)
    for word in wish.words.split():
        sought = [column.icontains(word, autoescape=True) for column in _SOUGHT]
        statement = statement.where(or_(*sought))
    if wish.before is not None:
        mark = visible_handover(connection, principal, wish.before)
        same = (HANDOVERS.c.received_utc == mark.received_utc) & (HANDOVERS.c.id < mark.id)
        statement = statement.where((HANDOVERS.c.received_utc < mark.received_utc) | same)
    return statement.order_by(HANDOVERS.c.received_utc.desc(), HANDOVERS.c.id.desc())


_SOUGHT = (HANDOVERS.c.number, HANDOVERS.c.author, HANDOVERS.c.shift)


def _signatures(connection: Connection, centre: Centre, ids: Sequence[str]) -> dict[str, tuple[SignatureRecord, ...]]:
    """Who gives first."""
    statement = (
        select(HANDOVER_SIGNATURES, HANDOVERS.c.sha256)
        .join(HANDOVERS, HANDOVERS.c.id == HANDOVER_SIGNATURES.c.handover_id)
        .where(HANDOVER_SIGNATURES.c.handover_id.in_(ids))
        .order_by(HANDOVER_SIGNATURES.c.part)
    )
    found: dict[str, tuple[SignatureRecord, ...]] = {}
    for row in connection.execute(statement):
        found[row.handover_id] = (*found.get(row.handover_id, ()), signature_record(centre, row))
    return found


def _remark_counts(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    column = HANDOVER_REMARKS.c.handover_id
    statement = select(column, func.count()).where(column.in_(ids)).group_by(column)
    return {row[0]: row[1] for row in connection.execute(statement)}


def _summary(
    row: Any, signatures: tuple[SignatureRecord, ...], remarks: int, now_utc: datetime, due_after: timedelta
) -> HandoverSummary:
    parts = ((HandoverPart.GIVES, row.gave_utc), (HandoverPart.TAKES, row.took_utc))
    state = state_of(part for part, at_utc in parts if at_utc is not None)
    return HandoverSummary(
        id=UUID(row.id),
        number=row.number,
        author_id=row.author_id,
        author=row.author,
        role=row.role,
        shift=row.shift,
        from_utc=row.from_utc,
        until_utc=row.until_utc,
        received_utc=row.received_utc,
        state=state,
        is_late=is_late(state, row.until_utc, now_utc, due_after),
        signatures=signatures,
        flags=row.flags,
        causes=row.causes,
        remarks=remarks,
    )


def _remark(row: Any) -> RemarkRecord:
    return RemarkRecord(
        id=UUID(row.id), kind=RemarkKind(row.kind), text=row.text, by=row.author, role=row.role, at_utc=row.at_utc
    )
