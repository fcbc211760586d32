"""Repairs as a table for any spreadsheet; nothing that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from console.base.clock import WIB
from console.ui.repair_order import is_overdue, owner_counts
from console.ui.spreadsheet import BOM, harmless
from console.wire.repairs import RepairRecord

_COLUMNS = (
    "number", "kind", "shared_name", "owner", "state", "opened_wib", "opened_by", "due_wib", "overdue", "closed_wib",
    "cameras", "cameras_down", "note", "owner_repairs", "owner_overdue",
)  # fmt: skip


def repairs_csv(repairs: Sequence[RepairRecord], now_utc: datetime) -> str:
    """In their order, with how many of the owner's are among them; times in WIB, as the room reads them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    counts = owner_counts(repairs, now_utc)
    for one in repairs:
        of_owner = counts[one.owner_id]
        names = (one.kind.value, harmless(one.label), harmless(one.owner), one.state.value)
        times = (_time(one.opened_utc), harmless(one.opened_by), _time(one.due_utc), is_overdue(one, now_utc))
        down = sum(camera.is_down for camera in one.cameras)
        rest = (_time(one.closed_utc), len(one.cameras), down, harmless(one.note), of_owner.repairs, of_owner.overdue)
        writer.writerow([one.number, *names, *times, *rest])
    return BOM + out.getvalue()


def _time(at_utc: datetime | None) -> str:
    return "" if at_utc is None else at_utc.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S")
