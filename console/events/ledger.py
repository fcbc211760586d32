"""What is on disk of events, evidence and answers, and the one line of each that a person reads."""

from __future__ import annotations

import json
from datetime import datetime
from enum import Enum
from uuid import UUID

from console.domain.camera import CameraId
from console.domain.event import EventEntry, EventKind, EventWay
from console.domain.flag_state import FlagAction, FlagState
from console.events.flag_record import WAYS, clock_utc, last_officer
from console.store.database import Database, Row, Transaction
from console.wire.events import (
    BookmarkBody,
    EvidenceRecord,
    EvidenceState,
    FlagBody,
    FlagChangeBody,
    FlagRecord,
    FlagWay,
)


class EvidenceWay(Enum):
    """How far a file of evidence has come."""

    CAPTURING = "capturing"
    """Promised with the flag, not on disk yet."""
    CAPTURED = "captured"
    """On disk here, on its way."""
    UPLOADED = "uploaded"
    """The centre has every byte and is checking them."""
    COMPLETE = "complete"
    LOST = "lost"


_RANK = {state: rank for rank, state in enumerate(FlagWay)}
_ENTRIES = """
SELECT event.seq, event.id, event.kind, event.camera_id, event.at_utc, event.note, event.category, event.priority,
    answer.state, answer.number, answer.officer_name, answer.officer_number, answer.acknowledged_utc,
    life.stage, life.level, life.clock_utc, life.waiting_utc, life.officer_name AS last_name, life.officer_number AS last_number,
    life.hold,
    (SELECT GROUP_CONCAT(action) FROM flag_change JOIN pending_event AS unsaid ON unsaid.subject_id = flag_change.id
        WHERE flag_change.event_id = event.id) AS said,
    CASE WHEN json_valid(event.body) THEN COALESCE(json_array_length(event.body, '$.more_camera_ids'), 0) ELSE 0 END
        AS more_cameras,
    CASE WHEN json_valid(event.body) THEN COALESCE(json_extract(event.body, '$.tags'), '[]') ELSE '[]' END AS tags,
    CASE WHEN json_valid(event.body) THEN COALESCE(json_extract(event.body, '$.since_utc'), '') ELSE '' END AS since_utc,
    pending.refused, pending.last_error, pending.seq AS pending_seq,
    (SELECT COUNT(*) FROM evidence WHERE flag_id = event.id) AS evidence_total,
    (SELECT COUNT(*) FROM evidence WHERE flag_id = event.id AND state = 'complete') AS evidence_complete,
    (SELECT COUNT(*) FROM evidence WHERE flag_id = event.id AND state = 'lost') AS evidence_lost,
    (SELECT last_error FROM pending_event WHERE event_id = event.id AND last_error <> '' ORDER BY refused DESC, seq LIMIT 1)
        AS any_error
FROM event LEFT JOIN answer ON answer.event_id = event.id
LEFT JOIN flag_life AS life ON life.event_id = event.id
LEFT JOIN pending_event AS pending ON pending.subject_id = event.id AND pending.kind IN ('put_flag', 'put_bookmark')
"""


def add_event(write: Transaction, event_id: UUID, kind: EventKind, body: FlagBody | BookmarkBody) -> None:
    """The local record; the body is kept as it will be sent, so that a replay is identical."""
    category, priority = (body.category, body.priority) if isinstance(body, FlagBody) else ("", 0)
    write.run(
        "INSERT INTO event (id, kind, camera_id, at_utc, category, priority, note, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            str(event_id),
            kind.value,
            body.camera_id,
            body.at_utc.isoformat(),
            category,
            priority,
            body.note,
            body.model_dump_json(),
        ),
    )


def keep_flag_answer(write: Transaction, record: FlagRecord) -> bool:
    """The centre wins, but an older answer that comes late does not undo a newer one; True when anything is new."""
    flag_id = str(record.id)
    if write.row("SELECT 1 FROM event WHERE id = ?", (flag_id,)) is None:
        return False  # another console's flag
    known = write.row(
        "SELECT state, changes, hold FROM answer LEFT JOIN flag_life USING (event_id) WHERE event_id = ?", (flag_id,)
    )
    changed = known is None or _is_newer(record, known)
    if changed:
        taken = record.acknowledgement
        write.run(
            "INSERT OR REPLACE INTO answer (event_id, state, number, officer_name, officer_number, acknowledged_utc)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                flag_id,
                record.state.value,
                record.number,
                taken.officer_name if taken else "",
                taken.officer_number if taken else "",
                taken.at_utc.isoformat() if taken else "",
            ),
        )
        _keep_life(write, record)
    return changed


