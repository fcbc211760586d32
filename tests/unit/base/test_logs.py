"""Logs: one family of loggers, a quiet screen, and a ring that keeps the last lines."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from console.base.logs import RING_LINES, MemoryRing, logger, set_up_logs
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
        ring.emit(logging.makeLogRecord({"msg": f"line {number}"}))
    assert len(ring.lines()) == RING_LINES
    assert ring.lines()[0] == "line 5"
