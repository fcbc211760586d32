"""Carries out one job of the outbox against the centre and writes down what came of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from uuid import UUID

from console.base.clock import Clock
from console.base.errors import BugError, KnownError
from console.base.os_errors import disk_errors
from console.events.ledger import drop_change, keep_bookmark_answer, keep_evidence_answer, keep_flag_answer
from console.events.outbox import Job, JobKind, job_done
from console.store.database import Database, Row
from console.wire.events import (
    BookmarkBody,
    BookmarkRecord,
    EvidenceAnnouncement,
    EvidenceBody,
    EvidenceRecord,
    EvidenceState,
    FlagBody,
    FlagChangeBody,
    FlagRecord,
)

_PIECE_BYTES = 1024 * 1024
_FROM_THE_START = {
    "evidence.wrong_digest": "evidence.rejected",
    "upload.unknown": "evidence.unchecked",
    "upload.expired": "evidence.unchecked",
}
"""What the centre says of an upload that it has thrown away, and what a person is told: the file is sent anew."""


class EventsCentre(Protocol):
    """The part of the centre's client that events need."""

    def put_bookmark(self, bookmark_id: UUID, body: BookmarkBody) -> BookmarkRecord: ...

    def put_flag(self, flag_id: UUID, body: FlagBody) -> FlagRecord: ...

    def put_evidence(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody) -> EvidenceRecord: ...

    def upload_evidence(
        self,
        path: Path,
        evidence_id: UUID,
        content_type: str,
        *,
        resume_url: str = "",
        on_url: Callable[[str], None] = ...,
        should_stop: Callable[[], bool] = ...,
    ) -> bool: ...

    def flag(self, flag_id: UUID) -> FlagRecord: ...

    def change_flag(self, flag_id: UUID, body: FlagChangeBody) -> FlagRecord: ...


class Deliverer:
    """Any thread. ``deliver`` raises KnownError when the job is not done; it may be carried out again at will.

    ``on_refused`` tells why the centre did not take what was said of a flag: then it is as if it had not been said.
    """

    def __init__(
        self,
        database: Database,
        centre: EventsCentre,
        clock: Clock,
        should_stop: Callable[[], bool],
        on_refused: Callable[[KnownError], None],
    ) -> None:
        self._database = database
        self._centre = centre
        self._clock = clock
        self._should_stop = should_stop
        self._on_refused = on_refused

    def deliver(self, job: Job) -> None:
        {
            JobKind.PUT_FLAG: self._put_flag,
            JobKind.PUT_BOOKMARK: self._put_bookmark,
            JobKind.PUT_EVIDENCE: self._put_evidence,
            JobKind.UPLOAD: self._upload,
            JobKind.PUT_CHANGE: self._put_change,
        }[job.kind](job)

    def apply_flag(self, record: FlagRecord) -> bool:
        """The centre's word on a flag and its evidence; True when it was news."""
        now_utc = self._clock.now_utc()
        with self._database.transaction() as write:
            changes = int(keep_flag_answer(write, record))
            for evidence in record.evidence:
                changes += keep_evidence_answer(write, evidence, now_utc)
        return changes > 0

    def _put_flag(self, job: Job) -> None:
        record = self._centre.put_flag(job.subject_id, FlagBody.model_validate_json(self._event_body(job)))
        with self._database.transaction() as write:
            keep_flag_answer(write, record)
            job_done(write, job)

    def _put_change(self, job: Job) -> None:
        row = self._database.row("SELECT body FROM flag_change WHERE id = ?", (str(job.subject_id),))
        if row is None:
            raise BugError(f"outbox row {job.seq} has no change")
        try:
            record = self._centre.change_flag(job.event_id, FlagChangeBody.model_validate_json(row["body"]))
        except KnownError as error:
            if not error.code.startswith("flag."):
                raise
            # The police were quicker, or the table does not allow it: a person decides anew by what is so now.
            with self._database.transaction() as write:
                drop_change(write, job.subject_id)
                job_done(write, job)
            self._on_refused(error)
            return
        with self._database.transaction() as write:
            keep_flag_answer(write, record)
            job_done(write, job)

    def _put_bookmark(self, job: Job) -> None:
        self._centre.put_bookmark(job.subject_id, BookmarkBody.model_validate_json(self._event_body(job)))
        with self._database.transaction() as write:
            keep_bookmark_answer(write, str(job.subject_id))
            job_done(write, job)

    def _put_evidence(self, job: Job) -> None:
        body = EvidenceAnnouncement.model_validate_json(self._evidence(job)["body"])
        record = self._centre.put_evidence(job.event_id, job.subject_id, body)
        now_utc = self._clock.now_utc()
        with self._database.transaction() as write:
            job_done(write, job)
            keep_evidence_answer(write, record, now_utc)

    def _upload(self, job: Job) -> None:
        """Done only when the centre has checked the file: its COMPLETE takes the job out."""
        row = self._evidence(job)
        if row["state"] != "uploaded" and not self._send_file(job, row):
            return
        record = self._centre.flag(job.event_id)
        self.apply_flag(record)
        state = next((one.state for one in record.evidence if one.id == job.subject_id), None)
        if state is EvidenceState.COMPLETE:
            return
        if state is not EvidenceState.ANNOUNCED:
            # Rejected, or not known any more: from the first byte again.
            self._set_upload(job, "captured", "")
            raise KnownError("evidence.rejected")
        # Not whole there after all: the next try asks how far it came.
        self._set_upload(job, "captured", row["upload_url"])
        raise KnownError("evidence.unchecked")

    def _send_file(self, job: Job, row: Row) -> bool:
        path, body = Path(row["path"]), EvidenceBody.model_validate_json(row["body"])
        if not row["upload_url"]:
            self._check_file(path, body)
        try:
            complete = self._centre.upload_evidence(
                path,
                job.subject_id,
                body.content_type,
                resume_url=row["upload_url"],
                on_url=lambda url: self._set_upload(job, "captured", url),
                should_stop=self._should_stop,
            )
        except KnownError as error:
            if error.code in _FROM_THE_START:
                self._set_upload(job, "captured", "")
                raise KnownError(_FROM_THE_START[error.code]) from error
            if error.code != "evidence.already_complete":
                raise
            complete = True
        if complete:
            self._set_upload(job, "uploaded", "")
        return complete

    def _check_file(self, path: Path, body: EvidenceBody) -> None:
        """A file that is gone or changed will never be taken: better told than sent for ever."""
        if not path.is_file():
            raise KnownError("evidence.missing", path=str(path))
        digest = hashlib.sha256()
        with disk_errors(path), path.open("rb") as file:
            while piece := file.read(_PIECE_BYTES):
                digest.update(piece)
        if digest.hexdigest() != body.sha256:
            raise KnownError("evidence.damaged", path=str(path))

    def _set_upload(self, job: Job, state: str, url: str) -> None:
        with self._database.transaction() as write:
            write.run(
                "UPDATE evidence SET state = ?, upload_url = ? WHERE id = ? AND state <> 'complete'",
                (state, url, str(job.subject_id)),
            )

    def _event_body(self, job: Job) -> str:
        row = self._database.row("SELECT body FROM event WHERE id = ?", (str(job.subject_id),))
        if row is None:
            raise BugError(f"outbox row {job.seq} has no event")
        return str(row["body"])

    def _evidence(self, job: Job) -> Row:
        row = self._database.row("SELECT * FROM evidence WHERE id = ?", (str(job.subject_id),))
        if row is None:
            raise BugError(f"outbox row {job.seq} has no evidence")
        return row
