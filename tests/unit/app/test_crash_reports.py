"""Crash reports: kept with their last lines, few and small, without secrets, told once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from console.app.crash_reports import MOST_BYTES, MOST_REPORTS, CrashReports

_AT = datetime(2026, 11, 23, 14, 14, tzinfo=UTC)


def test_a_bug_is_kept_with_the_lines_before_it_and_without_secrets(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path / "crashes")
    error = RuntimeError("rtsp://admin:rahasia-1@10.0.0.5/main")
    path = reports.keep_bug(error, ["opening kam-001", "password=rahasia-2"], _AT)
    text = path.read_text()
    assert "RuntimeError" in text
    assert "opening kam-001" in text
    assert "rahasia" not in text
    assert path.parent.stat().st_mode & 0o077 == 0


def test_what_the_dying_interpreter_wrote_becomes_a_report_once(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path / "crashes")
    fault, log = tmp_path / "fault.log", tmp_path / "console.log"
    assert reports.keep_fault(fault, log) is None
    fault.write_text("")
    assert reports.keep_fault(fault, log) is None
    fault.write_text("Fatal Python error: Segmentation fault\n")
    log.write_text("".join(f"line {number}\n" for number in range(500)))
    path = reports.keep_fault(fault, log)
    assert path is not None
    text = path.read_text()
    assert "Segmentation fault" in text
    assert "line 499" in text
    assert "line 299\n" not in text
    assert reports.keep_fault(fault, log) is None


def test_number_and_size_are_bounded_and_the_newest_stay(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path)
    for number in range(MOST_REPORTS + 5):
        reports.keep_bug(RuntimeError("x " * MOST_BYTES), [], _AT + timedelta(seconds=number))
    kept = reports.all()
    assert len(kept) == MOST_REPORTS
    assert all(path.stat().st_size <= MOST_BYTES for path in kept)
    assert kept[-1].name.startswith("20261123T141414")


def test_what_was_read_is_not_told_again_but_stays(tmp_path: Path) -> None:
    reports = CrashReports(tmp_path / "crashes")
    assert (reports.unread(), reports.all()) == ((), ())
    reports.keep_bug(RuntimeError("x"), [], _AT)
    assert len(reports.unread()) == 1
    reports.mark_read()
    assert reports.unread() == ()
    assert len(reports.all()) == 1
