"""Waiting for a condition: the one place in the tests that sleeps."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_PAUSE_S = 0.005


def wait_until(predicate: Callable[[], T], timeout_s: float = 10.0, what: str = "") -> T:
    """The first true value of ``predicate``; raises AssertionError naming ``what`` once ``timeout_s`` is over.

    On the main thread of a Qt test the event loop runs between the looks.
    """
    deadline_s = time.monotonic() + timeout_s
    while True:
        value = predicate()
        if value:
            return value
        if time.monotonic() >= deadline_s:
            raise AssertionError(
                f"waited {timeout_s:g} s in vain for {what or _name_of(predicate)}; last value {value!r}"
            )
        _run_qt_events()
        time.sleep(_PAUSE_S)


def _name_of(predicate: Callable[[], object]) -> str:
    return getattr(predicate, "__qualname__", repr(predicate))


def _run_qt_events() -> None:
    if "PySide6.QtCore" not in sys.modules or threading.current_thread() is not threading.main_thread():
        return
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415  Qt is looked at only where a test has loaded it

    if QCoreApplication.instance() is not None:
        QCoreApplication.processEvents()
