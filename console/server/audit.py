"""The record of who was given what: written in the same transaction, before anything leaves the centre."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum

from sqlalchemy import Connection, insert

from console.base.ids import new_id
from console.server.principal import Principal
from console.server.tables import AUDIT


class AuditAction(Enum):
    """What is recorded."""

    READ_EVIDENCE = "read_evidence"
    STREAM_TICKET = "stream_ticket"
    ACKNOWLEDGE_FLAG = "acknowledge_flag"


def record(
    connection: Connection,
    principal: Principal,
    action: AuditAction,
    subjects: Sequence[tuple[str, str]],
    now_utc: datetime,
) -> None:
    """One row for each (subject, detail)."""
    if not subjects:
        return
    rows = [
        {
            "id": str(new_id()),
            "at_utc": now_utc,
            "user_id": principal.user_id,
            "username": principal.username,
            "action": action.value,
            "subject": subject,
            "detail": detail,
            "address": principal.address,
        }
        for subject, detail in subjects
    ]
    connection.execute(insert(AUDIT), rows)
