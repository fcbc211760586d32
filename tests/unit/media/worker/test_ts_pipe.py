"""A player's pipe takes any times, drops to the next key picture when it is full, and never blocks."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.media.worker.access_units import AccessUnit
from console.media.worker.ring import RingUnit
from console.media.worker.ts_pipe import TsPipe
from tests.helpers.rtsp_clip import clip

UNITS = clip(64, 64, 30, 10)
PACKET_BYTES = 188


def unit(index: int, ticks: int, pts_ticks: int | None = None) -> RingUnit:
    data = UNITS[index % len(UNITS)]
    return RingUnit(
        AccessUnit(data, None, None, 0, index % 10 == 0, 0), ticks, ticks if pts_ticks is None else pts_ticks
    )


@pytest.fixture
def pipe() -> Iterator[TsPipe]:
    made = TsPipe("h264")
    yield made
    made.close()


def drained(pipe: TsPipe) -> bytes:
    os.set_blocking(pipe.read_fd, False)
    found = b""
    try:
        while chunk := os.read(pipe.read_fd, 65536):
            found += chunk
    except BlockingIOError:
        pass
    return found


def test_begins_with_a_key_picture(pipe: TsPipe) -> None:
    assert not pipe.offer(unit(3, 1000))
    assert drained(pipe) == b""
    assert pipe.offer(unit(10, 2000))
    data = drained(pipe)
    assert len(data) % PACKET_BYTES == 0
    assert {data[at] for at in range(0, len(data), PACKET_BYTES)} == {0x47}


@given(st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=12))
def test_any_times_are_taken(times: list[tuple[int, int]]) -> None:
    pipe = TsPipe("h264")
    pipe.preroll([unit(0, 5 * 10**8), unit(1, 6 * 10**8)])
    for index, (dts_ticks, pts_ticks) in enumerate(times):
        assert pipe.offer(unit(index + 1, dts_ticks, pts_ticks))
    pipe.close()


def test_full_pipe_drops_to_the_next_key_picture_and_stays_whole(pipe: TsPipe) -> None:
    taken = [pipe.offer(unit(index, index * 6000)) for index in range(20_000)]
    assert pipe.dropped > 0
    assert not taken[-1]
    data = drained(pipe)
    key = 20_000
    assert not pipe.offer(unit(key + 1, key * 6000))
    assert pipe.offer(unit(key, (key + 1) * 6000))
    data += drained(pipe)
    assert len(data) % PACKET_BYTES == 0
    assert {data[at] for at in range(0, len(data), PACKET_BYTES)} == {0x47}
