"""Reads every chain that the centre holds from its first line, and holds the signed checkpoints against them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from console.proof.chain_check import ChainFault
from console.proof.chain_report import ChainReport, report_chain
from console.proof.checkpoint import CheckpointReport, SignedCheckpoint, check_checkpoints, wanted_lines
from console.proof.durable import write_new
from console.server.audit_checkpoints import checkpoints
from console.server.audit_tables import AUDIT
from console.server.centre import Centre
from console.wire.audit import AuditVerification, VerifiedChain

CHECKPOINT_FILE = "checkpoints.jsonl"
KEY_FILE = "audit-key.txt"
_AT_ONCE = 1_000


@dataclass(frozen=True)
class AuditReport:
    """What is proven of the whole audit."""

    chains: tuple[ChainReport, ...]
    checkpoints: CheckpointReport
    unchained: int
    """Rows from before there were chains: nothing is proven of them."""

    @property
    def holds(self) -> bool:
        return self.checkpoints.fault is None and all(report.holds for report in self.chains)


def check_audit(centre: Centre) -> AuditReport:
    """Takes seconds for a million lines. Raises KnownError ``centre.storage``."""
    # The checkpoints first: lines that are written meanwhile are then no concern of theirs.
    known = [SignedCheckpoint(one.body, one.signature) for one in checkpoints(centre)]
    wanted = wanted_lines(known)
    with centre.database.read() as connection:
        names = _chains(connection)
        reports = [_report(connection, name, wanted.get(name, frozenset())) for name in names]
        unchained = connection.execute(select(func.count()).where(AUDIT.c.chain.is_(None))).scalar_one()
    hashes = {report.chain: report.hashes for report in reports}
    return AuditReport(tuple(reports), check_checkpoints(known, centre.keys.audit_public_key, hashes), int(unchained))


def verification_of(report: AuditReport) -> AuditVerification:
    checked = report.checkpoints
    return AuditVerification(
        holds=report.holds,
        chains=tuple(_verified(one) for one in report.chains),
        checkpoints=checked.count,
        checkpoints_until=checked.last_utc,
        checkpoint_fault="" if checked.fault is None else checked.fault.what,
        fault_number=0 if checked.fault is None else checked.fault.number,
        fault_chain="" if checked.fault is None else checked.fault.chain,
        fault_line=0 if checked.fault is None else checked.fault.line,
        unchained=report.unchained,
    )


def _verified(report: ChainReport) -> VerifiedChain:
    unsigned = next((one for one in report.signatures if one.certificate is not None and not one.holds), None)
    fault = report.fault or (ChainFault(unsigned.line, "signature") if unsigned else None)
    return VerifiedChain(
        chain=report.chain,
        lines=report.lines,
        first_utc=report.first_utc,
        last_utc=report.last_utc,
        fault="" if fault is None else fault.what,
        fault_line=0 if fault is None else fault.line,
    )


def export_audit(centre: Centre, folder: Path) -> int:
    """Every chain and the checkpoints as files that ``ronda audit verify`` reads elsewhere; how many files.

    Raises KnownError disk.*, also when one is there already.
    """
    known = checkpoints(centre)
    with centre.database.read() as connection:
        names = _chains(connection)
        for name in names:
            write_new(folder / f"{name}.jsonl", b"".join(_lines(connection, name)))
    rows = [json.dumps({"body": one.body, "signature": one.signature}) + "\n" for one in known]
    write_new(folder / CHECKPOINT_FILE, "".join(rows).encode())
    write_new(folder / KEY_FILE, f"{centre.keys.audit_public_key}\n".encode())
    return len(names) + 2


def _chains(connection: Connection) -> list[str]:
    names = select(AUDIT.c.chain).where(AUDIT.c.chain.is_not(None)).distinct().order_by(AUDIT.c.chain)
    return list(connection.execute(names).scalars())


def _report(connection: Connection, chain: str, wanted: frozenset[int]) -> ChainReport:
    report = report_chain(chain, _lines(connection, chain), wanted)
    differing = _first_differing(connection, chain)
    if differing and (report.fault is None or differing < report.fault.line):
        # The line is as it was, but what is searched by was changed beside it.
        fault = ChainFault(differing, "columns")
        return replace(report, lines=differing - 1, fault=fault)
    return report


def _rows(connection: Connection, chain: str) -> Iterator[Any]:
    """In pages: nothing stays open in the database when the reader stops at a fault."""
    seq = -1
    while True:
        mine = select(AUDIT).where(AUDIT.c.chain == chain, AUDIT.c.seq > seq).order_by(AUDIT.c.seq).limit(_AT_ONCE)
        rows = connection.execute(mine).all()
        yield from rows
        if len(rows) < _AT_ONCE:
            return
        seq = rows[-1].seq


def _lines(connection: Connection, chain: str) -> Iterator[bytes]:
    for row in _rows(connection, chain):
        yield f"{row.line}\n".encode()


def _first_differing(connection: Connection, chain: str) -> int:
    """The number of the first row whose columns do not say what its line says; 0 when there is none."""
    for number, row in enumerate(_rows(connection, chain), start=1):
        try:
            said = json.loads(row.line or "")
        except ValueError:
            return number
        if _columns(row) != {name: said.get(key) for name, key in _COLUMNS.items()}:
            return number
    return 0


_COLUMNS: Mapping[str, str] = {
    "username": "actor",
    "action": "action",
    "subject": "object",
    "detail": "reason",
    "address": "workstation",
    "seq": "seq",
    "hash": "hash",
}


def _columns(row: Any) -> dict[str, object]:
    return {name: getattr(row, name) for name in _COLUMNS}