def _is_newer(record: FlagRecord, known: Row) -> bool:
    known_changes = int(known["changes"] or 0)
    # A flag may be reopened, so its way may go back; its history only grows. Centres of before tell no history.
    if len(record.history) != known_changes:
        return len(record.history) > known_changes
    known_rank = _RANK[FlagWay(known["state"])]
    # A legal hold is no step of its life: it comes and goes beside it.
    is_news_of_hold = _RANK[record.state] == known_rank and _hold(record) != (known["hold"] or "")
    return _RANK[record.state] > known_rank or is_news_of_hold


def _hold(record: FlagRecord) -> str:
    return record.hold.reason if record.hold else ""


def _keep_life(write: Transaction, record: FlagRecord) -> None:
    officer_name, officer_number = last_officer(record)
    write.run(
        "INSERT OR REPLACE INTO flag_life (event_id, changes, stage, level, clock_utc, waiting_utc, officer_name,"
        " officer_number, hold) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            str(record.id),
            len(record.history),
            record.stage.value if record.stage else "",
            record.level,
            clock_utc(record).isoformat(),
            record.waiting_utc.isoformat() if record.waiting_utc else "",
            officer_name,
            officer_number,
            _hold(record),
        ),
    )


def add_change(write: Transaction, flag_id: UUID, body: FlagChangeBody) -> None:
    """What the operator said, kept as it will be sent."""
    write.run(
        "INSERT INTO flag_change (id, event_id, action, body) VALUES (?, ?, ?, ?)",
        (str(body.id), str(flag_id), body.action.value, body.model_dump_json()),
    )


def drop_change(write: Transaction, change_id: UUID) -> None:
    """The centre will never take it: it was not said."""
    write.run("DELETE FROM flag_change WHERE id = ?", (str(change_id),))


def keep_bookmark_answer(write: Transaction, bookmark_id: str) -> None:
    write.run(
        "INSERT OR REPLACE INTO answer (event_id, state, number, officer_name, officer_number, acknowledged_utc)"
        " VALUES (?, ?, '', '', '', '')",
        (bookmark_id, FlagWay.RECEIVED.value),
    )


def keep_evidence_answer(write: Transaction, record: EvidenceRecord, now_utc: datetime) -> bool:
    """COMPLETE is final and ends the upload; True when anything is new. REJECTED is the outbox's matter."""
    if record.state is not EvidenceState.COMPLETE:
        return False
    evidence_id = str(record.id)
    changed = write.run(
        "UPDATE evidence SET state = 'complete', complete_utc = ?, upload_url = '' WHERE id = ? AND state <> 'complete'",
        (now_utc.isoformat(), evidence_id),
    )
    write.run("DELETE FROM pending_event WHERE subject_id = ?", (evidence_id,))
    return changed > 0


def read_entries(database: Database, limit: int) -> list[tuple[EventEntry, int]]:
    """Newest first, each with the seq of its pending delivery (0 for none)."""
    rows = database.rows(f"{_ENTRIES} ORDER BY event.seq DESC LIMIT ?", (limit,))
    return [(_entry(row), int(row["pending_seq"] or 0)) for row in rows]


def _entry(row: Row) -> EventEntry:
    acknowledged = str(row["acknowledged_utc"] or "")
    return EventEntry(
        id=UUID(row["id"]),
        kind=EventKind(row["kind"]),
        camera_id=CameraId(row["camera_id"]),
        at_utc=datetime.fromisoformat(row["at_utc"]),
        note=row["note"],
        way=_way(row),
        category=row["category"],
        priority=row["priority"],
        number=row["number"] or "",
        last_error=row["any_error"] or "",
        officer_name=row["last_name"] or row["officer_name"] or "",
        officer_number=row["last_number"] or row["officer_number"] or "",
        acknowledged_utc=datetime.fromisoformat(acknowledged) if acknowledged else None,
        stage=FlagState(row["stage"]) if row["stage"] else None,
        level=row["level"] or 0,
        clock_utc=datetime.fromisoformat(row["clock_utc"]) if row["clock_utc"] else None,
        waits=bool(row["waiting_utc"]),
        said=frozenset(FlagAction(action) for action in (row["said"] or "").split(",") if action),
        evidence_total=row["evidence_total"],
        evidence_complete=row["evidence_complete"],
        evidence_lost=row["evidence_lost"],
        hold=row["hold"] or "",
        more_cameras=row["more_cameras"],
        tags=tuple(json.loads(row["tags"])),
        since_utc=datetime.fromisoformat(row["since_utc"]) if row["since_utc"] else None,
    )


def _way(row: Row) -> EventWay:
    if row["state"] is not None:
        return WAYS[FlagWay(row["state"])]
    return EventWay.REFUSED if row["refused"] else EventWay.SAVED
