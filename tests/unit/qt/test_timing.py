"""Relays, throttles and the lag probe: calls reach the main thread, are gathered, and lateness is told."""

from __future__ import annotations

import threading

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.base.observer import Signal
from console.qt.loop_lag import PROBE_EVERY_MS, LoopLag
from console.qt.relay import listen
from console.qt.throttle import Throttle
from tests.helpers.clock import FakeClock
from tests.helpers.waiting import wait_until


def test_listener_runs_on_the_main_thread_in_order(qapp: QApplication) -> None:  # noqa: ARG001  Qt must run
    signal: Signal[int] = Signal()
    owner = QObject()
    heard: list[tuple[int, bool]] = []
    listen(signal, lambda value: heard.append((value, threading.current_thread() is threading.main_thread())), owner)

    def emit() -> None:
        for number in range(3):
            signal.emit(number)

    thread = threading.Thread(target=emit)
    thread.start()
    thread.join()
    assert heard == []
    wait_until(lambda: len(heard) == 3)

    assert heard == [(0, True), (1, True), (2, True)]


def test_destroyed_owner_hears_nothing_more(qapp: QApplication) -> None:
    signal: Signal[int] = Signal()
    owner = QObject()
    heard: list[int] = []
    listen(signal, heard.append, owner)

    signal.emit(1)
    shiboken6.delete(owner)
    signal.emit(2)
    qapp.processEvents()

    assert heard == []


def test_throttle_calls_first_at_once_and_gathers_the_rest(qapp: QApplication) -> None:  # noqa: ARG001  Qt must run
    owner = QObject()
    calls: list[int] = []
    throttle = Throttle(owner, "test", 30, lambda: calls.append(1))

    for _call in range(5):
        throttle()
    assert len(calls) == 1
    wait_until(lambda: len(calls) == 2)
    # The window after the second call ends without a third.
    wait_until(lambda: not throttle.is_open)

    assert len(calls) == 2


def test_lag_is_how_much_later_than_due_the_probe_ran(qapp: QApplication) -> None:  # noqa: ARG001  Qt must run
    owner = QObject()
    clock = FakeClock()
    lags: list[float] = []
    probe = LoopLag(owner, clock, lags.append)

    probe.start()
    clock.advance(0.250 + PROBE_EVERY_MS / 1000)
    wait_until(lambda: lags)
    probe.stop()

    assert abs(lags[0] - 250) < 1e-6
    shiboken6.delete(owner)
