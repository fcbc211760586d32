"""``ronda centre report``: how far cameras were available over a month or over days, as PDF or CSV."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from console.base.errors import KnownError
from console.cli.subparsers import Subparsers
from console.domain.report_days import ReportBy, ReportDays, read_month
from console.proof.durable import PRIVATE_MODE, replace_whole
from console.server.centre import Centre
from console.server.paper.report_sheet import report_pdf
from console.server.paper.report_words import PaperLanguage
from console.server.problems import Refusal
from console.server.reports.availability import ReportWish, count_availability
from console.server.reports.cameras import ReportScope
from console.server.reports.table import report_csv
from console.wire.reports import AvailabilityReport

OpenCentre = Callable[[argparse.Namespace], Centre]
_WRITERS: dict[str, Callable[[AvailabilityReport, PaperLanguage], bytes]] = {
    ".pdf": report_pdf,
    ".csv": lambda report, language: report_csv(report, language).encode(),
}


def add_report_parser(
    parts: Subparsers[argparse.ArgumentParser],
    add_place: Callable[[argparse.ArgumentParser], None],
    open_centre: OpenCentre,
) -> None:
    """Registers the part; the centre may run meanwhile."""
    parser = parts.add_parser("report", help="how far cameras were available, as PDF or CSV")
    parser.add_argument("--month", type=_month, metavar="YYYY-MM", help="a whole month, in WIB")
    parser.add_argument("--from", dest="first", type=_day, metavar="YYYY-MM-DD", help="the first day, with --to")
    parser.add_argument("--to", dest="last", type=_day, metavar="YYYY-MM-DD", help="the last day")
    parser.add_argument("--by", choices=[by.value for by in ReportBy], default=ReportBy.KELURAHAN.value)
    parser.add_argument("--area", default="", metavar="CODE", help="only cameras in it; default the whole city")
    parser.add_argument("--lang", choices=[one.value for one in PaperLanguage], default="id")
    parser.add_argument("--out", type=_file, required=True, metavar="FILE", help="ends in .pdf or .csv")
    add_place(parser)
    parser.set_defaults(run=lambda arguments: _run(arguments, open_centre))


def _run(arguments: argparse.Namespace, open_centre: OpenCentre) -> int:
    """Raises KnownError ``report.days_bad``, ``report.days_to_come``, ``report.area_unknown`` (area), disk.*."""
    wish = ReportWish(_days(arguments), ReportBy(arguments.by), ReportScope(arguments.area))
    centre = open_centre(arguments)
    try:
        with centre.database.read() as connection:
            report = count_availability(connection, wish, centre.clock.now_utc())
    except Refusal as error:
        raise KnownError(error.code, **error.params) from error
    finally:
        centre.database.close()
    write = _WRITERS[arguments.out.suffix.lower()]
    replace_whole(arguments.out, write(report, PaperLanguage(arguments.lang)), PRIVATE_MODE)
    sys.stdout.write(f"{arguments.out}: {len(report.rows)} lines, {report.total.cameras} cameras\n")
    return 0


def _days(arguments: argparse.Namespace) -> ReportDays:
    first, last = arguments.first, arguments.last
    if arguments.month is not None and first is None and last is None:
        month: ReportDays = arguments.month
        return month
    if arguments.month is not None or first is None or last is None:
        raise KnownError("report.days_bad")
    try:
        return ReportDays(first, last)
    except ValueError as error:
        raise KnownError("report.days_bad") from error


def _month(text: str) -> ReportDays:
    try:
        return read_month(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a month is written 2026-11") from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a day is written 2026-11-30") from error


def _file(text: str) -> Path:
    path = Path(text)
    if path.suffix.lower() not in _WRITERS:
        raise argparse.ArgumentTypeError("the file ends in .pdf or .csv")
    return path
