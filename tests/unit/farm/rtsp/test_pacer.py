"""The pacer: exact timestamps from the stream's own start, the first picture at once, nothing for feeds taken away."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from console.farm.rtsp.pacer import Feed, Pacer
from tests.helpers.waiting import wait_until

_MS = 1_000_000


class _Stream:
    """Records what is pushed."""

    def __init__(self, fps: int, starts_ns: list[int | None]) -> None:
        self.pushed: list[tuple[bytes, int, int]] = []
        self._starts_ns = starts_ns
        self.silent = threading.Event()
        self.feed = Feed(
            fps=fps,
            start_ns=lambda: self._starts_ns.pop(0),
            unit_at=lambda frame: None if self.silent.is_set() else b"%d" % frame,
            first_unit=b"first",
            push=lambda unit, pts_ns, duration_ns: self.pushed.append((unit, pts_ns, duration_ns)),
        )


@pytest.fixture
def pacer() -> Iterator[Pacer]:
    pacer = Pacer()
    pacer.start()
    yield pacer
    pacer.stop()


def test_timestamps_step_by_exactly_one_frame_from_the_streams_start(pacer: Pacer) -> None:
    stream = _Stream(200, [7_000 * _MS])
    pacer.add(stream.feed)
    wait_until(lambda: len(stream.pushed) >= 10, what="ten pictures")
    assert [unit for unit, _, _ in stream.pushed[:3]] == [b"first", b"1", b"2"]
    assert [pts_ns for _, pts_ns, _ in stream.pushed[:10]] == [(7_000 + 5 * number) * _MS for number in range(10)]
    assert {duration_ns for _, _, duration_ns in stream.pushed} == {5 * _MS}


def test_nothing_is_sent_before_the_stream_plays(pacer: Pacer) -> None:
    stream = _Stream(100, [None, None, 3 * _MS])
    pacer.add(stream.feed)
    wait_until(lambda: len(stream.pushed) >= 2, what="two pictures")
    assert stream.pushed[0] == (b"first", 3 * _MS, 10 * _MS)


def test_timestamps_run_on_while_nothing_is_sent(pacer: Pacer) -> None:
    stream, other = _Stream(100, [0]), _Stream(100, [0])
    stream.silent.set()
    pacer.add(stream.feed)
    pacer.add(other.feed)
    wait_until(lambda: len(other.pushed) >= 6, what="six pictures of the other")
    stream.silent.clear()
    wait_until(lambda: len(stream.pushed) >= 2, what="pictures again")
    assert stream.pushed[0][0] == b"first"
    assert stream.pushed[1][1] >= 50 * _MS


def test_a_feed_taken_away_gets_no_more(pacer: Pacer) -> None:
    stream, other = _Stream(200, [0]), _Stream(200, [0])
    pacer.add(stream.feed)
    pacer.add(other.feed)
    wait_until(lambda: bool(stream.pushed), what="the first picture")
    pacer.remove(stream.feed)
    # One turn may be under way while the feed is taken out.
    most = len(stream.pushed) + 1
    seen = len(other.pushed)
    wait_until(lambda: len(other.pushed) >= seen + 10, what="ten more of the other")
    assert len(stream.pushed) <= most
    assert pacer.open_feeds == 1
