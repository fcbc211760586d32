"""The guards of the conftest really fail tests: seen by running bad tests in a pytest of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

BAD_TESTS = """
import logging, socket, threading, warnings
from PySide6.QtCore import QTimer, qWarning

def test_stray_log():
    logging.getLogger("console.net").warning("nobody expected this")

def test_stray_log_of_a_thread():
    thread = threading.Thread(target=logging.getLogger("console.net").error, args=("nor this",))
    thread.start()
    thread.join()

def test_warning():
    warnings.warn("old call", DeprecationWarning)

def test_qt_message(qapp):
    qWarning("Qt is unhappy")

def test_leaves_the_machine():
    socket.create_connection(("192.0.2.1", 80))

def test_thread_that_dies():
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()

def test_timer_left(qapp):
    test_timer_left.timer = QTimer()
    test_timer_left.timer.start(60_000)

def test_good(expect_log):
    expect_log("console.net", "WARNING", "expected")
    logging.getLogger("console.net").warning("expected this")
"""


@pytest.fixture
def outcome(tmp_path: Path) -> str:
    bad = tmp_path / "test_bad.py"
    bad.write_text(BAD_TESTS)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "-p",
        "tests.conftest",
    ]
    command += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT), str(bad)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout


def test_every_guard_fails_its_bad_test_and_no_good_one(outcome: str) -> None:
    for name in ("stray_log", "stray_log_of_a_thread", "timer_left"):
        assert f"::test_{name} - Failed" in outcome, outcome
    for name in ("warning", "qt_message", "leaves_the_machine", "thread_that_dies"):
        assert f"::test_{name}" in outcome, outcome
    assert "::test_good" not in outcome
    assert "4 failed, 4 passed, 3 errors" in outcome, outcome
