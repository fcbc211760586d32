"""What the gateway knows: messages that came, flags as they stand, and answers on their way; all of it on disk first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from console.base.errors import KnownError
from console.handoff.cloud_event import CloudEvent, data_of, event_type
from console.handoff.eido import Eido
from console.store.database import Database, Durability, Row

_INCIDENT = re.compile(r"urn:emergency:uid:incidentid:([0-9a-f]{32}):.+")
_MOST_FLAGS = 200


@dataclass(frozen=True)
class KnownFlag:
    """A flag as the page shows it."""

    id: UUID
    number: str
    priority: int
    first_utc: str
    document: Eido
    answers: tuple[tuple[str, str, str], ...]
    """(kind, state, fault) of what was said to the centre, oldest first."""


@dataclass(frozen=True)
class DueAnswer:
    """One try that is to be made."""

    id: str
    body: bytes
    tries: int


class Book:
    """Any thread."""

    def __init__(self, folder: Path) -> None:
        """Raises KnownError as ``Database``."""
        self._database = Database(folder / "gateway.sqlite", "gateway", Durability.FULL)

    def close(self) -> None:
        self._database.close()

    def take(self, event: CloudEvent, body: bytes, now_utc: datetime) -> bool:
        """Keeps a verified message; False when it was there already. Raises KnownError ``handoff.message_malformed``."""
        document, flag_id = _incident(event)
        part = document.incident_component
        known = event_type(event)
        message = (event.id, flag_id, known.value if known else event.type, body.decode(), now_utc.isoformat())
        flag = (flag_id, part.internal_incident_id, part.incident_common_priority_number, event.time.isoformat())
        with self._database.transaction() as transaction:
            if not transaction.run("INSERT OR IGNORE INTO messages VALUES (?, ?, ?, ?, ?)", message):
                return False
            transaction.run(
                "INSERT INTO flags VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (flag_id) DO UPDATE SET"
                " number = excluded.number, priority = excluded.priority, told_utc = excluded.told_utc,"
                " document = excluded.document WHERE excluded.told_utc >= flags.told_utc",
                (*flag, now_utc.isoformat(), document.model_dump_json(by_alias=True)),
            )
        return True

    def flags(self) -> list[KnownFlag]:
        """The newest first."""
        rows = self._database.rows("SELECT * FROM flags ORDER BY first_utc DESC, flag_id LIMIT ?", (_MOST_FLAGS,))
        return [self._known(row) for row in rows]

    def knows(self, flag_id: UUID) -> bool:
        return self._database.row("SELECT 1 FROM flags WHERE flag_id = ?", (flag_id.hex,)) is not None

    def messages(self) -> list[tuple[str, str, str]]:
        """(flag in hex, kind, id) of every message that counted, in the order that they came."""
        rows = self._database.rows("SELECT flag_id, kind, id FROM messages ORDER BY received_utc, id")
        return [(str(row["flag_id"]), str(row["kind"]), str(row["id"])) for row in rows]

    def _known(self, row: Row) -> KnownFlag:
        said = self._database.rows("SELECT * FROM answers WHERE flag_id = ? ORDER BY seq", (row["flag_id"],))
        return KnownFlag(
            id=UUID(row["flag_id"]),
            number=row["number"],
            priority=row["priority"],
            first_utc=row["first_utc"],
            document=Eido.model_validate_json(row["document"]),
            answers=tuple((answer["kind"], answer["state"], answer["fault"]) for answer in said),
        )

    def say(self, flag_id: UUID, kind: str, event: CloudEvent, now_utc: datetime) -> None:
        """On disk before the officer is told that it goes."""
        values = (event.id, flag_id.hex, kind, event.to_bytes().decode(), now_utc.isoformat())
        with self._database.transaction() as transaction:
            transaction.run(
                "INSERT INTO answers (id, flag_id, kind, body, state, due_utc) VALUES (?, ?, ?, ?, 'waiting', ?)",
                values,
            )

    def due(self, now_utc: datetime) -> DueAnswer | None:
        """The oldest that waits and is due; those of one flag go in their order."""
        row = self._database.row(
            "SELECT id, body, tries FROM answers WHERE state = 'waiting' AND due_utc <= ? AND NOT EXISTS"
            " (SELECT 1 FROM answers AS earlier WHERE earlier.flag_id = answers.flag_id AND"
            " earlier.state = 'waiting' AND earlier.seq < answers.seq) ORDER BY seq LIMIT 1",
            (now_utc.isoformat(),),
        )
        return None if row is None else DueAnswer(row["id"], row["body"].encode(), row["tries"])

    def settle(self, answer: DueAnswer, state: str, fault: str) -> None:
        with self._database.transaction() as transaction:
            transaction.run("UPDATE answers SET state = ?, fault = ? WHERE id = ?", (state, fault, answer.id))

    def put_off(self, answer: DueAnswer, fault: str, now_utc: datetime, delay_s: float) -> None:
        due = (now_utc + timedelta(seconds=delay_s)).isoformat()
        with self._database.transaction() as transaction:
            transaction.run(
                "UPDATE answers SET tries = tries + 1, fault = ?, due_utc = ? WHERE id = ?", (fault, due, answer.id)
            )


def _incident(event: CloudEvent) -> tuple[Eido, str]:
    document = data_of(event, Eido)
    named = _INCIDENT.fullmatch(document.id)
    if named is None:
        raise KnownError("handoff.message_malformed")
    return document, named[1]
