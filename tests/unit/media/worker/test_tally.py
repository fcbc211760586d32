"""What is counted of a feed: sums, silences, the unevenness of its pictures, the way between key pictures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.access_units import AccessUnit
from console.media.worker.tally import FeedTally


def _unit(arrival_s: float, camera_s: float | None = None, size: int = 100, *, key: bool = False) -> AccessUnit:
    return AccessUnit(b"x" * size, camera_s, camera_s, round(arrival_s * 1e9), key, 0)


def _connected() -> FeedTally:
    tally = FeedTally()
    tally.connected()
    return tally


def test_an_even_feed_has_its_sums_and_no_jitter() -> None:
    tally = _connected()
    for place in range(30):
        tally.add(_unit(10 + place / 10, place / 10, key=place % 10 == 0))
    counts = tally.counts()
    assert (counts.connections, counts.pictures, counts.payload_bytes, counts.key_pictures) == (1, 30, 3000, 3)
    assert (counts.silences, counts.jitter_ms) == (0, 0.0)
    assert counts.key_interval_s == pytest.approx(1.0)


def test_pictures_that_come_in_bursts_have_jitter_and_those_of_a_camera_without_times_none() -> None:
    uneven, timeless = _connected(), _connected()
    for place in range(200):
        late_s = 0.05 if place % 2 else 0.0
        uneven.add(_unit(10 + place / 10 + late_s, place / 10))
        timeless.add(_unit(10 + place / 10 + late_s))
    assert uneven.counts().jitter_ms == pytest.approx(50, abs=2)
    assert timeless.counts().jitter_ms == 0.0


def test_a_camera_whose_clock_is_set_is_not_uneven() -> None:
    tally = _connected()
    for place in range(50):
        tally.add(_unit(10 + place / 10, place / 10 + (3600 if place > 25 else 0)))
    assert tally.counts().jitter_ms == 0.0


def test_a_silence_counts_once_and_one_between_connections_not_at_all() -> None:
    tally = _connected()
    for at_s in (0.0, 0.1, 0.2, 0.3, 2.3, 2.4):
        tally.add(_unit(10 + at_s))
    assert tally.counts().silences == 1
    tally.connected()
    tally.add(_unit(60.0))
    tally.add(_unit(60.1))
    assert (tally.counts().silences, tally.counts().connections) == (1, 2)


def test_a_feed_of_one_picture_in_two_seconds_is_never_silent() -> None:
    tally = _connected()
    for place in range(20):
        tally.add(_unit(10 + 2.0 * place))
    assert tally.counts().silences == 0


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 1e6) | st.none(), st.integers(0, 5000), st.booleans())))
def test_sums_only_grow_and_nothing_that_a_camera_says_breaks_them(
    told: list[tuple[float, float | None, int, bool]],
) -> None:
    tally, at_s = _connected(), 5.0
    before = tally.counts()
    for passed_s, camera_s, size, key in told:
        at_s += passed_s
        tally.add(_unit(at_s, camera_s, size, key=key))
        now = tally.counts()
        assert now.pictures == before.pictures + 1
        assert now.payload_bytes == before.payload_bytes + size
        assert now.silences >= before.silences
        assert now.jitter_ms >= 0
        before = now
