"""The record of who was given what: a hash chain, written in the same transaction, before anything leaves the centre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from console.base.ids import new_id
from console.domain.audit_act import CENTRE_CHAIN, AuditAct
from console.proof.chain_row import EMPTY, ChainEntry, ChainHead, ChainRow, row_after
from console.server.audit_tables import AUDIT
from console.server.principal import Principal


@dataclass(frozen=True)
class AuditActor:
    """Who acts where no one is signed in: a person at the sign-in, the command line, a receiver, the centre itself."""

    name: str
    role: str
    address: str = ""
    user_id: str = ""


THE_CENTRE = AuditActor("Ronda", "system")
COMMAND_LINE = AuditActor("command line", "system")


def record(
    connection: Connection,
    who: Principal | AuditActor,
    act: AuditAct,
    subjects: Sequence[tuple[str, str]],
    now_utc: datetime,
    sha256: str = "",
) -> None:
    """One line for each (subject, detail). Inside a write: the centre's one lock keeps the chain in order.

    ``sha256`` is that of what was given, where it is a file.
    """
    if not subjects:
        return
    actor = who if isinstance(who, AuditActor) else _actor_of(who)
    head = head_of(connection, CENTRE_CHAIN)
    rows = []
    for subject, detail in subjects:
        entry = ChainEntry(actor.name, actor.role, actor.address, act.value, subject, sha256, detail)
        row = row_after(head, entry, now_utc)
        rows.append(columns_of(CENTRE_CHAIN, row, now_utc, actor.user_id))
        head = ChainHead(row.seq, row.hash)
    connection.execute(insert(AUDIT), rows)


def head_of(connection: Connection, chain: str) -> ChainHead:
    """The newest line of ``chain`` that is here."""
    newest = select(AUDIT.c.seq, AUDIT.c.hash).where(AUDIT.c.chain == chain).order_by(AUDIT.c.seq.desc()).limit(1)
    row = connection.execute(newest).first()
    return EMPTY if row is None else ChainHead(int(row.seq), str(row.hash))


def columns_of(chain: str, row: ChainRow, at_utc: datetime, user_id: str = "") -> dict[str, object]:
    """The line and its parts as a row of the table."""
    return {
        "id": str(new_id()),
        "at_utc": at_utc,
        "user_id": user_id,
        "username": row.entry.actor,
        "action": row.entry.action,
        "subject": row.entry.object,
        "detail": row.entry.reason,
        "address": row.entry.workstation,
        "chain": chain,
        "seq": row.seq,
        "hash": row.hash,
        "line": row.line.decode(),
    }


def _actor_of(principal: Principal) -> AuditActor:
    return AuditActor(principal.username, principal.role.value, principal.address, principal.user_id)
