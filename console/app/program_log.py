"""What this console has told of itself: the lines in memory and the crash reports on the disk, as one list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from console.app.crash_reports import CrashReports
from console.base.log_lines import LogLine
from console.base.logs import last_told
from console.base.os_errors import disk_errors
from console.ui.log_port import CRASH


class ProgramLog:
    """Any thread; raises KnownError disk.*."""

    def __init__(self, reports: CrashReports, folder: Path) -> None:
        self._reports = reports
        self.folder = folder

    def lines(self) -> Sequence[LogLine]:
        crashes = [_line_of(path) for path in self._reports.all()]
        return sorted([*last_told(), *crashes], key=lambda line: line.at_utc, reverse=True)

    def mark_read(self) -> None:
        self._reports.mark_read()


def _line_of(report: Path) -> LogLine:
    with disk_errors(report):
        text = report.read_text(encoding="utf-8", errors="replace")
        at_utc = datetime.fromtimestamp(report.stat().st_mtime, UTC)
    return LogLine(at_utc, CRASH, "crash", f"{report.name}\n\n{text}")
