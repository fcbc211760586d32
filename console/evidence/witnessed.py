"""The records of evidence, each file of which is announced with what this console states of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from uuid import UUID

from console.evidence.statements import Witness
from console.wire.events import EvidenceBody, EvidenceKind


class EvidenceRecords(Protocol):
    """The part of the events service that keeps evidence."""

    def expect(self, flag_id: UUID, expected: Iterable[tuple[UUID, EvidenceKind]]) -> None: ...

    def attach(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody, path: Path) -> None: ...

    def lose(self, evidence_id: UUID, reason: str) -> None: ...

    def announced(self, evidence_id: UUID) -> EvidenceBody | None: ...

    def unfinished(self) -> list[tuple[UUID, UUID, EvidenceKind]]: ...

    def known_paths(self) -> set[Path]: ...

    def expired(self) -> list[tuple[UUID, Path]]: ...

    def forget_file(self, evidence_id: UUID) -> None: ...


class WitnessedRecords:
    """What ``captures`` and ``marked_copies`` need of them; ``attach`` is called in the spool's own thread alone."""

    def __init__(self, records: EvidenceRecords, witness: Witness) -> None:
        self._records = records
        self._witness = witness
        self._after_restart = False

    @contextmanager
    def after_restart(self) -> Iterator[None]:
        """What is attached meanwhile was recorded by an earlier run."""
        self._after_restart = True
        try:
            yield
        finally:
            self._after_restart = False

    def attach(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody, path: Path) -> None:
        announced = self._witness.announcement(flag_id, evidence_id, body, after_restart=self._after_restart)
        self._records.attach(flag_id, evidence_id, announced, path)

    def lose(self, evidence_id: UUID, reason: str) -> None:
        self._records.lose(evidence_id, reason)

    def announced(self, evidence_id: UUID) -> EvidenceBody | None:
        return self._records.announced(evidence_id)
