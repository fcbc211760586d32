"""The book of stretches: what was written comes back, a stretch is there once, the oldest go, the worst are found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_span import FeedSpan
from console.health.span_book import KEPT_DAYS, SpanBook
from console.store.database import Database, Durability
from tests.helpers.clock import FakeClock

SUB = FeedKey.of(CameraId("traffic-001"), FeedQuality.SUB)
MAIN = FeedKey.of(CameraId("traffic-001"), FeedQuality.MAIN)
_NOON_S = 1_795_000_200


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def book(tmp_path: Path, clock: FakeClock) -> Iterator[SpanBook]:
    database = Database(tmp_path / "health.sqlite", "health", Durability.NORMAL)
    yield SpanBook(database, clock)
    database.close()


def test_spans_come_back_in_order_and_of_their_feed_only(book: SpanBook) -> None:
    first = FeedSpan(_NOON_S, 300, 290, 4500, 4400, 3, 10**9, 150, 1, 2, 12.5, 2.0, 900.0)
    later = FeedSpan(_NOON_S + 300, 300, 300, 4500)
    book.add([(SUB, later), (SUB, first), (MAIN, FeedSpan(_NOON_S, 300))])
    rows = book.spans(SUB, 0)
    assert rows["begin_unix_s"].tolist() == [_NOON_S, _NOON_S + 300]
    assert FeedSpan(*rows[0].tolist()) == first
    assert book.spans(SUB, _NOON_S + 1)["begin_unix_s"].tolist() == [_NOON_S + 300]
    assert len(book.spans(FeedKey.of(CameraId("other"), FeedQuality.SUB), 0)) == 0


def test_a_stretch_in_which_the_console_was_restarted_has_the_sums_of_both(book: SpanBook) -> None:
    book.add([(SUB, FeedSpan(_NOON_S, 100, 90, 1500, jitter_ms=3.0))])
    book.add([(SUB, FeedSpan(_NOON_S, 150, 150, 2000, jitter_ms=2.0))])
    (row,) = book.spans(SUB, 0)
    assert (int(row["looked_s"]), int(row["live_s"]), int(row["received"])) == (250, 240, 3500)
    assert float(row["jitter_ms"]) == 3.0


def test_the_worst_come_first_and_those_hardly_looked_at_are_left_out(book: SpanBook) -> None:
    feeds = [FeedKey.of(CameraId(name), FeedQuality.SUB) for name in ("well", "bad", "brief", "middling")]
    shares = ((600, 600), (600, 60), (30, 0), (600, 300))
    book.add([(feed, FeedSpan(_NOON_S, *share)) for feed, share in zip(feeds, shares, strict=True)])
    assert [feed.camera_id for feed, _span in book.worst(0)] == ["bad", "middling", "well"]
    assert [feed.camera_id for feed, _span in book.worst(0, 1)] == ["bad"]
    assert book.worst(_NOON_S + 1) == []


def test_the_old_and_the_too_many_are_forgotten(book: SpanBook, clock: FakeClock) -> None:
    now_s = int(clock.now_utc().timestamp())
    old_s = now_s - KEPT_DAYS * 86_400 - 300
    book.add([(SUB, FeedSpan(begin_s, 300)) for begin_s in (old_s, now_s - 900, now_s - 600, now_s - 300)])
    book.add([(MAIN, FeedSpan(old_s, 300))])
    book.prune(2)
    assert book.spans(SUB, 0)["begin_unix_s"].tolist() == [now_s - 600, now_s - 300]
    assert len(book.spans(MAIN, 0)) == 0
