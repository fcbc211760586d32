"""A fake of the audit at the centre: answers with what a test puts in, and remembers what was asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from console.base.errors import KnownError
from console.domain.audit_question import AuditQuestion
from console.wire.audit import AuditFindings, AuditVerification


@dataclass
class FakeAuditReading:
    """``failure`` is the centre that does not answer, or refuses."""

    findings: AuditFindings = field(default_factory=lambda: AuditFindings(findings=()))
    verification: AuditVerification = field(
        default_factory=lambda: AuditVerification(holds=True, chains=(), checkpoints=0)
    )
    failure: KnownError | None = None
    asked: list[AuditQuestion] = field(default_factory=list)
    saved: list[tuple[AuditQuestion, Path]] = field(default_factory=list)

    def ask(self, question: AuditQuestion) -> AuditFindings:
        self.asked.append(question)
        self._fail()
        return self.findings

    def save(self, question: AuditQuestion, path: Path) -> None:
        self._fail()
        self.saved.append((question, path))

    def verify(self) -> AuditVerification:
        self._fail()
        return self.verification

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure
