"""A report of availability as PDF: what it covers, plots, what its words mean, and a table that goes over pages."""

from __future__ import annotations

from collections.abc import Sequence

from fpdf.enums import Align, XPos, YPos

from console.server.paper.report_plots import Bar, DayPoint, days_height_mm, draw_bars, draw_days, fitted
from console.server.paper.report_words import PaperLanguage, ReportWords, report_words
from console.server.paper.sheet import Sheet, plain
from console.wire.reports import AvailabilityReport, AvailabilityRow

MOST_ROWS = 400
_MOST_BARS = 20
_ROW_MM = 4.6
_WIDTHS_MM = (48.0, 58.0, 13.0, 20.0, 20.0, 19.0, 25.0, 16.0, 22.0, 20.0)
_WORDS_COLUMNS = 2
_LABEL_MM = 62.0


class ReportSheet(Sheet):
    """Lying A4; its foot tells what it is, when it was made and which page of how many."""

    def __init__(self, report: AvailabilityReport, words: ReportWords) -> None:
        self._words = words
        self._foot = plain(f"{words.title} · {words.days(report.first_day, report.last_day)}")
        self._made = plain(f"{words.made} {words.moment(report.made_utc)}")
        super().__init__(self._foot, self._foot, report.made_utc, language=words.tag, lying=True)

    def footer(self) -> None:
        self.set_y(-12)
        self.set_font("Helvetica", size=8)
        self.set_text_color(90, 90, 90)
        page = self._words.page.format(page=self.page_no(), pages="{nb}")
        self.cell(0, 5, f"Ronda - {self._foot} - {self._made} - {page}", align=Align.C)
        self.set_text_color(0, 0, 0)

    def headline(self, text: str) -> None:
        self.set_text_color(0, 0, 0)
        self._line(text, size=15, style="B")
        self.ln(1)

    def heading_of_part(self, text: str, room_mm: float = 20.0) -> None:
        """On the next page where so much does not fit below it."""
        if self.will_page_break(room_mm):
            self.add_page()
        self.set_text_color(0, 0, 0)
        self.ln(2)
        self._line(text, size=11, style="B")

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        for label, value in rows:
            self.set_font("Helvetica", size=9.5)
            self.cell(_LABEL_MM, 5, plain(label))
            self.multi_cell(0, 5, plain(value), align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def row(self, cells: Sequence[str], *, style: str = "") -> None:
        self.set_font("Helvetica", style=style, size=8)
        self.set_draw_color(200, 200, 200)
        for place, (cell, width) in enumerate(zip(cells, _WIDTHS_MM, strict=True)):
            align = Align.L if place < _WORDS_COLUMNS else Align.R
            self.cell(width, _ROW_MM, fitted(self, cell, width - 2), border="B", align=align)
        self.ln(_ROW_MM)


def report_pdf(report: AvailabilityReport, language: PaperLanguage) -> bytes:
    """A few pages; of more than ``MOST_ROWS`` lines it prints the lowest and says so."""
    words = report_words(language)
    sheet = ReportSheet(report, words)
    sheet.headline(words.title)
    sheet.facts(_facts(report, words))
    if not report.rows:
        sheet.heading_of_part(words.nothing)
    elif report.total.availability.share is None:
        sheet.heading_of_part(words.none_measured)
    else:
        _plots(sheet, report, words)
    sheet.heading_of_part(words.definitions_title, 45)
    for line in words.definitions:
        sheet.paragraph(line)
    if report.rows:
        _table(sheet, report, words)
    return sheet.content()


def _facts(report: AvailabilityReport, words: ReportWords) -> list[tuple[str, str]]:
    total = report.total.availability
    since = report.measured_since_utc
    coverage = words.coverage_value.format(
        measured=words.percent(total.measured_share),
        off=words.lasting(report.centre_off_s),
        since=words.never if since is None else words.moment(since),
    )
    cameras = words.cameras_value.format(all=words.count(total.cameras), measured=words.count(total.measured_cameras))
    return [
        (words.period, words.days(report.first_day, report.last_day)),
        (words.area, f"{report.area_name} ({report.area})" if report.area else words.whole_city),
        (words.lines, words.by[report.by]),
        (words.made, words.moment(report.made_utc)),
        (words.until, words.moment(report.until_utc)),
        (words.coverage, coverage),
        (words.cameras, cameras),
        (words.availability, words.percent(total.share)),
        (words.outages, words.count(total.outages)),
        (words.longest, words.lasting(total.longest_s)),
        (words.repair, words.lasting(total.repair_s)),
    ]


def _plots(sheet: ReportSheet, report: AvailabilityReport, words: ReportWords) -> None:
    sheet.heading_of_part(words.days_title, days_height_mm() + 14)
    points = [
        DayPoint(
            one.day,
            one.up_s / (one.up_s + one.down_s) if one.up_s + one.down_s else None,
            (one.up_s + one.down_s) / max(1, one.up_s + one.down_s + one.unknown_s),
        )
        for one in report.days
    ]
    labels = [f"{one.day.day} {words.months[one.day.month - 1]}" for one in report.days]
    draw_days(sheet, points, " %", labels)
    sheet.paragraph(words.days_hint, english=True)
    measured = [row for row in report.rows if row.availability.share is not None]
    shown = measured if len(measured) <= _MOST_BARS else _lowest(measured)[:_MOST_BARS]
    title = words.bars_title if len(shown) == len(measured) else words.bars_worst
    sheet.heading_of_part(title.format(by=words.by[report.by], shown=len(shown), all=words.count(len(measured))), 40)
    draw_bars(sheet, [Bar(_name(row), row.availability.share, words.percent(row.availability.share)) for row in shown])


def _table(sheet: ReportSheet, report: AvailabilityReport, words: ReportWords) -> None:
    rows: Sequence[AvailabilityRow] = report.rows
    sheet.heading_of_part(words.table_title.format(by=words.by[report.by]), 35)
    if len(rows) > MOST_ROWS:
        rows = _lowest(rows)[:MOST_ROWS]
        sheet.paragraph(words.table_cut.format(shown=len(rows), all=words.count(len(report.rows))))
    sheet.row(words.columns, style="B")
    for row in rows:
        if sheet.will_page_break(_ROW_MM):
            sheet.add_page()
            sheet.row(words.columns, style="B")
        sheet.row(_cells(row, words))
    if sheet.will_page_break(_ROW_MM):
        sheet.add_page()
    sheet.row(["", "", *_cells(report.total, words)[_WORDS_COLUMNS:]], style="B")


def _cells(row: AvailabilityRow, words: ReportWords) -> list[str]:
    found = row.availability
    return [
        row.name or "-",
        row.place,
        words.count(found.cameras),
        words.percent(found.share),
        words.hours(found.up_s),
        words.hours(found.down_s),
        words.hours(found.unknown_s),
        words.count(found.outages),
        words.lasting(found.longest_s),
        words.lasting(found.repair_s),
    ]


def _lowest(rows: Sequence[AvailabilityRow]) -> list[AvailabilityRow]:
    """Those of which nothing was measured last."""
    return sorted(rows, key=lambda row: 2.0 if (share := row.availability.share) is None else share)


def _name(row: AvailabilityRow) -> str:
    return f"{row.name or '-'}, {row.place}" if row.place else row.name or "-"
