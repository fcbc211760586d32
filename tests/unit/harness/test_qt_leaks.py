"""The leak detector names what a Qt test forgot and where it began."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QWidget

from tests.helpers.qt_leaks import QtLeaks

pytestmark = pytest.mark.usefixtures("qapp")


def test_an_active_timer_is_named_with_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    leaks = QtLeaks(monkeypatch)
    timer = QTimer()
    timer.start(10_000)
    (problem,) = leaks.problems()
    timer.stop()
    assert "QTimer still runs" in problem
    assert Path(__file__).name in problem
    assert leaks.problems() == []


def test_a_running_thread_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    leaks = QtLeaks(monkeypatch)
    thread = QThread()
    thread.setObjectName("forgotten")
    thread.start()
    (problem,) = leaks.problems()
    thread.quit()
    thread.wait()
    assert "QThread 'forgotten' still runs" in problem
    assert leaks.problems() == []


def test_a_window_left_open_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    leaks = QtLeaks(monkeypatch)
    window = QWidget()
    window.setWindowTitle("forgotten")
    window.show()
    (problem,) = leaks.problems()
    window.close()
    window.deleteLater()
    assert problem == "QWidget 'forgotten' is still there"
    assert leaks.problems() == []
