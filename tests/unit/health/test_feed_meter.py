"""Seconds out of sums: differences, new beginnings, fixed memory, stretches that end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.feed_counts import FeedCounts
from console.domain.feed_span import FeedSpan
from console.health import feed_meter as feed_meter_module
from console.health.feed_meter import FeedMeter, FeedSums
from console.health.feed_rings import SECONDS_KEPT, TENS_KEPT, FeedRings
from tests.helpers.clock import START_UTC

SUB = FeedKey.of(CameraId("traffic-001"), FeedQuality.SUB)
_BEGIN_S = int(START_UTC.timestamp())


def _look(meter: FeedMeter, second: float, sums: FeedSums, feed: FeedKey = SUB) -> None:
    meter.look({feed: sums}, START_UTC + timedelta(seconds=second), 1000.0 + second)


def test_a_second_is_what_the_sums_grew_by() -> None:
    meter = FeedMeter()
    _look(meter, 0, FeedSums(FeedCounts(1, 100, 5000, 4), 7, 90, 2))
    _look(meter, 1, FeedSums(FeedCounts(1, 115, 6000, 5, 1, 3.5, 2.0), 7, 104, 3, is_live=True, age_ms=66.0))
    rows = meter.seconds(SUB)
    assert rows is not None
    (row,) = rows
    assert row["begin_unix_s"] == _BEGIN_S
    assert [int(row[name]) for name in ("looked_s", "live_s", "received", "shown", "dropped")] == [1, 1, 15, 14, 1]
    assert [int(row[name]) for name in ("payload_bytes", "key_pictures", "silences", "connections")] == [1000, 1, 1, 0]
    assert [float(row[name]) for name in ("jitter_ms", "key_interval_s", "age_ms")] == [3.5, 2.0, 66.0]


def test_another_worker_begins_at_nothing_and_a_screen_that_stood_still_tells_of_all_its_seconds() -> None:
    meter = FeedMeter()
    _look(meter, 0, FeedSums(FeedCounts(1, 1000), 7))
    _look(meter, 1, FeedSums(FeedCounts(1, 12), 8))
    _look(meter, 4, FeedSums(FeedCounts(1, 57), 8, is_live=True))
    rows = meter.seconds(SUB)
    assert rows is not None
    told = [(int(row["received"]), int(row["connections"]), int(row["looked_s"]), int(row["live_s"])) for row in rows]
    assert told == [(12, 1, 1, 0), (45, 0, 3, 3)]


def test_a_feed_that_goes_ends_its_stretch_and_the_one_not_seen_for_longest_is_forgotten(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(feed_meter_module, "MOST_FEEDS", 2)
    meter = FeedMeter()
    keys = [FeedKey.of(CameraId(f"kam-{number}"), FeedQuality.SUB) for number in range(3)]
    for place, key in enumerate(keys):
        _look(meter, 10 * place, FeedSums(FeedCounts(1, 0), 1), key)
        _look(meter, 10 * place + 1, FeedSums(FeedCounts(1, 15), 1), key)
    assert meter.feeds() == keys[1:]
    meter.end()
    assert [(feed, span.received) for feed, span in meter.take_finished()] == [(key, 15) for key in keys]
    assert meter.take_finished() == []


def test_memory_is_fixed_and_keeps_the_newest() -> None:
    rings = FeedRings()
    for second in range(30_000):
        rings.add(FeedSpan(1_000_000_000 + second, looked_s=1, received=second))
    seconds, tens = rings.seconds(), rings.tens()
    assert (len(seconds), len(tens)) == (SECONDS_KEPT, TENS_KEPT)
    assert seconds["received"].tolist() == list(range(30_000 - SECONDS_KEPT, 30_000))
    assert set(tens["looked_s"].tolist()) == {10}
    assert (tens["begin_unix_s"] % 10 == 0).all()


def test_a_clock_that_is_set_back_leaves_no_time_twice() -> None:
    rings = FeedRings()
    for second in [*range(100), *range(50, 80)]:
        rings.add(FeedSpan(1_000_000_000 + second, looked_s=1))
    begins = rings.seconds()["begin_unix_s"].tolist()
    assert begins == [1_000_000_000 + second for second in range(80)]


@given(st.lists(st.integers(0, 50), min_size=1, max_size=700), st.integers(0, 10**9))
def test_nothing_is_lost_or_doubled_between_seconds_and_stretches(received: list[int], begin_s: int) -> None:
    rings = FeedRings()
    finished = [rings.add(FeedSpan(begin_s + place, 1, received=count)) for place, count in enumerate(received)]
    spans = [span for span in [*finished, rings.end()] if span is not None]
    assert sum(span.received for span in spans) == sum(received)
    assert sum(span.looked_s for span in spans) == len(received)
    assert all(span.begin_unix_s % 300 == 0 for span in spans)
