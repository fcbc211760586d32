"""The log guard sees what nobody expected, from any thread, and misses what was promised."""

from __future__ import annotations

import logging
import threading

from tests.helpers.logfail import LogFail


def record(name: str, level: int, message: str) -> logging.LogRecord:
    return logging.LogRecord(name, level, "source.py", 1, message, None, None)


def test_an_unexpected_warning_is_a_problem() -> None:
    guard = LogFail()
    guard.emit(record("console.net", logging.WARNING, "centre unreachable"))
    (problem,) = guard.problems()
    assert "console.net" in problem
    assert "centre unreachable" in problem


def test_an_expected_warning_of_a_logger_below_is_no_problem() -> None:
    guard = LogFail()
    guard.expect("console.net", "WARNING", "unreachable")
    guard.emit(record("console.net.client", logging.WARNING, "centre unreachable"))
    assert guard.problems() == []


def test_another_level_or_logger_or_text_stays_a_problem() -> None:
    guard = LogFail()
    guard.expect("console.net", "WARNING", "unreachable", required=False)
    guard.emit(record("console.net", logging.ERROR, "centre unreachable"))
    guard.emit(record("console.network", logging.WARNING, "centre unreachable"))
    guard.emit(record("console.net", logging.WARNING, "centre slow"))
    assert len(guard.problems()) == 3


def test_an_expected_warning_that_never_came_is_a_problem() -> None:
    guard = LogFail()
    guard.expect("console.net", "ERROR", "boom")
    assert guard.problems() == ["never came: ERROR of console.net with 'boom'"]


def test_a_record_of_another_thread_is_seen() -> None:
    guard = LogFail()
    logger = logging.getLogger("tests.apart")
    logger.propagate = False
    logger.addHandler(guard)
    thread = threading.Thread(target=logger.warning, args=("from afar",), name="afar")
    thread.start()
    thread.join()
    logger.removeHandler(guard)
    (problem,) = guard.problems()
    assert "thread afar" in problem
