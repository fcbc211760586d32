"""Takes in the chains of consoles: only lines that follow on what is here, each whole and in its place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, insert, select

from console.proof.chain_check import misplaced
from console.proof.chain_row import ChainHead, ChainRow, parsed
from console.server.audit import columns_of, head_of
from console.server.audit_tables import AUDIT
from console.server.centre import Centre
from console.server.numbering import Event
from console.server.principal import Principal
from console.server.problems import Refusal
from console.wire.audit import LONGEST_LINE, AuditHead, AuditLines


def chain_head(centre: Centre, chain: UUID) -> AuditHead:
    with centre.database.read() as connection:
        head = head_of(connection, str(chain))
    return AuditHead(seq=head.seq, hash=head.hash)


def take_lines(centre: Centre, principal: Principal, chain: UUID, body: AuditLines) -> AuditHead:
    """Where the chain stands now. What is here already may come again and changes nothing.

    Raises Refusal: 422 ``audit.line_bad`` for a line that does not hold by itself, 409 ``audit.gap`` when lines are missing
    before the first new one, 409 ``audit.forked`` when a line differs from the one that is here in its place.
    """
    rows = [_row(line) for line in body.lines]

    def work(connection: Connection) -> tuple[AuditHead, list[Event]]:
        head = head_of(connection, str(chain))
        _check_known(connection, str(chain), [row for row in rows if row.seq <= head.seq])
        fresh = [row for row in rows if row.seq > head.seq]
        values = []
        for row in fresh:
            head = _followed(head, row)
            values.append(columns_of(str(chain), row, _moment(row), principal.user_id))
        if values:
            connection.execute(insert(AUDIT), values)
        return AuditHead(seq=head.seq, hash=head.hash), []

    return centre.write(work)


def _row(line: str) -> ChainRow:
    row = "too_long" if len(line) > LONGEST_LINE else parsed(line.encode())
    if isinstance(row, str):
        raise Refusal(422, "audit.line_bad", row)
    _moment(row)
    return row


def _moment(row: ChainRow) -> datetime:
    """Raises Refusal 422 ``audit.line_bad``."""
    try:
        moment = datetime.fromisoformat(row.ts_utc)
    except ValueError as error:
        raise Refusal(422, "audit.line_bad", "ts_utc") from error
    if moment.tzinfo is None:
        raise Refusal(422, "audit.line_bad", "ts_utc")
    return moment


def _followed(head: ChainHead, row: ChainRow) -> ChainHead:
    what = misplaced(head, row)
    if what == "seq":
        raise Refusal(409, "audit.gap", f"line {head.seq + 1} is awaited")
    if what:
        raise Refusal(409, "audit.forked", f"line {row.seq}")
    return ChainHead(row.seq, row.hash)


def _check_known(connection: Connection, chain: str, rows: Sequence[ChainRow]) -> None:
    if not rows:
        return
    numbers = [row.seq for row in rows]
    known = select(AUDIT.c.seq, AUDIT.c.hash).where(AUDIT.c.chain == chain, AUDIT.c.seq.in_(numbers))
    hashes = {int(row.seq): row.hash for row in connection.execute(known)}
    for row in rows:
        if hashes.get(row.seq) != row.hash:
            raise Refusal(409, "audit.forked", f"line {row.seq}")
