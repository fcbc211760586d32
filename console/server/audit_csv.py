"""Findings of the audit as a table for any spreadsheet: one act a line, nothing that a spreadsheet would carry out."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from console.wire.audit import AuditFindings

_COLUMNS = (
    "from_utc", "to_utc", "open", "cut", "actor", "role", "workstation", "action", "object", "reason", "sha256",
    "chain", "line",
)  # fmt: skip
BOM = "\ufeff"
"""Spreadsheets take UTF-8 for the old code page without it."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def findings_csv(findings: AuditFindings) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for one in findings.findings:
        cells = (
            time_cell(one.at_utc), time_cell(one.until_utc), _yes(one.is_open), _yes(one.is_cut), one.actor, one.role,
            one.workstation, one.action, one.object, one.reason, one.sha256, one.chain, str(one.seq),
        )  # fmt: skip
        writer.writerow([harmless_cell(cell) for cell in cells])
    return BOM + text.getvalue()


def time_cell(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _yes(value: bool) -> str:
    return "yes" if value else ""


def harmless_cell(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
