"""Reading the audit: each question goes its own way, and its table reaches the disk for its owner only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.audit.reading import AuditReading
from console.base.errors import KnownError
from console.domain.audit_question import AuditQuestion, CameraQuestion, FlagQuestion
from console.domain.camera import CameraId
from console.wire.audit import AuditFindings, AuditVerification

SINCE_UTC = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
OF_CAMERA = CameraQuestion(CameraId("kam-1"), SINCE_UTC, SINCE_UTC + timedelta(hours=1))
OF_FLAG = FlagQuestion("SMG-20261123-0042")


class _Centre:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def audit_of_camera(self, camera: str, since_utc: datetime, until_utc: datetime) -> AuditFindings:
        self.asked.append(f"{camera} {since_utc:%H} {until_utc:%H}")
        return AuditFindings(findings=())

    def audit_of_flag(self, number: str) -> AuditFindings:
        self.asked.append(number)
        return AuditFindings(findings=())

    def audit_table_of_camera(self, camera: str, since_utc: datetime, until_utc: datetime) -> bytes:
        return f"{camera} {since_utc:%H} {until_utc:%H}".encode()

    def audit_table_of_flag(self, number: str) -> bytes:
        return number.encode()

    def verify_audit(self) -> AuditVerification:
        return AuditVerification(holds=True, chains=(), checkpoints=0)


@pytest.mark.parametrize(("question", "told"), [(OF_CAMERA, "kam-1 14 15"), (OF_FLAG, "SMG-20261123-0042")])
def test_a_question_is_asked_and_its_answer_saved(question: AuditQuestion, told: str, tmp_path: Path) -> None:
    centre, path = _Centre(), tmp_path / "audit.csv"
    reading = AuditReading(centre)
    reading.ask(question)
    assert centre.asked == [told]
    path.write_text("an older one", "utf-8")
    reading.save(question, path)
    assert path.read_text("utf-8") == told
    assert [file.name for file in tmp_path.iterdir()] == ["audit.csv"]
    assert reading.verify().holds


def test_a_folder_that_is_not_there_is_a_fault_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"disk\."):
        AuditReading(_Centre()).save(OF_FLAG, tmp_path / "nowhere" / "audit.csv")
