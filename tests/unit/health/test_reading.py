"""What the pages are told: memory and disk as one, of the right feed, within the reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from console.domain.alive_hours import week_begin_unix_s
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_counts import FeedCounts
from console.domain.feed_history import FeedChange, FeedCondition
from console.domain.feed_span import FeedSpan
from console.domain.feed_state import FeedState
from console.domain.machine_span import MachineSpan
from console.health.feed_meter import FeedSums
from console.health.kept import KeptHealth
from console.health.machine_meter import PartLook
from console.health.processes import ProcessSample
from console.health.reach import Reach
from console.health.reading import HealthReading
from console.store.database import Database, Durability
from tests.helpers.clock import START_UTC, FakeClock

CAMERA = CameraId("traffic-001")
SUB, MAIN = FeedKey.of(CAMERA, FeedQuality.SUB), FeedKey.of(CAMERA, FeedQuality.MAIN)
NOW_S = int(START_UTC.timestamp())


class _Machine:
    """All that a console keeps of health."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.database = Database(folder / "health.sqlite", "health", Durability.NORMAL)
        self.kept = KeptHealth(self.database, self.clock, "sari")
        self.reading = HealthReading(self.kept, self.clock)

    def watch(self, seconds: int) -> None:
        """Ten pictures in each second until now."""
        for second in range(-seconds, 1):
            sums = FeedSums(FeedCounts(1, 10 * (second + seconds)), 1, is_live=True)
            self.kept.meter.look({SUB: sums}, START_UTC + timedelta(seconds=second), 1000.0 + second)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[_Machine]:
    made = _Machine(tmp_path)
    yield made
    made.database.close()


def test_a_feed_that_was_never_seen_has_nothing_in_any_reach(machine: _Machine) -> None:
    for reach in Reach:
        found = machine.reading.feed(SUB, reach)
        assert len(found.spans) == 0
        assert found.spells == []
        assert found.end_unix_s - found.begin_unix_s == reach.length_s


def test_the_quarter_is_by_seconds_and_ends_where_it_begins(machine: _Machine) -> None:
    machine.watch(1200)
    found = machine.reading.feed(SUB, Reach.QUARTER)
    assert len(found.spans) == 900
    assert found.spans["received"].tolist() == [10] * 900


def test_before_the_start_of_this_console_the_disk_tells(machine: _Machine) -> None:
    machine.kept.spans.add([(SUB, FeedSpan(NOW_S - 3600, 300, 300, 4500))])
    machine.watch(60)
    spans = machine.reading.feed(SUB, Reach.SIX_HOURS).spans
    assert int(spans["begin_unix_s"][0]) == NOW_S - 3600
    assert int(spans["received"].sum()) == 4500 + 500, "the ten seconds that are not over are not told"


def test_a_week_has_the_minutes_that_are_not_on_disk_yet(machine: _Machine) -> None:
    machine.kept.spans.add([(SUB, FeedSpan(NOW_S - 86_400, 300, 300, 4500))])
    machine.watch(700)
    spans = machine.reading.feed(SUB, Reach.WEEK).spans
    assert spans["looked_s"].tolist() == [300, 100, 300, 290]


def test_a_quarter_of_a_year_is_by_hours(machine: _Machine) -> None:
    hour_s = NOW_S - NOW_S % 3600 - 7200
    machine.kept.spans.add([(SUB, FeedSpan(hour_s + 300 * place, 300, received=100)) for place in range(12)])
    spans = machine.reading.feed(SUB, Reach.QUARTER_YEAR).spans
    assert [(int(row["begin_unix_s"]), int(row["received"])) for row in spans] == [(hour_s, 1200)]


def test_spells_are_those_of_the_feed_that_reach_into_the_time(machine: _Machine) -> None:
    ages = ((SUB, FeedState.STALE, 7200), (SUB, FeedState.LIVE, 5000), (MAIN, FeedState.FAILED, 600))
    machine.kept.history.add(
        [FeedChange(feed, FeedCondition(state), START_UTC - timedelta(seconds=age_s)) for feed, state, age_s in ages]
    )
    assert [spell.condition.state for spell in machine.reading.feed(SUB, Reach.QUARTER).spells] == [FeedState.LIVE]
    assert len(machine.reading.feed(SUB, Reach.SIX_HOURS).spells) == 2


def test_the_hours_are_of_both_feeds_and_of_this_very_minute(machine: _Machine) -> None:
    first_s = week_begin_unix_s(NOW_S)
    machine.kept.spans.add([(MAIN, FeedSpan(first_s, 300, 150))])
    machine.watch(60)
    hours = {place: hour.share for place, hour in enumerate(machine.reading.hours(CAMERA)) if hour.share is not None}
    assert hours[0] == 0.5
    assert list(hours.values())[1:] == [1.0]


def test_the_machine_is_told_from_memory_and_from_disk(machine: _Machine) -> None:
    machine.kept.machine_book.add([("worker-1", MachineSpan(NOW_S - 3 * 86_400, 300, 30_000))])
    for second in (-20, -10, 0):
        part = PartLook(ProcessSample(7, "python", 100.0 + second / 10, 1, 1))
        machine.kept.machine.look({"console": part}, START_UTC + timedelta(seconds=second), 1000.0 + second)
    near = machine.reading.machine(Reach.QUARTER)
    assert {name: rows["cpu_ms"].tolist() for name, rows in near.parts.items()} == {"console": [1000, 1000]}
    far = machine.reading.machine(Reach.QUARTER_YEAR)
    assert {name: rows["cpu_ms"].tolist() for name, rows in far.parts.items()} == {
        "worker-1": [30_000],
        "console": [2000],
    }


def test_the_worst_are_those_of_the_reach(machine: _Machine) -> None:
    machine.kept.spans.add([(SUB, FeedSpan(NOW_S - 3600, 300, 30)), (MAIN, FeedSpan(NOW_S - 3 * 86_400, 300, 0))])
    assert [feed for feed, _span in machine.reading.worst(Reach.SIX_HOURS)] == [SUB]
    assert [feed for feed, _span in machine.reading.worst(Reach.WEEK)] == [MAIN, SUB]


def test_the_last_seconds_are_told_from_memory_with_holes_where_nobody_looked(machine: _Machine) -> None:
    assert machine.reading.recent(SUB, 3) == [None, None, None]
    # The newest look is of the second that has just ended; one that came late tells of two.
    for second, shown in ((-6, 0), (-5, 10), (-2, 40), (-1, 52), (0, 52)):
        sums = FeedSums(FeedCounts(1, shown, 100 * shown), 1, shown=shown, is_live=True)
        machine.kept.meter.look({SUB: sums}, START_UTC + timedelta(seconds=second), 1000.0 + second)
    assert machine.reading.recent(SUB, 7) == [None, (10, 1000), (10, 1000), (10, 1000), (10, 1000), (12, 1200), (0, 0)]
