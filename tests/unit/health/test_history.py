"""The health history tells how long a camera was in which state, also over a killed console."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_history import GONE, FeedChange, FeedCondition
from console.domain.feed_state import FeedState
from console.health.history import KEPT_DAYS, HealthHistory
from console.store.database import Database, Durability
from tests.helpers.clock import FakeClock

CAMERA = CameraId("traffic-001")
SUB = FeedKey.of(CAMERA, FeedQuality.SUB)
MAIN = FeedKey.of(CAMERA, FeedQuality.MAIN)
LIVE = FeedCondition(FeedState.LIVE)
STALE = FeedCondition(FeedState.STALE, "camera.not_decoded")
_DAY_S = 86_400


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def history(tmp_path: Path, clock: FakeClock) -> Iterator[HealthHistory]:
    database = Database(tmp_path / "health.sqlite", "health", Durability.NORMAL)
    yield HealthHistory(database, clock)
    database.close()


def _add(history: HealthHistory, clock: FakeClock, condition: FeedCondition, feed: FeedKey = SUB) -> None:
    history.add([FeedChange(feed, condition, clock.now_utc())])


def test_spells_say_since_when_and_how_long(history: HealthHistory, clock: FakeClock) -> None:
    _add(history, clock, LIVE)
    _add(history, clock, LIVE, MAIN)
    clock.advance(60)
    stale_utc = clock.now_utc()
    _add(history, clock, STALE)
    clock.advance(252)

    newest, main, oldest = history.spells(CAMERA)

    assert (newest.feed, newest.condition, newest.since_utc, newest.until_utc) == (SUB, STALE, stale_utc, None)
    assert newest.lasted_s(clock.now_utc()) == 252
    assert (main.feed, main.until_utc) == (MAIN, None)
    assert (oldest.condition, oldest.lasted_s(clock.now_utc())) == (LIVE, 60)
    assert history.spells(CameraId("traffic-002")) == []


def test_a_killed_console_ends_what_it_left_open_when_it_last_looked(history: HealthHistory, clock: FakeClock) -> None:
    _add(history, clock, LIVE)
    clock.advance(30)
    history.add([])
    last_utc = clock.now_utc()
    clock.advance(5000)

    history.begin()
    history.begin()

    (spell,) = history.spells(CAMERA)
    assert (spell.condition, spell.until_utc) == (LIVE, last_utc)


def test_a_first_start_has_nothing_to_end(history: HealthHistory) -> None:
    history.begin()
    assert history.spells(CAMERA) == []


def test_time_on_no_wall_is_no_spell(history: HealthHistory, clock: FakeClock) -> None:
    for condition in (LIVE, GONE, STALE):
        _add(history, clock, condition)
        clock.advance(10)
    assert [spell.condition for spell in history.spells(CAMERA)] == [STALE, LIVE]
    assert history.spells(CAMERA)[1].lasted_s(clock.now_utc()) == 10


def test_the_newest_are_told_first_and_only_so_many(history: HealthHistory, clock: FakeClock) -> None:
    for number in range(50):
        _add(history, clock, LIVE if number % 2 else STALE)
        clock.advance(1)
    spells = history.spells(CAMERA, 7)
    assert len(spells) == 7
    assert [spell.lasted_s(clock.now_utc()) for spell in spells] == [1] * 7


def test_old_rows_go_and_young_ones_stay(history: HealthHistory, clock: FakeClock) -> None:
    _add(history, clock, LIVE)
    clock.advance(KEPT_DAYS * _DAY_S - 10)
    _add(history, clock, STALE)
    clock.advance(20)
    history.prune()
    assert [spell.condition for spell in history.spells(CAMERA)] == [STALE]
    clock.advance(2 * KEPT_DAYS * _DAY_S)
    history.prune()
    assert history.spells(CAMERA) == []


def test_the_number_of_rows_is_bounded(history: HealthHistory, clock: FakeClock) -> None:
    for number in range(20):
        _add(history, clock, LIVE if number % 2 else STALE)
    history.prune(most_rows=5)
    assert len(history.spells(CAMERA)) == 5
