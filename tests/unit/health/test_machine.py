"""What our processes cost: measured between looks, kept in memory and on disk, joined and forgotten."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from console.app.machine_parts import MachineParts
from console.base.errors import KnownError
from console.domain.machine_span import MachineSpan
from console.health import machine_meter as machine_meter_module
from console.health import machine_watch as machine_watch_module
from console.health.lag import LagStatistics
from console.health.machine_book import KEPT_DAYS, MachineBook
from console.health.machine_meter import CONSOLE, MachineMeter, PartLook, worker_name
from console.health.machine_watch import MachineWatch
from console.health.processes import ProcessSample
from console.media.metrics import EngineMetrics, WorkerMetrics
from console.store.database import Database, Durability
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

_BEGIN_S = int(START_UTC.timestamp())
_MIB = 1024 * 1024


def _part(cpu_s: float, pid: int = 7, lag_ms: float = 1.0, waiting: int = 0) -> PartLook:
    return PartLook(ProcessSample(pid, "python", cpu_s, 90 * _MIB, 12), lag_ms, waiting)


def _look(meter: MachineMeter, second: float, **parts: PartLook) -> None:
    meter.look(parts, START_UTC + timedelta(seconds=second), 1000.0 + second)


class _Book(MachineBook):
    """On a disk that can be full."""

    full = False

    def add(self, spans: Sequence[tuple[str, MachineSpan]]) -> None:
        if self.full:
            raise KnownError("disk.full", path="health.sqlite")
        super().add(spans)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def book(tmp_path: Path, clock: FakeClock) -> Iterator[_Book]:
    database = Database(tmp_path / "health.sqlite", "health", Durability.NORMAL)
    yield _Book(database, clock)
    database.close()


def test_a_stretch_is_what_was_spent_between_two_looks() -> None:
    meter = MachineMeter()
    _look(meter, 0, console=_part(5.0))
    _look(meter, 10, console=_part(7.5, lag_ms=8.0, waiting=3))
    rows = meter.tens(CONSOLE)
    assert rows is not None
    assert [MachineSpan(*row.tolist()) for row in rows] == [MachineSpan(_BEGIN_S, 10, 2500, 90 * _MIB, 12, 8.0, 3)]
    assert meter.tens("worker-1") is None


def test_another_process_of_the_same_name_begins_anew() -> None:
    meter = MachineMeter()
    _look(meter, 0, console=_part(500.0, pid=7))
    _look(meter, 10, console=_part(1.0, pid=8))
    _look(meter, 20, console=_part(2.0, pid=8))
    rows = meter.tens(CONSOLE)
    assert rows is not None
    assert rows["cpu_ms"].tolist() == [1000]


def test_five_minutes_end_by_themselves_and_those_of_a_dead_process_with_it() -> None:
    meter = MachineMeter()
    for second in range(0, 320, 10):
        parts = {"console": _part(second / 10), **({"worker-1": _part(second / 5, pid=9)} if second < 100 else {})}
        _look(meter, second, **parts)
    finished = dict(meter.take_finished())
    assert (finished["console"].looked_s, finished["console"].cpu_ms) == (300, 30_000)
    assert (finished["worker-1"].looked_s, finished["worker-1"].cpu_ms) == (90, 18_000)
    assert meter.take_finished() == []
    meter.end()
    assert [(name, span.looked_s) for name, span in meter.take_finished()] == [("console", 10)]


def test_a_clock_set_back_leaves_no_stretch_twice() -> None:
    meter = MachineMeter()
    for second, told in ((0, 0), (10, 10), (20, 20), (30, 5)):
        meter.look({"console": _part(second)}, START_UTC + timedelta(seconds=told), 1000.0 + second)
    rows = meter.tens(CONSOLE)
    assert rows is not None
    assert rows["begin_unix_s"].tolist() == [_BEGIN_S - 5]


def test_of_too_many_processes_that_not_seen_for_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_meter_module, "MOST_PARTS", 2)
    meter = MachineMeter()
    for number in range(3):
        _look(meter, 20 * number, **{worker_name(number): _part(0.0)})
        _look(meter, 20 * number + 10, **{worker_name(number): _part(1.0)})
    assert meter.names() == ["worker-1", "worker-2"]


def test_the_book_gives_back_what_it_got_and_joins_what_lies_in_one_stretch(book: _Book) -> None:
    book.add([("console", MachineSpan(300, 100, 50, 10, 4, 2.0, 1)), ("worker-1", MachineSpan(600, 300))])
    book.add([("console", MachineSpan(300, 120, 70, 20, 3, 1.0, 5))])
    found = book.spans(0)
    assert MachineSpan(*found["console"][0].tolist()) == MachineSpan(300, 220, 120, 20, 4, 2.0, 5)
    assert list(book.spans(301)) == ["worker-1"]


def test_the_book_forgets_the_old_and_the_too_many(book: _Book, clock: FakeClock) -> None:
    now_s = int(clock.now_utc().timestamp())
    book.add([("console", MachineSpan(now_s - KEPT_DAYS * 86_400 - 1)), ("console", MachineSpan(now_s - 600))])
    book.add([("console", MachineSpan(now_s - 300)), ("console", MachineSpan(now_s))])
    book.prune(2)
    assert book.spans(0)["console"]["begin_unix_s"].tolist() == [now_s - 300, now_s]


def test_the_watch_keeps_what_the_disk_refuses_and_tells_it_once(
    book: _Book, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, expect_log: ExpectLog
) -> None:
    expect_log("ronda.health", contains="disk.full")
    monkeypatch.setattr(machine_watch_module, "LOOK_EVERY_S", 0.01)
    looks: list[int] = []

    def look() -> dict[str, PartLook]:
        looks.append(1)
        clock.advance(10)
        return {"console": _part(float(len(looks)))}

    watch, failures = MachineWatch(look, MachineMeter(), book, clock), list[KnownError]()
    watch.failed.connect(failures.append)
    book.full = True
    watch.start()
    wait_until(lambda: len(looks) > 70, what="two stretches and more")
    book.full = False
    watch.close()
    rows = book.spans(0)["console"]
    assert int(rows["looked_s"].sum()) == 10 * (len(looks) - 1)
    assert [failure.code for failure in failures] == ["disk.full"]


def test_the_parts_are_this_process_and_its_children_with_the_lag_since_the_last_look() -> None:
    lag = LagStatistics()
    lag.add(21.0)
    # Any process that lives does for a worker.
    worker = WorkerMetrics(4, os.getppid(), 8, 8, 0, 6.5, 2)
    parts = MachineParts(lambda: EngineMetrics((), (worker,), None, 0), lag, lambda: 3)
    found = parts.look()
    assert (found[CONSOLE].lag_ms, found[CONSOLE].waiting) == (21.0, 3)
    assert (found["worker-4"].lag_ms, found["worker-4"].waiting) == (6.5, 2)
    assert found[CONSOLE].sample.pid == os.getpid()
    assert parts.look()[CONSOLE].lag_ms == 0.0
