"""What a worker freed goes back to the machine, now and then."""

from __future__ import annotations

import os

from console.media.worker.heap import EVERY_S, Heap

_BLOCK_BYTES = 3000
_BLOCKS = 30_000


def _resident_bytes() -> int:
    with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_pages_between_packets_that_stay_go_back_to_the_machine() -> None:
    heap = Heap(0.0)
    packets = [bytes([number % 251]) * _BLOCK_BYTES for number in range(_BLOCKS)]
    full = _resident_bytes()
    # Every hundredth stays, the last one among them: the heap cannot shrink from its end.
    kept = packets[99::100]
    del packets
    assert heap.tick(EVERY_S)
    freed = full - _resident_bytes()
    assert freed > 0.5 * _BLOCKS * _BLOCK_BYTES
    assert len(kept) == _BLOCKS // 100


def test_it_is_done_once_a_minute_only() -> None:
    heap = Heap(100.0)
    assert not heap.tick(100.0 + EVERY_S - 1)
    filled = [bytes([number % 251]) * _BLOCK_BYTES for number in range(_BLOCKS)]
    del filled[:-1]
    assert heap.tick(100.0 + EVERY_S)
    assert not heap.tick(100.0 + EVERY_S + 1)
