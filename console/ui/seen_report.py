"""The report of what was seen in each kelurahan, in words: as a table for spreadsheets and as pages; no Qt."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from console.domain.seen_coverage import SeenCoverage, total
from console.i18n.formats import Formats
from console.i18n.translator import Translator
from console.ui.spreadsheet import BOM, harmless

_COLUMNS = ("code", "district", "village", "cameras", "working", "seen", "share", "not-seen", "others", "first")
_NUMBERS_FROM = 3
_MEANS = ("seen", "working", "share", "others", "first", "record")


@dataclass(frozen=True)
class SeenReport:
    """``person`` has asked for it at the end of its span."""

    rows: Sequence[SeenCoverage]
    since_utc: datetime
    until_utc: datetime
    person: str


def as_csv(translator: Translator, report: SeenReport) -> bytes:
    """What the words mean stands above the table; nothing in it is carried out by a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    for line in (_title(translator), *_about(translator, report), *_means(translator)):
        writer.writerow([harmless(line)])
    writer.writerow([])
    writer.writerow(_heads(translator))
    for row in report.rows:
        writer.writerow([harmless(cell) for cell in _cells(translator, row)])
    writer.writerow([harmless(cell) for cell in _sums(translator, report.rows)])
    return (BOM + text.getvalue()).encode()


def as_html(translator: Translator, report: SeenReport) -> str:
    """For ``pdf_of``."""
    table = [_line(_heads(translator), "th")]
    lines = [_line(_cells(translator, row), "td") for row in report.rows]
    sums = _line(_sums(translator, report.rows), "th")
    about = "".join(f"<p>{html.escape(line)}</p>" for line in _about(translator, report))
    means = "".join(f"<li>{html.escape(line)}</li>" for line in _means(translator))
    return (
        "<html><body style='font-size: 9pt'>"
        f"<p style='font-size: 14pt; font-weight: bold'>{html.escape(_title(translator))}</p>{about}"
        "<table border='1' cellspacing='0' cellpadding='10' width='100%' style='border-collapse: collapse'>"
        f"<thead>{''.join(table)}</thead>{''.join(lines)}{sums}</table>"
        f"<ul>{means}</ul></body></html>"
    )


def _title(translator: Translator) -> str:
    return translator.text("seen-report-title")


def _about(translator: Translator, report: SeenReport) -> list[str]:
    formats = Formats.of(translator.language)
    since, until = formats.moment(report.since_utc), formats.moment(report.until_utc)
    return [
        translator.text("seen-report-span", since=since, until=until),
        translator.text("seen-report-by", person=report.person),
    ]


def _means(translator: Translator) -> list[str]:
    return [translator.text(f"seen-report-means-{name}") for name in _MEANS]


def _heads(translator: Translator) -> list[str]:
    return [translator.text(f"seen-report-{name}") for name in _COLUMNS]


def _cells(translator: Translator, row: SeenCoverage) -> list[str]:
    formats = Formats.of(translator.language)
    nowhere = translator.text("seen-report-nowhere")
    share = "–" if row.share is None else f"{formats.share(round(100 * row.share, 1))} %"
    first = "" if row.first_utc is None else formats.moment(row.first_utc)
    return [
        row.code,
        row.district,
        row.name or nowhere,
        *map(str, (row.cameras, row.working, row.seen)),
        share,
        *map(str, (row.working - row.seen, row.seen_others)),
        first,
    ]


def _sums(translator: Translator, rows: Sequence[SeenCoverage]) -> list[str]:
    return ["", "", translator.text("seen-report-total"), *_cells(translator, total(rows))[_NUMBERS_FROM:]]


def _line(cells: Sequence[str], tag: str) -> str:
    sides = ["left"] * _NUMBERS_FROM + ["right"] * (len(cells) - _NUMBERS_FROM)
    made = (f"<{tag} align='{side}'>{html.escape(cell)}</{tag}>" for cell, side in zip(cells, sides, strict=True))
    return f"<tr>{''.join(made)}</tr>"
