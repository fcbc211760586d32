"""The rows of the outbox: what must go to the centre, in which order, and how often it was tried."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from console.store.database import Database, Row, Transaction


class JobKind(Enum):
    """One request, or one file."""

    PUT_FLAG = "put_flag"
    PUT_BOOKMARK = "put_bookmark"
    PUT_EVIDENCE = "put_evidence"
    UPLOAD = "upload"
    PUT_CHANGE = "put_change"
    """What was said of a flag."""


@dataclass(frozen=True)
class Job:
    """One row of ``pending_event``."""

    seq: int
    kind: JobKind
    subject_id: UUID
    event_id: UUID
    priority: int
    attempts: int
    refused: bool

    @property
    def is_urgent(self) -> bool:
        """A flag of priority 1, which is tried again within seconds."""
        return self.kind is JobKind.PUT_FLAG and self.priority == 1


CHANGE_PRIORITY = 1
"""Of what is said of flags: that one is withdrawn matters as much as that one is sent."""
NORMAL_PRIORITY = 5
"""Of bookmarks and evidence: after every flag."""


def add_job(
    write: Transaction, kind: JobKind, subject_id: UUID, event_id: UUID, *, priority: int, after: int | None = None
) -> int:
    """The row's seq; an existing row for the same thing is begun anew."""
    write.run(
        "INSERT INTO pending_event (kind, subject_id, event_id, depends_on, priority, attempts, last_error, refused)"
        " VALUES (?, ?, ?, ?, ?, 0, '', 0)"
        " ON CONFLICT (kind, subject_id) DO UPDATE SET refused = 0",
        (kind.value, str(subject_id), str(event_id), after, priority),
    )
    row = write.row("SELECT seq FROM pending_event WHERE kind = ? AND subject_id = ?", (kind.value, str(subject_id)))
    return int(row["seq"]) if row else 0


def pending_seq(write: Transaction, kind: JobKind, subject_id: UUID) -> int | None:
    row = write.row("SELECT seq FROM pending_event WHERE kind = ? AND subject_id = ?", (kind.value, str(subject_id)))
    return int(row["seq"]) if row else None


def deliverable(database: Database, kinds: Iterable[JobKind]) -> list[Job]:
    """What may go now: nothing refused, nothing whose forerunner is still here; urgent first, then in order."""
    wanted = [kind.value for kind in kinds]
    marks = ",".join("?" * len(wanted))
    rows = database.rows(
        f"SELECT * FROM pending_event WHERE refused = 0 AND kind IN ({marks})"  # noqa: S608  marks only
        " AND NOT EXISTS (SELECT 1 FROM pending_event AS first WHERE first.seq = pending_event.depends_on)"
        " ORDER BY priority, seq",
        wanted,
    )
    return [_job(row) for row in rows]


def job_is_there(write: Transaction, job: Job) -> bool:
    return write.row("SELECT 1 FROM pending_event WHERE seq = ?", (job.seq,)) is not None


def job_done(write: Transaction, job: Job) -> None:
    write.run("DELETE FROM pending_event WHERE seq = ?", (job.seq,))


def job_failed(write: Transaction, job: Job, code: str, *, refused: bool) -> None:
    write.run(
        "UPDATE pending_event SET attempts = attempts + 1, last_error = ?, refused = ? WHERE seq = ?",
        (code, int(refused), job.seq),
    )


def retry_refused(write: Transaction, event_id: UUID) -> int:
    """A person asked to try again: nothing of this event is refused any more."""
    return write.run(
        "UPDATE pending_event SET refused = 0, attempts = 0 WHERE event_id = ? AND refused = 1", (str(event_id),)
    )


def _job(row: Row) -> Job:
    return Job(
        seq=row["seq"],
        kind=JobKind(row["kind"]),
        subject_id=UUID(row["subject_id"]),
        event_id=UUID(row["event_id"]),
        priority=row["priority"],
        attempts=row["attempts"],
        refused=bool(row["refused"]),
    )
