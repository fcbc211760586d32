"""Background work: writes in order, results on the main thread, no failure is silent."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.base.errors import KnownError
from console.qt.background import Background, Lane
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until


class Desk:
    """A background with what it told."""

    def __init__(self) -> None:
        self.unhandled: list[tuple[str, str]] = []
        self.background = Background(lambda name, error: self.unhandled.append((name, type(error).__name__)))
        self.owner = QObject()


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:  # noqa: ARG001  Qt must run
    made = Desk()
    yield made
    made.background.close()


def _fail() -> None:
    raise KnownError("disk.full", path="x")


def test_result_arrives_on_the_main_thread(desk: Desk) -> None:
    seen: list[tuple[int, bool]] = []

    def on_done(number: int) -> None:
        seen.append((number, threading.current_thread() is threading.main_thread()))

    desk.background.run(lambda: 7, on_done, name="seven", owner=desk.owner)

    assert desk.background.unfinished() == ["seven"]
    wait_until(lambda: seen)
    assert seen == [(7, True)]
    assert desk.background.unfinished() == []


def test_writes_run_one_at_a_time_in_order(desk: Desk) -> None:
    gate = threading.Event()
    order: list[int] = []
    done: list[int] = []

    def write(number: int) -> int:
        if number == 0:
            gate.wait(10)
        order.append(number)
        return number

    for number in range(4):
        desk.background.run(
            functools.partial(write, number), done.append, name="write", owner=desk.owner, lane=Lane.WRITE
        )
    gate.set()
    wait_until(lambda: len(done) == 4)

    assert order == done == [0, 1, 2, 3]


def test_a_hanging_read_does_not_hold_up_writes(desk: Desk) -> None:
    gate = threading.Event()
    done: list[str] = []

    desk.background.run(lambda: gate.wait(10), lambda _set: done.append("read"), name="read", owner=desk.owner)
    desk.background.run(lambda: None, lambda _none: done.append("write"), name="w", owner=desk.owner, lane=Lane.WRITE)
    wait_until(lambda: done)

    assert done == ["write"]
    gate.set()


def test_failure_goes_to_its_caller_or_else_to_the_operator(desk: Desk) -> None:
    caught: list[Exception] = []

    desk.background.run(_fail, lambda _none: None, caught.append, name="caught", owner=desk.owner)
    desk.background.run(_fail, lambda _none: None, name="uncaught", owner=desk.owner)
    wait_until(lambda: caught and desk.unhandled)

    assert [str(error) for error in caught] == ["disk.full(path='x')"]
    assert desk.unhandled == [("uncaught", "KnownError")]


def test_a_bug_is_logged_with_its_task(desk: Desk, expect_log: ExpectLog) -> None:
    expect_log("ronda.ui", "ERROR", "background task broken failed")

    desk.background.run(lambda: 1 // 0, lambda _number: None, name="broken", owner=desk.owner)
    wait_until(lambda: desk.unhandled)

    assert desk.unhandled == [("broken", "ZeroDivisionError")]


def test_result_for_a_destroyed_owner_is_dropped_but_its_failure_is_told(desk: Desk) -> None:
    import shiboken6  # noqa: PLC0415  only this test destroys

    gate = threading.Event()
    written: list[int] = []
    done: list[object] = []
    owner = QObject()

    def write() -> None:
        gate.wait(10)
        written.append(1)

    desk.background.run(write, lambda _none: done.append(1), done.append, name="write", owner=owner, lane=Lane.WRITE)
    desk.background.run(_fail, done.append, done.append, name="fails", owner=owner, lane=Lane.WRITE)
    shiboken6.delete(owner)
    gate.set()
    wait_until(lambda: desk.unhandled)

    assert (written, done, desk.unhandled) == ([1], [], [("fails", "KnownError")])


def test_close_lets_writes_finish(qapp: QApplication) -> None:  # noqa: ARG001  Qt must run
    desk = Desk()
    gate, written = threading.Event(), []

    def write() -> None:
        gate.wait(10)
        written.append(1)

    desk.background.run(write, lambda _none: None, name="write", owner=desk.owner, lane=Lane.WRITE)
    gate.set()
    desk.background.close()

    assert written == [1]


def test_capture_that_waits_for_a_camera_holds_up_neither_reads_nor_writes(desk: Desk) -> None:
    gate = threading.Event()
    seen: list[str] = []
    for name in ("first", "second", "third", "fourth"):
        desk.background.run(lambda: gate.wait(10), lambda _: None, name=name, owner=desk.owner, lane=Lane.CAPTURE)

    desk.background.run(lambda: "read", seen.append, name="other", owner=desk.owner)
    desk.background.run(lambda: "write", seen.append, name="other", owner=desk.owner, lane=Lane.WRITE)
    wait_until(lambda: len(seen) == 2)
    gate.set()
    wait_until(lambda: not desk.background.unfinished())

    assert sorted(seen) == ["read", "write"]
