"""Logs: one family of loggers, a quiet screen, and a ring that keeps the last lines."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.base import request_facts
from console.base.log_lines import JsonLines, TextLines
from console.base.logs import (
    FILES_KEPT,
    RING_LINES,
    LogFile,
    MemoryRing,
    about_camera,
    end_logs,
    keep_logs,
    logger,
    set_up_logs,
)
from tests.helpers.logfail import ExpectLog


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger("ronda")
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def test_the_screen_shows_warnings_and_the_ring_keeps_all(
    capsys: pytest.CaptureFixture[str], expect_log: ExpectLog
) -> None:
    expect_log("ronda.sync", "WARNING", "late")
    ring = set_up_logs()
    logger("sync").info("in step")
    logger("sync").warning("late")
    assert [line.partition("Z ")[2] for line in ring.lines()] == ["INFO ronda.sync in step", "WARNING ronda.sync late"]
    screen = capsys.readouterr().err
    assert "late" in screen
    assert "in step" not in screen


def test_setting_up_twice_does_not_double_lines(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logs(verbose=True)
    set_up_logs(verbose=True)
    logger("sync").info("once")
    assert capsys.readouterr().err.count("once") == 1


def test_the_ring_forgets_the_oldest() -> None:
    ring = MemoryRing()
    for number in range(RING_LINES + 5):
        ring.emit(logging.makeLogRecord({"name": "ronda.sync", "msg": f"line {number}"}))
    assert len(ring.lines()) == RING_LINES
    assert ring.lines()[0] == "line 5"


def test_the_ring_tells_lines_to_be_shown_with_their_camera_and_without_secrets() -> None:
    ring = MemoryRing()
    ring.setFormatter(TextLines())
    told: dict[str, object] = {
        "name": "ronda.media",
        "levelname": "WARNING",
        "created": 0.25,
        **about_camera("kam-001"),
    }
    ring.emit(logging.makeLogRecord({"msg": "opening rtsp://admin:rahasia@10.0.0.5/", **told}))
    (line,) = ring.told()
    assert (line.level, line.concern, line.camera) == ("WARNING", "media", "kam-001")
    assert line.at_utc == datetime.fromtimestamp(0.25, UTC)
    assert "opening" in line.words
    assert "rahasia" not in line.words


def test_a_line_to_be_shown_has_what_stands_below_it() -> None:
    ring = MemoryRing()
    ring.setFormatter(TextLines())
    error = RuntimeError("below")
    facts = {"name": "ronda.crash", "msg": "a bug", "exc_info": (type(error), error, None)}
    ring.emit(logging.makeLogRecord(facts))
    (line,) = ring.told()
    assert line.words == "a bug\nRuntimeError: below"


def _line(record: logging.LogRecord) -> dict[str, str]:
    line = JsonLines().format(record)
    assert "\n" not in line
    told: dict[str, str] = json.loads(line)
    return told


def test_a_json_line_says_when_what_and_for_whom() -> None:
    facts, token = request_facts.begin()
    request_facts.note(user_id="u-1", camera_id="kam-001")
    record = logging.LogRecord("ronda.centre", logging.WARNING, "f", 1, "two %s\nlines", ("short",), None)
    record.created = 0.25
    try:
        assert _line(record) == {
            "time": "1970-01-01T00:00:00.250+00:00",
            "level": "WARNING",
            "logger": "ronda.centre",
            "message": "two short\nlines",
            "request_id": facts.request_id,
            "user": "u-1",
            "camera": "kam-001",
        }
    finally:
        request_facts.end(token)
    assert set(_line(record)) == {"time", "level", "logger", "message"}


def test_a_camera_of_the_record_itself_goes_before_that_of_the_request() -> None:
    assert _line(logging.makeLogRecord({"msg": "lost", "camera": "kam-002"}))["camera"] == "kam-002"


@pytest.mark.parametrize("lines", [TextLines(), JsonLines()])
def test_secrets_in_message_arguments_and_exception_stay_out(lines: logging.Formatter) -> None:
    wrong = ValueError("rtsp://admin:rahasia-1@10.0.0.5/main")
    record = logging.LogRecord(
        "ronda.x",
        logging.ERROR,
        "f",
        1,
        "password=rahasia-2 %s",
        ("https://a:rahasia-3@h/?token=rahasia-4",),
        (ValueError, wrong, None),
    )
    line = lines.format(record)
    assert "rahasia" not in line
    assert "ValueError" in line


def test_files_change_over_by_size_and_their_number_is_bounded(tmp_path: Path) -> None:
    file = LogFile(tmp_path / "logs", "centre", most_bytes=2_000)
    try:
        for number in range(400):
            file.emit(logging.makeLogRecord({"msg": f"line {number} {'x' * 80}"}))
    finally:
        file.close()
    files = list((tmp_path / "logs").iterdir())
    assert len(files) == FILES_KEPT
    assert all(path.stat().st_size <= 2_000 for path in files)
    assert "line 399" in (tmp_path / "logs" / "centre.log").read_text()
    assert (tmp_path / "logs").stat().st_mode & 0o077 == 0


def test_a_disk_that_takes_no_line_stops_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = LogFile(tmp_path / "logs", "centre")
    assert file.stream is not None
    file.stream.close()
    file.emit(logging.makeLogRecord({"msg": "lost"}))
    assert capsys.readouterr().err == ""


def test_lines_are_kept_in_a_file_until_the_end(tmp_path: Path) -> None:
    set_up_logs()
    keep_logs(tmp_path, "console", as_json=True)
    logger("sync").info("in step")
    end_logs()
    logger("sync").info("nobody hears this")
    assert json.loads((tmp_path / "console.log").read_text())["message"] == "in step"
