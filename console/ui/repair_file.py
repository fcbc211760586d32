"""Repairs as a table for any spreadsheet; nothing that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime

from console.base.clock import WIB
from console.ui.repair_order import is_overdue, owner_counts
from console.wire.repairs import RepairRecord

_BOM = "\ufeff"
"""Spreadsheets take UTF-8 for the old code page without it."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
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
        names = (one.kind.value, _harmless(one.label), _harmless(one.owner), one.state.value)
        times = (_time(one.opened_utc), _harmless(one.opened_by), _time(one.due_utc), is_overdue(one, now_utc))
        down = sum(camera.is_down for camera in one.cameras)
        rest = (_time(one.closed_utc), len(one.cameras), down, _harmless(one.note), of_owner.repairs, of_owner.overdue)
        writer.writerow([one.number, *names, *times, *rest])
    return _BOM + out.getvalue()


def _time(at_utc: datetime | None) -> str:
    return "" if at_utc is None else at_utc.astimezone(WIB).strftime("%Y-%m-%d %H:%M:%S")


def _harmless(cell: str) -> str:
    """A cell that begins like a formula is shown as text."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
