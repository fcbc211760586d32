"""The report on paper: what it covers, plots, definitions and page numbers, whatever there is to tell of."""

from __future__ import annotations

import re
import zlib
from datetime import UTC, date, datetime, timedelta

import pytest

from console.domain.availability import Availability
from console.domain.report_days import ReportBy
from console.server.paper.report_sheet import MOST_ROWS, report_pdf
from console.server.paper.report_words import PaperLanguage, report_words
from console.server.reports.table import report_csv
from console.wire.reports import AvailabilityDay, AvailabilityReport, AvailabilityRow

DAY_S = 86_400
ID, EN = PaperLanguage.INDONESIAN, PaperLanguage.ENGLISH


def _row(name: str, up_s: int, down_s: int, unknown_s: int = 0) -> AvailabilityRow:
    measured = int(up_s + down_s > 0)
    found = Availability(1, measured, up_s, down_s, unknown_s, 0, int(down_s > 0), down_s)
    return AvailabilityRow.of(f"key-{name}", name, "Semarang Utara", found)


def _report(rows: list[AvailabilityRow], days: int = 30) -> AvailabilityReport:
    total = sum((row.availability for row in rows), Availability())
    first = date(2026, 11, 1)
    each = [value // days for value in (total.up_s, total.down_s, total.unknown_s)]
    return AvailabilityReport(
        by=ReportBy.KELURAHAN,
        area="",
        area_name="",
        first_day=first,
        last_day=first + timedelta(days=days - 1),
        until_utc=datetime(2026, 11, 30, 17, tzinfo=UTC),
        made_utc=datetime(2026, 12, 1, 1, 30, tzinfo=UTC),
        centre_off_s=5400,
        measured_since_utc=datetime(2026, 10, 1, tzinfo=UTC),
        total=AvailabilityRow.of("", "", "", total),
        rows=tuple(rows),
        days=tuple(
            AvailabilityDay(day=first + timedelta(days=day), up_s=each[0], down_s=each[1], unknown_s=each[2])
            for day in range(days)
        ),
    )


def _pages(content: bytes) -> int:
    return content.count(b"/Type /Page\n")


def _words(content: bytes) -> str:
    """What is printed, as the pages' own commands say it."""
    told = b""
    for stream in re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL):
        try:
            told += zlib.decompress(stream)
        except zlib.error:
            continue
    said = b" ".join(re.findall(rb"\((.*?)\) Tj", told)).decode("latin-1").replace("\\", "")
    return " ".join(said.split())


def test_it_says_what_it_covers_when_it_was_made_and_what_its_words_mean() -> None:
    content = report_pdf(_report([_row("Bandarharjo", 29 * DAY_S, DAY_S)]), ID)
    words = _words(content)
    for told in (
        "1 Nov 2026 - 30 Nov 2026",
        "1 Des 2026 08.30 WIB",
        "96,66 %",
        "100,00 % dari waktu yang dihitung; pusat mati 1 jam 30 mnt; diukur sejak 1 Okt 2026 07.00 WIB",
        "Bandarharjo, Semarang Utara",
        *(line.split(":")[0] for line in report_words(ID).definitions),
        "halaman 1 dari 2",
        "halaman 2 dari 2",
    ):
        assert told in words, told


def test_in_english_too() -> None:
    words = _words(report_pdf(_report([_row("Bandarharjo", 29 * DAY_S, DAY_S)]), EN))
    assert "Report on the availability of cameras" in words
    assert "96.66 %" in words
    assert "page 1 of 2" in words


def test_what_was_down_for_a_moment_is_never_a_hundred_percent() -> None:
    assert report_words(ID).percent((10**9 - 1) / 10**9) == "99,99 %"
    assert report_words(ID).percent(1.0) == "100,00 %"
    assert report_words(ID).percent(None) == "-"


@pytest.mark.parametrize("language", PaperLanguage)
def test_without_cameras_or_measurements_it_says_so(language: PaperLanguage) -> None:
    words = report_words(language)
    assert words.nothing in _words(report_pdf(_report([]), language))
    unmeasured = _words(report_pdf(_report([_row("Kemijen", 0, 0, DAY_S)]), language))
    assert words.none_measured in unmeasured
    assert "Kemijen" in unmeasured


def test_of_very_many_lines_the_lowest_are_printed_and_that_is_said() -> None:
    rows = [_row(f"RT {number:04}", 1000 + number, 1000) for number in range(MOST_ROWS + 50)]
    content = report_pdf(_report(rows), ID)
    words = _words(content)
    assert "RT 0000" in words
    assert f"RT {MOST_ROWS:04}" not in words
    assert "400 dengan ketersediaan terendah dari 450" in words
    assert _pages(content) < 20


def test_the_shortest_and_the_longest_period_and_endless_names_are_drawn() -> None:
    for days in (1, 400):
        assert _pages(report_pdf(_report([_row("Jalan Panjang " * 30, 5 * DAY_S, DAY_S)], days), ID)) == 2


def test_the_same_facts_give_the_same_bytes() -> None:
    report = _report([_row("Bandarharjo", 29 * DAY_S, DAY_S)])
    assert report_pdf(report, ID) == report_pdf(report, ID)


def test_a_name_that_a_spreadsheet_would_carry_out_is_shown_as_text() -> None:
    assert "'=HYPERLINK" in report_csv(_report([_row("=HYPERLINK(1)", 1, 1)]), ID)
    named = _report([]).model_copy(update={"area_name": "Kemijen,=A1;@B2\n=C3"})
    above = [line for line in report_csv(named, ID).splitlines() if "C3" in line]
    assert above == ["# Wilayah: Kemijen =A1 @B2 =C3"]


@pytest.mark.parametrize(
    ("said", "language"),
    [("en-GB,en;q=0.9", EN), ("fr, en;q=0.5", EN), ("id", ID), ("", ID), ("fr", ID), ("ID-id;q=1, en", ID)],
)
def test_the_language_is_the_first_that_it_knows(said: str, language: PaperLanguage) -> None:
    assert PaperLanguage.wanted(said) is language
