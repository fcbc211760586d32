"""The recorder writes changes beside the caller, keeps them while the disk refuses, and tells of that once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from console.base.errors import KnownError
from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_counts import FeedCounts
from console.domain.feed_history import FeedChange, FeedCondition
from console.domain.feed_span import FeedSpan
from console.domain.feed_state import FeedState
from console.health import recorder as recorder_module
from console.health.feed_meter import FeedMeter, FeedSums
from console.health.history import HealthHistory
from console.health.recorder import HealthRecorder
from console.health.span_book import SpanBook
from console.store.database import Database, Durability
from tests.helpers.clock import START_UTC, FakeClock
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

CAMERA = CameraId("traffic-001")
SUB = FeedKey.of(CAMERA, FeedQuality.SUB)
LIVE, STALE = FeedCondition(FeedState.LIVE), FeedCondition(FeedState.STALE)


class _History(HealthHistory):
    """A history on a disk that can be full."""

    full = False
    refused = 0

    def add(self, found: Sequence[FeedChange]) -> None:
        if self.full:
            self.refused += 1
            raise KnownError("disk.full", path="health.sqlite")
        super().add(found)


@pytest.fixture
def history(tmp_path: Path) -> Iterator[_History]:
    database = Database(tmp_path / "health.sqlite", "health", Durability.NORMAL)
    yield _History(database, FakeClock())
    database.close()


class _Book(SpanBook):
    """A book on the same disk."""

    full = False

    def add(self, spans: Sequence[tuple[FeedKey, FeedSpan]]) -> None:
        if self.full:
            raise KnownError("disk.full", path="health.sqlite")
        super().add(spans)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[_Book]:
    database = Database(tmp_path / "spans.sqlite", "health", Durability.NORMAL)
    yield _Book(database, FakeClock())
    database.close()


@pytest.fixture
def meter() -> FeedMeter:
    return FeedMeter()


@pytest.fixture
def recorder(
    history: _History, book: _Book, meter: FeedMeter, monkeypatch: pytest.MonkeyPatch
) -> Iterator[HealthRecorder]:
    monkeypatch.setattr(recorder_module, "WRITE_EVERY_S", 0.01)
    monkeypatch.setattr(recorder_module, "_SAY_EVERY_S", 0.0)
    made = HealthRecorder(history, book, meter, FakeClock())
    made.start()
    yield made
    made.close()


def _states(history: _History) -> list[FeedState]:
    return [spell.condition.state for spell in history.spells(CAMERA)]


def test_changes_reach_the_history_and_repetitions_do_not(history: _History, recorder: HealthRecorder) -> None:
    for condition in (LIVE, LIVE, STALE, STALE, LIVE):
        recorder.look({SUB: condition})
    wait_until(lambda: _states(history) == [FeedState.LIVE, FeedState.STALE, FeedState.LIVE], what="three spells")
    assert recorder.counts() == {FeedState.LIVE: 2, FeedState.STALE: 1}


def test_closing_ends_and_writes_everything(history: _History, recorder: HealthRecorder) -> None:
    recorder.look({SUB: LIVE})
    recorder.close()
    (spell,) = history.spells(CAMERA)
    assert spell.until_utc is not None


def test_a_full_disk_is_told_once_and_loses_nothing(
    history: _History, recorder: HealthRecorder, expect_log: ExpectLog
) -> None:
    expect_log("ronda.health", contains="disk.full")
    told: list[str] = []
    recorder.failed.connect(lambda error: told.append(error.code))
    history.full = True
    recorder.look({SUB: LIVE})
    wait_until(lambda: history.refused >= 3, what="three refusals")
    recorder.look({SUB: STALE})
    history.full = False
    wait_until(lambda: _states(history) == [FeedState.STALE, FeedState.LIVE], what="both spells")
    assert told == ["disk.full"]


def _watch(meter: FeedMeter, seconds: int) -> None:
    """Ten pictures in each of them."""
    for second in range(seconds + 1):
        now_utc = START_UTC + timedelta(seconds=second)
        meter.look({SUB: FeedSums(FeedCounts(1, 10 * second), 1)}, now_utc, 1000.0 + second)


def test_stretches_are_written_when_they_end_and_the_open_one_at_the_close(
    recorder: HealthRecorder, book: _Book, meter: FeedMeter
) -> None:
    _watch(meter, 400)
    wait_until(lambda: len(book.spans(SUB, 0)) == 1)
    recorder.close()
    assert [(row["looked_s"], row["received"]) for row in book.spans(SUB, 0)] == [(300, 3000), (100, 1000)]


def test_a_disk_that_takes_no_stretches_gets_them_when_it_does(
    recorder: HealthRecorder, book: _Book, meter: FeedMeter, expect_log: ExpectLog
) -> None:
    expect_log("ronda.health", contains="disk.full")
    failures: list[KnownError] = []
    recorder.failed.connect(failures.append)
    book.full = True
    _watch(meter, 301)
    wait_until(lambda: failures)
    book.full = False
    wait_until(lambda: len(book.spans(SUB, 0)) == 1)
