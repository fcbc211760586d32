"""A report of availability as a table for any spreadsheet; what its words mean stands above, in lines that begin with ``#``."""

from __future__ import annotations

import csv
import io
from datetime import datetime

from console.server.audit_csv import BOM, harmless_cell
from console.server.paper.report_words import PaperLanguage, report_words
from console.wire.reports import AvailabilityReport, AvailabilityRow

_COLUMNS = (
    "key", "name", "place", "cameras", "cameras_measured", "availability_percent", "up_s", "down_s", "not_measured_s",
    "not_counted_s", "outages", "longest_outage_s", "mttr_s",
)  # fmt: skip
_CELL_ENDS = str.maketrans(dict.fromkeys(",;\t\r\n", " "))


def report_csv(report: AvailabilityReport, language: PaperLanguage) -> str:
    """The last line is the sum, with an empty key."""
    words = report_words(language)
    out = io.StringIO()
    # Above the table nothing is quoted: a name must not begin a cell or a line of its own.
    area = (report.area_name or words.whole_city).translate(_CELL_ENDS)
    about = (
        words.title,
        f"{words.period}: {words.days(report.first_day, report.last_day)}",
        f"{words.area}: {area}",
        f"{words.made}: {_time(report.made_utc)}",
        f"{words.until}: {_time(report.until_utc)}",
        f"{words.coverage}: {words.percent(report.total.availability.measured_share)}",
        *words.definitions,
    )
    for line in about:
        out.write(f"# {line}\r\n")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for row in (*report.rows, report.total):
        writer.writerow(_cells(row))
    return BOM + out.getvalue()


def _cells(row: AvailabilityRow) -> list[str]:
    found = row.availability
    share, repair_s = found.share, found.repair_s
    words = [harmless_cell(cell) for cell in (row.key, row.name, row.place)]
    numbers = (found.cameras, found.measured_cameras)
    percent = "" if share is None else f"{100 * share:.4f}"
    seconds = (found.up_s, found.down_s, found.unknown_s, found.exempt_s, found.outages, found.longest_s)
    return [*words, *map(str, numbers), percent, *map(str, seconds), "" if repair_s is None else str(repair_s)]


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
