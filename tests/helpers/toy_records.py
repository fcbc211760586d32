"""What the toy centre knows: directory, flags, bookmarks, evidence, and the events that it pushes."""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from console.base.errors import KnownError
from console.domain.flag_change import FlagChange, state_after
from console.domain.flag_state import FlagParty, FlagState
from console.wire.directory import (
    AreaDoc,
    AreaLine,
    BeginLine,
    CameraDoc,
    CameraLine,
    CameraStatus,
    DirectoryHead,
    EndLine,
    StatusSnapshot,
)
from console.wire.events import (
    Acknowledgement,
    BookmarkBody,
    EvidenceBody,
    EvidenceRecord,
    EvidenceState,
    FlagBody,
    FlagChangeBody,
    FlagChangeRecord,
    FlagRecord,
    FlagWay,
)
from console.wire.push import PushKind

NOW_UTC = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


@dataclass
class ToyUpload:
    """A tus upload under way."""

    evidence_id: UUID
    length: int
    content: bytearray = field(default_factory=bytearray)


class ToyDirectory:
    """Areas, cameras and their status, and every push of the centre; all under one lock."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.epoch, self.seq = "epoch-1", 0
        self.lines: dict[str, AreaLine | CameraLine] = {}
        self.status: dict[str, CameraStatus] = {}
        self.pushed: list[tuple[int, PushKind, str]] = []

    def put_area(self, code: str, doc: AreaDoc) -> None:
        self._put(AreaLine(op="put", id=code, rev=self.seq + 1, doc=doc))

    def put_camera(self, camera_id: str, doc: CameraDoc) -> None:
        self._put(CameraLine(op="put", id=camera_id, rev=self.seq + 1, doc=doc))

    def delete_camera(self, camera_id: str) -> None:
        self._put(CameraLine(op="del", id=camera_id, rev=self.seq + 1))

    def _put(self, line: AreaLine | CameraLine) -> None:
        with self.lock:
            self.seq += 1
            self.lines[line.id] = line
            self.push(PushKind.DIRECTORY_CHANGED, DirectoryHead(epoch=self.epoch, seq=self.seq).model_dump_json())

    def push(self, kind: PushKind, data: str) -> None:
        with self.lock:
            self.pushed.append((len(self.pushed) + 1, kind, data))
            self.changed.notify_all()

    def changes_page(self, since: str, limit: int) -> tuple[int, list[str]]:
        """Status and lines; the cursor is ``epoch|mode|from|to|position``."""
        with self.lock:
            epoch, mode, low, high, position = (since or f"{self.epoch}|snapshot|0|{self.seq}|0").split("|")
            if epoch != self.epoch:
                return 410, ["directory.epoch_changed"]
            if mode == "done":
                mode, low, high, position = "delta", high, str(self.seq), "0"
            wanted = [
                line
                for line in self.lines.values()
                if int(low) < line.rev <= int(high) and (mode == "delta" or line.op == "put")
            ]
            wanted.sort(key=lambda line: (line.t, line.id) if mode == "snapshot" else ("", f"{line.rev:09}"))
            page = wanted[int(position) : int(position) + limit]
            reached = int(position) + len(page)
            more = reached < len(wanted)
            cursor = f"{epoch}|{mode if more else 'done'}|{low}|{high}|{reached if more else 0}"
            kind = "snapshot" if mode == "snapshot" else "delta"
            begin = BeginLine(epoch=epoch, mode=kind, seq_from=int(low), seq_to=int(high))
            end = EndLine(cursor=cursor, more=more, count=len(page))
            return 200, [line.model_dump_json() for line in (begin, *page, end)]

    def status_snapshot(self) -> StatusSnapshot:
        with self.lock:
            return StatusSnapshot(seq=len(self.pushed), cameras=dict(self.status))


class ToyRecords(ToyDirectory):
    """And what consoles put; tests read and change it as they like."""

    def __init__(self) -> None:
        super().__init__()
        self.flags: dict[UUID, FlagRecord] = {}
        self.bookmarks: dict[UUID, BookmarkBody] = {}
        self.evidence: dict[UUID, tuple[UUID, EvidenceBody]] = {}
        self.uploads: dict[str, ToyUpload] = {}
        self.puts: Counter[UUID] = Counter()
        self.reject_uploads = 0

    def put_flag(self, flag_id: UUID, body: FlagBody) -> int:
        with self.lock:
            self.puts[flag_id] += 1
            known = self.flags.get(flag_id)
            if known is not None:
                return 200 if known.body == body else 409
            self.flags[flag_id] = FlagRecord(
                id=flag_id,
                number=f"SMG-20261123-{len(self.flags) + 1:04}",
                body=body,
                state=FlagWay.RECEIVED,
                operator="Operator",
                camera_name=body.camera_id,
                camera_number=1,
                area_code="33.74",
                received_utc=NOW_UTC,
            )
            return 201

    def put_bookmark(self, bookmark_id: UUID, body: BookmarkBody) -> int:
        with self.lock:
            self.puts[bookmark_id] += 1
            known = self.bookmarks.setdefault(bookmark_id, body)
            if known != body:
                return 409
            return 201 if self.puts[bookmark_id] == 1 else 200

    def put_evidence(self, flag_id: UUID, evidence_id: UUID, body: EvidenceBody) -> EvidenceRecord | None:
        """None when the flag is unknown: a console must not send evidence before its flag."""
        with self.lock:
            self.puts[evidence_id] += 1
            if flag_id not in self.flags:
                return None
            if evidence_id not in self.evidence:
                self.evidence[evidence_id] = (flag_id, body)
                self.set_evidence(evidence_id, EvidenceState.ANNOUNCED)
            return next(one for one in self.flags[flag_id].evidence if one.id == evidence_id)

    def set_evidence(self, evidence_id: UUID, state: EvidenceState) -> None:
        with self.lock:
            flag_id, body = self.evidence[evidence_id]
            others = tuple(one for one in self.flags[flag_id].evidence if one.id != evidence_id)
            record = EvidenceRecord(id=evidence_id, body=body, state=state)
            self._update(flag_id, evidence=(*others, record))

    def evidence_state(self, evidence_id: UUID) -> EvidenceState | None:
        with self.lock:
            records = [one for flag in self.flags.values() for one in flag.evidence if one.id == evidence_id]
            return records[0].state if records else None

    def finish_upload(self, upload: ToyUpload) -> None:
        with self.lock:
            body = self.evidence[upload.evidence_id][1]
            genuine = hashlib.sha256(upload.content).hexdigest() == body.sha256
            if self.reject_uploads > 0:
                self.reject_uploads -= 1
                genuine = False
            self.set_evidence(upload.evidence_id, EvidenceState.COMPLETE if genuine else EvidenceState.REJECTED)

    def deliver(self, flag_id: UUID) -> None:
        self._update(flag_id, state=FlagWay.DELIVERED, delivered_utc=NOW_UTC)

    def acknowledge(self, flag_id: UUID, officer_name: str = "Aiptu Slamet", officer_number: str = "76010203") -> None:
        answer = Acknowledgement(officer_name=officer_name, officer_number=officer_number, at_utc=NOW_UTC)
        self._update(flag_id, state=FlagWay.ACKNOWLEDGED, acknowledgement=answer)

    def change_flag(self, flag_id: UUID, body: FlagChangeBody) -> str:
        """The code of a refusal, or empty: as a centre does it, by the table."""
        with self.lock:
            self.puts[body.id] += 1
            record = self.flags.get(flag_id)
            if record is None:
                return "flag.unknown"
            if any(step.id == body.id for step in record.history):
                return ""
            before = record.stage or FlagState.SENT
            change = FlagChange(**body.model_dump(exclude={"said_utc"}))
            try:
                after = state_after(before, FlagParty.OPERATOR, change)
            except KnownError as error:
                return error.code
            self.add_step(flag_id, body, after)
            return ""

    def add_step(self, flag_id: UUID, body: FlagChangeBody, after: FlagState, **values: object) -> None:
        """Any party's step, without asking the table."""
        record = self.flags[flag_id]
        step = FlagChangeRecord(
            **body.model_dump(mode="json", exclude={"reason"}),
            reason=body.reason.value if body.reason else "",
            party="police",
            actor="Aiptu Slamet",
            role="police_liaison",
            from_state=(record.stage or FlagState.SENT).value,
            to_state=after.value,
            at_utc=NOW_UTC,
        )
        self._update(flag_id, stage=after, history=(*record.history, step), **values)

    def _update(self, flag_id: UUID, **values: object) -> None:
        with self.lock:
            self.flags[flag_id] = self.flags[flag_id].model_copy(update=values)
            self.push(PushKind.FLAG_UPDATED, self.flags[flag_id].model_dump_json())
