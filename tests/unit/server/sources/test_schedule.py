"""The schedule of sources: each when it is due, one read at a time, a hanging one alone, all ended with the centre."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.server.sources.schedule import SourceSchedule
from console.server.sources.store import add_source, remove_source, source_named
from tests.helpers.centre import RunningCentre
from tests.helpers.clock import FakeClock
from tests.helpers.logfail import ExpectLog
from tests.helpers.toy_source import ToySource, install_toy, new_toy
from tests.helpers.waiting import wait_until


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def toy(monkeypatch: pytest.MonkeyPatch) -> ToySource:
    return install_toy(monkeypatch)


@pytest.fixture
def city(tmp_path: Path, clock: FakeClock) -> Iterator[RunningCentre]:
    city = RunningCentre(tmp_path, clock=clock)
    city.add_areas()
    yield city
    city.close()


@pytest.fixture
def schedule(city: RunningCentre) -> Iterator[SourceSchedule]:
    schedule = SourceSchedule(city.centre)
    yield schedule
    schedule.stop()


def test_a_source_is_read_when_it_is_due_and_not_before(
    city: RunningCentre, toy: ToySource, clock: FakeClock, schedule: SourceSchedule
) -> None:
    add_source(city.centre, new_toy(every_s=600))
    add_source(city.centre, new_toy("shut", enabled=False))
    schedule.look()
    _wait_for_its_end()
    assert source_named(city.centre, "toy").outcome == "ok"
    due = source_named(city.centre, "toy").due_utc
    assert 570 <= (due - clock.now_utc()).total_seconds() <= 630
    schedule.look()
    clock.advance(631)
    schedule.look()
    _wait_for_its_end()
    assert source_named(city.centre, "toy").due_utc > due
    assert toy.reads == 2
    assert source_named(city.centre, "shut").outcome == ""


def test_one_that_hangs_holds_up_no_other_and_is_not_read_twice(
    city: RunningCentre, toy: ToySource, schedule: SourceSchedule
) -> None:
    go_on, hanging = threading.Event(), threading.Event()

    def hang() -> None:
        if not hanging.is_set():
            hanging.set()
            go_on.wait()

    toy.during = hang
    add_source(city.centre, new_toy())
    try:
        schedule.look()
        wait_until(hanging.is_set, what="the first to hang")
        add_source(city.centre, new_toy("other"))
        for _ in range(3):
            schedule.look()
        wait_until(lambda: source_named(city.centre, "other").outcome == "ok", what="the other source")
        assert source_named(city.centre, "toy").is_read_now
        assert [thread.name for thread in threading.enumerate()].count("source toy") == 1
        assert toy.reads == 2
    finally:
        go_on.set()
    wait_until(lambda: source_named(city.centre, "toy").outcome == "ok", what="the one that hung")


def test_the_end_of_the_centre_breaks_a_read_off_and_nothing_of_it_is_taken_in(
    city: RunningCentre, toy: ToySource, clock: FakeClock
) -> None:
    schedule = SourceSchedule(city.centre)
    reading, go_on = threading.Event(), threading.Event()

    def hang() -> None:
        reading.set()
        go_on.wait()

    toy.during = hang
    add_source(city.centre, new_toy())
    schedule.look()
    wait_until(reading.is_set, what="a read under way")
    stopping = threading.Thread(target=schedule.stop)
    stopping.start()
    wait_until(schedule._stopping.is_set, what="the schedule to be told")
    go_on.set()
    stopping.join()
    schedule.look()
    source = source_named(city.centre, "toy")
    assert (source.outcome, source.cameras, source.is_read_now, source.due_utc) == ("", 0, False, clock.now_utc())


def test_a_fault_is_logged_once_until_it_has_passed(
    city: RunningCentre,
    toy: ToySource,
    clock: FakeClock,
    schedule: SourceSchedule,
    expect_log: ExpectLog,
    caplog: pytest.LogCaptureFixture,
) -> None:
    expect_log("ronda.centre.sources", "WARNING", "source toy: source.timeout")
    toy.fault = KnownError("source.timeout", host="zm")
    add_source(city.centre, new_toy())
    for failures in range(1, 4):
        schedule.look()
        _wait_for_its_end()
        assert source_named(city.centre, "toy").failures == failures
        clock.advance(1_000)
    remove_source(city.centre, "toy")
    schedule.look()
    assert toy.reads == 3
    assert [record.name for record in caplog.records if record.levelname == "WARNING"] == ["ronda.centre.sources"]


def _wait_for_its_end() -> None:
    """The table tells the end of a read before its thread has ended."""
    wait_until(lambda: "source toy" not in [one.name for one in threading.enumerate()], what="the thread to end")
