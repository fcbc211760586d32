"""What nobody caught is logged, kept and told, in whichever thread it happened; the next start knows of it."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.app.crash import CrashLog
from console.app.program_log import ProgramLog
from console.ui.log_port import CRASH
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog
from tests.helpers.screen_fakes import START_UTC


@pytest.fixture
def told() -> list[BaseException]:
    return []


@pytest.fixture
def crash_log(tmp_path: Path, told: list[BaseException]) -> Iterator[CrashLog]:
    hooks = sys.excepthook, threading.excepthook
    log = CrashLog(tmp_path, told.append, FakeClock(START_UTC))
    yield log
    log.close()
    sys.excepthook, threading.excepthook = hooks


def test_an_error_of_a_thread_is_kept_and_told(
    crash_log: CrashLog, told: list[BaseException], expect_log: ExpectLog
) -> None:
    expect_log("ronda.crash", "CRITICAL", "a bug in Ronda")
    bug = RuntimeError("nobody caught this")

    def fail() -> None:
        raise bug

    thread = threading.Thread(target=fail, name="failing")
    thread.start()
    thread.join()
    assert told == [bug]
    (report,) = crash_log.reports.unread()
    assert "nobody caught this" in report.read_text(encoding="utf-8")


def test_an_error_of_the_main_thread_is_kept_and_an_interrupt_is_none(
    crash_log: CrashLog, told: list[BaseException], expect_log: ExpectLog, capsys: pytest.CaptureFixture[str]
) -> None:
    expect_log("ronda.crash", "CRITICAL", "a bug in Ronda")
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" in capsys.readouterr().err
    bug = ValueError("of the main thread")
    sys.excepthook(ValueError, bug, None)
    assert told == [bug]
    assert len(crash_log.reports.unread()) == 1


def test_what_killed_the_interpreter_is_found_at_the_next_start_and_listed(tmp_path: Path) -> None:
    (tmp_path / "fault.log").write_text("Fatal Python error: Segmentation fault\n", "utf-8")
    hooks = sys.excepthook, threading.excepthook
    log = CrashLog(tmp_path, lambda _error: None, FakeClock(START_UTC))
    log.close()
    sys.excepthook, threading.excepthook = hooks
    assert len(log.reports.unread()) == 1
    shown = ProgramLog(log.reports, tmp_path / "logs")
    crash = next(line for line in shown.lines() if line.level == CRASH)
    assert "Segmentation fault" in crash.words
    shown.mark_read()
    assert log.reports.unread() == ()
    assert any(line.level == CRASH for line in shown.lines()), "it stays to be looked at"
