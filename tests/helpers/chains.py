"""Lines of a console's chain, as a console writes them, for tests that need no console."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.domain.audit_act import AuditAct
from console.proof.chain_row import EMPTY, ChainEntry, ChainHead, ChainRow, row_after

START_UTC = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


class ConsoleLines:
    """One line a minute, by ``act``."""

    def __init__(self, actor: str = "operator", workstation: str = "konsol-3") -> None:
        self._actor = actor
        self._workstation = workstation
        self._head = EMPTY
        self.rows: list[ChainRow] = []

    def act(self, act: AuditAct, subject: str, minute: int, reason: str = "") -> None:
        entry = ChainEntry(self._actor, "operator", self._workstation, act.value, subject, reason=reason)
        row = row_after(self._head, entry, START_UTC + timedelta(minutes=minute))
        self._head = ChainHead(row.seq, row.hash)
        self.rows.append(row)

    @property
    def lines(self) -> list[str]:
        return [row.line.decode() for row in self.rows]
