"""The evidence of flags on this machine: promised, captured, lost, and when its files may go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from console.base.clock import Clock
from console.domain.camera import CameraId
from console.domain.event import KeptStill
from console.events.outbox import NORMAL_PRIORITY, JobKind, add_job, pending_seq
from console.store.database import Database, Transaction
from console.wire.events import EvidenceBody, EvidenceKind

KEPT_AFTER_COMPLETE = timedelta(hours=24)


class EvidenceBook:
    """Any thread; each method is one durable transaction. Raises KnownError disk.*, store.*."""

    def __init__(self, database: Database, clock: Clock, on_saved: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._on_saved = on_saved

    def promise(self, write: Transaction, flag_id: UUID, evidence_id: UUID, kind: EvidenceKind) -> None:
        """In the transaction of the flag: a capture is under way."""
        write.run(
            "INSERT INTO evidence (id, flag_id, kind, state, reason, path, body, upload_url, complete_utc)"
            " VALUES (?, ?, ?, 'capturing', '', '', '', '', '')",
            (str(evidence_id), str(flag_id), kind.value),
        )

    def expect(self, flag_id: UUID, expected: Iterable[tuple[UUID, EvidenceKind]]) -> None:
        """Captures are under way for a flag that was made before."""
        with self._database.transaction() as write:
            for evidence_id, kind in expected:
                self.promise(write, flag_id, evidence_id, kind)
        self._on_saved()

    def attach(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody, path: Path) -> None:
        """The file lies complete and synced at ``path``; it goes after its flag."""
        with self._database.transaction() as write:
            write.run(
                "INSERT INTO evidence (id, flag_id, kind, state, reason, path, body, upload_url, complete_utc)"
                " VALUES (?, ?, ?, 'captured', '', ?, ?, '', '')"
                " ON CONFLICT (id) DO UPDATE SET state = 'captured', reason = '', path = excluded.path,"
                " body = excluded.body",
                (str(evidence_id), str(flag_id), body.kind.value, str(path), body.model_dump_json()),
            )
            flag = pending_seq(write, JobKind.PUT_FLAG, flag_id)
            announced = add_job(write, JobKind.PUT_EVIDENCE, evidence_id, flag_id, priority=NORMAL_PRIORITY, after=flag)
            add_job(write, JobKind.UPLOAD, evidence_id, flag_id, priority=NORMAL_PRIORITY, after=announced)
        self._on_saved()

    def lose(self, evidence_id: UUID, reason: str) -> None:
        """It will never come; ``reason`` is an error code."""
        with self._database.transaction() as write:
            write.run(
                "UPDATE evidence SET state = 'lost', reason = ? WHERE id = ? AND state = 'capturing'",
                (reason, str(evidence_id)),
            )
        self._on_saved()

    def announced(self, evidence_id: UUID) -> EvidenceBody | None:
        """What the centre is told of a file; None while it is captured, and when it never came."""
        row = self._database.row("SELECT body FROM evidence WHERE id = ? AND body <> ''", (str(evidence_id),))
        return None if row is None else EvidenceBody.model_validate_json(row["body"])

    def stills(self, flag_id: UUID) -> list[KeptStill]:
        """The originals that still lie on this machine, in order of time."""
        rows = self._database.rows(
            "SELECT id, path, body FROM evidence WHERE flag_id = ? AND kind = ? AND path <> '' AND body <> ''",
            (str(flag_id), EvidenceKind.STILL.value),
        )
        bodies = [(row, EvidenceBody.model_validate_json(row["body"])) for row in rows]
        found = [
            KeptStill(UUID(row["id"]), CameraId(body.camera_id), body.start_utc, Path(row["path"]))
            for row, body in bodies
            if body.marked is None and not body.masked_of
        ]
        return sorted(found, key=lambda still: still.at_utc)

    def unfinished(self) -> list[tuple[UUID, UUID, EvidenceKind]]:
        """Of flag and evidence: what is being captured; at start what was, when the program ended."""
        rows = self._database.rows("SELECT flag_id, id, kind FROM evidence WHERE state = 'capturing'")
        return [(UUID(row["flag_id"]), UUID(row["id"]), EvidenceKind(row["kind"])) for row in rows]

    def known_paths(self) -> set[Path]:
        """Files that belong to evidence."""
        return {Path(row["path"]) for row in self._database.rows("SELECT path FROM evidence WHERE path <> ''")}

    def expired(self) -> list[tuple[UUID, Path]]:
        """Files that the centre has had, checked, for a day."""
        before = self._clock.now_utc() - KEPT_AFTER_COMPLETE
        rows = self._database.rows(
            "SELECT id, path, complete_utc FROM evidence WHERE state = 'complete' AND path <> ''"
        )
        return [
            (UUID(row["id"]), Path(row["path"]))
            for row in rows
            if datetime.fromisoformat(row["complete_utc"]) <= before
        ]

    def forget_file(self, evidence_id: UUID) -> None:
        """The file is deleted; the record stays."""
        with self._database.transaction() as write:
            write.run("UPDATE evidence SET path = '' WHERE id = ?", (str(evidence_id),))
