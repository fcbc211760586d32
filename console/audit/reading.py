"""The audit read at the centre: the two questions, their answer as a file, and what verifying tells."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Protocol

from console.domain.audit_question import AuditQuestion, CameraQuestion
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.wire.audit import AuditFindings, AuditVerification


class ReadingCentre(Protocol):
    """The part of the centre's client that reading the audit needs."""

    def audit_of_camera(self, camera: str, since_utc: datetime, until_utc: datetime) -> AuditFindings: ...

    def audit_of_flag(self, number: str) -> AuditFindings: ...

    def audit_table_of_camera(self, camera: str, since_utc: datetime, until_utc: datetime) -> bytes: ...

    def audit_table_of_flag(self, number: str) -> bytes: ...

    def verify_audit(self) -> AuditVerification: ...


class AuditReading:
    """Blocks, so background threads. Raises KnownError net.*, auth.*, centre.*, ``camera.unknown``, ``flag.unknown``.

    The centre writes down each question, and each table that leaves it with its hash.
    """

    def __init__(self, centre: ReadingCentre) -> None:
        self._centre = centre

    def ask(self, question: AuditQuestion) -> AuditFindings:
        if isinstance(question, CameraQuestion):
            return self._centre.audit_of_camera(question.camera_id, question.since_utc, question.until_utc)
        return self._centre.audit_of_flag(question.number)

    def save(self, question: AuditQuestion, path: Path) -> None:
        """The answer as CSV, readable by its owner only. Raises KnownError disk.* too."""
        if isinstance(question, CameraQuestion):
            table = self._centre.audit_table_of_camera(question.camera_id, question.since_utc, question.until_utc)
        else:
            table = self._centre.audit_table_of_flag(question.number)
        replace_whole(path, table, PRIVATE_MODE)

    def verify(self) -> AuditVerification:
        return self._centre.verify_audit()
