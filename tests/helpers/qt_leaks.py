"""Finds what a Qt test left behind: running threads, active timers, top-level windows, each with where it began."""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class QtLeaks:
    """Watches one test; make it before the test and ask ``problems()`` after it. Main thread."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._places: list[tuple[Any, str]] = []
        # Kept as objects, not as ids: an id may be given again to a new window.
        self._windows_before = QApplication.topLevelWidgets()
        for kind in (QThread, QTimer):
            monkeypatch.setattr(kind, "start", self._recorded(kind.start))

    def problems(self) -> list[str]:
        """One line for each thing left; deletions asked for with ``deleteLater`` are carried out first."""
        _delete_what_waits()
        if self._left():
            gc.collect()
            _delete_what_waits()
        return self._left()

    def _recorded(self, start: Callable[..., None]) -> Callable[..., None]:
        places = self._places

        def start_and_note(started: Any, *arguments: Any) -> None:
            places.append((started, _caller()))
            start(started, *arguments)

        return start_and_note

    def _left(self) -> list[str]:
        lines = [f"{_name(thing)} still runs, started at {place}" for thing, place in self._places if _runs(thing)]
        windows = [window for window in QApplication.topLevelWidgets() if window not in self._windows_before]
        return [*dict.fromkeys(lines), *(f"{_name(window)} is still there" for window in windows)]


def _runs(thing: Any) -> bool:
    if not shiboken6.isValid(thing):
        return False
    return bool(thing.isRunning() if isinstance(thing, QThread) else thing.isActive())


def _name(thing: Any) -> str:
    title = thing.windowTitle() if isinstance(thing, QWidget) else ""
    label = thing.objectName() or title
    return f"{type(thing).__name__} {label!r}" if label else type(thing).__name__


def _caller() -> str:
    frames = [frame for frame in traceback.extract_stack()[:-2] if "_pytest" not in frame.filename]
    return " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames[-3:]))


def _delete_what_waits() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
