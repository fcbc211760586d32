"""Curves out of stretches: rates of what was looked at, holes where nobody looked, never a line across one."""

from __future__ import annotations

import numpy as np
import pytest

from console.domain.feed_span import FeedSpan
from console.health.curves import coarse, fresh_feeds, rate, sorted_spans, total, worst
from console.health.feed_rings import SPAN_TYPE
from console.health.reading import FEED_SUMS
from console.health.span_ring import Spans


def _spans(*spans: FeedSpan) -> Spans:
    return np.array([tuple(vars(span).values()) for span in spans], SPAN_TYPE)


def test_a_rate_is_of_the_seconds_that_were_looked_at() -> None:
    curve = rate(_spans(FeedSpan(0, 10, received=150), FeedSpan(10, 4, received=60)), 10, "received")
    assert curve.values.tolist() == [15.0, 15.0]
    assert curve.at(0) == 15.0


def test_a_hole_breaks_the_line_and_has_no_value() -> None:
    curve = worst(
        _spans(FeedSpan(0, 10, jitter_ms=2.0), FeedSpan(10, 10, jitter_ms=3.0), FeedSpan(60, 10)), 10, "jitter_ms"
    )
    x, y = curve.steps()
    assert x.tolist() == [0, 10, 10, 20, 60, 60, 70]
    assert np.isnan(y).tolist() == [False, False, False, False, True, False, False]
    assert [curve.at(second) for second in (-1, 5, 15, 25, 59, 65, 70)] == [None, 2.0, 3.0, None, None, 0.0, None]


def test_a_look_that_came_a_little_late_is_no_hole() -> None:
    curve = total(_spans(FeedSpan(0, 1, silences=1), FeedSpan(2, 1), FeedSpan(3, 3), FeedSpan(6, 1)), 1, "silences")
    assert curve.ends_s.tolist() == [2, 3, 6, 7]
    assert not np.isnan(curve.steps()[1]).any()


def test_nothing_is_an_empty_line() -> None:
    x, y = rate(_spans(), 1, "received").steps()
    assert (len(x), len(y)) == (0, 0)
    assert len(coarse(_spans(), 300, FEED_SUMS)) == 0
    assert len(sorted_spans(_spans(), _spans())) == 0


def test_joined_stretches_add_sums_and_keep_the_worst_and_make_none_where_there_was_none() -> None:
    pieces = _spans(
        FeedSpan(300, 10, received=100, jitter_ms=1.0),
        FeedSpan(310, 10, received=50, jitter_ms=4.0),
        FeedSpan(1210, 10, received=7, jitter_ms=2.0),
    )
    joined = coarse(pieces, 300, FEED_SUMS)
    told = [
        (int(row["begin_unix_s"]), int(row["looked_s"]), int(row["received"]), float(row["jitter_ms"]))
        for row in joined
    ]
    assert told == [(300, 20, 150, 4.0), (1200, 10, 7, 2.0)]


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_that_tell_of_the_same_time_the_longer_look_counts(turned: bool) -> None:
    disk, memory = _spans(FeedSpan(0, 300), FeedSpan(300, 300)), _spans(FeedSpan(300, 120), FeedSpan(600, 60))
    whole = sorted_spans(memory, disk) if turned else sorted_spans(disk, memory)
    assert list(zip(whole["begin_unix_s"].tolist(), whole["looked_s"].tolist(), strict=True)) == [
        (0, 300),
        (300, 300),
        (600, 60),
    ]


def test_fresh_feeds_are_counted_by_seconds_and_a_late_look_tells_of_each_of_its_own() -> None:
    one = _spans(FeedSpan(90, 1, 1), FeedSpan(100, 1, 1), FeedSpan(101, 3, 3), FeedSpan(110, 1, 0))
    other = _spans(FeedSpan(101, 1, 0), FeedSpan(102, 1, 1))
    curve = fresh_feeds([one, other], 100)
    counted = [None if (value := curve.at(second + 0.5)) is None else round(value, 6) for second in range(99, 112)]
    assert counted == [None, 1, 1, 2, 1, None, None, None, None, None, None, 0, None]
    assert fresh_feeds([], 0).at(0) is None
    assert len(fresh_feeds([one], 500).values) == 0
