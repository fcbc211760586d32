"""Stretches that are going on: held against the ring, over when their time has come or their feed is closed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

import pytest

from console.domain.camera import CameraId, FeedKey, FeedQuality
from console.domain.footage import GapReason
from console.media.protocol.messages import SaveClip
from console.media.worker.access_units import AccessUnit
from console.media.worker.feed import Feed
from console.media.worker.recording import Recorder, Recording
from console.media.worker.ring import PacketRing, RingUnit
from console.media.worker.ring_room import RingLimits, RingRoom
from tests.helpers.waiting import wait_until

FEED = FeedKey.of(CameraId("cam-1"), FeedQuality.SUB)
MANY_BYTES = 10**6


class FakeFeed:
    """A ring of four seconds, filled by hand."""

    def __init__(self, span_s: float = 4.0) -> None:
        self.ring = PacketRing(RingRoom(RingLimits(span_s, MANY_BYTES, MANY_BYTES)), "h264")
        self.stopped = False

    def sends(self, *at_s: float) -> None:
        for one in at_s:
            self.ring.append(RingUnit(AccessUnit(b"x", None, None, int(one * 1e9), True, 0), 0, 0))


def asked(from_s: float, until_s: float) -> SaveClip:
    return SaveClip(1, FEED, from_s, until_s, False, "a.mp4")


def recording(feed: FakeFeed | None, from_s: float, until_s: float) -> Recording:
    return Recording(asked(from_s, until_s), cast("Feed | None", feed))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    def set_clock(now_s: float) -> None:
        monkeypatch.setattr(time, "monotonic_ns", lambda: int(now_s * 1e9))

    return set_clock


def test_pictures_that_the_ring_has_dropped_by_the_end_are_in_the_file(at: Callable[[float], None]) -> None:
    feed = FakeFeed()
    feed.sends(9, 10)
    at(10)
    going_on = recording(feed, 10, 30)
    for now_s in range(11, 31):
        assert not going_on.look()
        feed.sends(now_s)
        at(now_s)

    assert going_on.look()
    assert feed.ring.groups()[0].arrival_ns(0) > 20e9
    found = going_on.footage()
    assert [unit.unit.arrival_ns // 10**9 for unit in found.units] == list(range(10, 31))
    assert found.holes == []


def test_a_feed_that_is_closed_ends_it_with_what_there_is(at: Callable[[float], None]) -> None:
    feed = FakeFeed()
    feed.sends(10)
    at(10)
    going_on = recording(feed, 10, 30)
    feed.sends(11, 12)
    at(12.5)
    feed.stopped = True

    assert going_on.look()
    (hole,) = going_on.footage().holes
    assert (hole.start_ns, hole.end_ns, hole.reason) == (12 * 10**9, 30 * 10**9, GapReason.CLOSED)


def test_a_feed_that_is_not_connected_yet_is_waited_for(at: Callable[[float], None]) -> None:
    feed = FakeFeed()
    at(10)
    going_on = recording(feed, 10, 20)
    assert not going_on.look()
    feed.sends(15, 16, 17, 18, 19)
    at(20)

    assert going_on.look()
    (hole,) = going_on.footage().holes
    assert (hole.start_ns, hole.end_ns, hole.reason) == (10 * 10**9, 15 * 10**9, GapReason.NOT_OPEN)


def test_a_feed_that_the_worker_does_not_have_is_over_at_once(at: Callable[[float], None]) -> None:
    at(10)
    assert recording(None, 10, 30).look()


def test_each_recording_is_told_once() -> None:
    over: list[int] = []
    recorder = Recorder(lambda done: over.append(int(done.asked.from_s)), lambda error: pytest.fail(str(error)))
    now_s = time.monotonic()
    recorder.take(recording(None, 1, now_s + 60))
    assert over == [1]

    feed = FakeFeed()
    recorder.take(recording(feed, 2, now_s + 60))
    recorder.take(recording(FakeFeed(), 3, now_s + 60))
    feed.stopped = True

    wait_until(lambda: over == [1, 2])
