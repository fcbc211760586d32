"""Repairs as a table for any spreadsheet; nothing that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from console.base.clock import WIB
from console.ui.spreadsheet import BOM, harmless
from console.wire.repairs import RepairRecord

_COLUMNS = (
    "number", "kind", "shared_name", "owner", "state", "opened_wib", "opened_by", "due_wib", "overdue", "closed_wib",
    "cameras", "cameras_down", "note",
)  # fmt: skip


def repairs_csv(repairs: Sequence[RepairRecord], now_utc: datetime) -> str:
    """In their order; times in WIB, as the room reads them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for one in repairs:
        names = (one.kind.value, harmless(one.label), harmless(one.owner), one.state.value)
        times = (_time(one.opened_utc), harmless(one.opened_by), _time(one.due_utc), is_overdue(one, now_utc))
        down = sum(camera.is_down for camera in one.cameras)
        rest = (_time(one.closed_utc), len(one.cameras), down, harmless(one.note))
        writer.writerow([one.number, *names, *times, *rest])
    return BOM + out.getvalue()


def is_overdue(one: RepairRecord, now_utc: datetime) -> bool:
    return one.closed_utc is None and one.due_utc < now_utc


def _time(at_utc: datetime | None) -> str:
    return "" if at_utc is None else at_utc.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S")
