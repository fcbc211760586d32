"""A worker that is silent is replaced soon when it hangs, and later when it only waits for a processor."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from console.media import fleet
from console.media.fleet import SILENT_AFTER_S, STARVED_AFTER_S, Worker
from console.media.link import Link

BORN_S = 100.0
MEMORY_BYTES = 1000


@pytest.fixture
def worker() -> Iterator[Worker]:
    ours, theirs = socket.socketpair()
    with ExitStack() as opened:
        opened.callback(theirs.close)
        last_words_fd = os.memfd_create("last words")
        opened.callback(os.close, last_words_fd)
        link = Link(ours)
        opened.callback(link.close)
        yield Worker(1, link, -1, last_words_fd, BORN_S, heard_s=BORN_S)


class _Kernel:
    """Tells how long the threads of the worker have waited for a processor."""

    def __init__(self) -> None:
        self.waited_s = 5.0

    def __call__(self, _pid: int) -> float:
        return self.waited_s


@pytest.fixture
def kernel(monkeypatch: pytest.MonkeyPatch) -> _Kernel:
    told = _Kernel()
    monkeypatch.setattr(fleet, "waited_s", told)
    return told


def _ailment_after(worker: Worker, silent_s: float) -> str:
    worker.listen_for(BORN_S + silent_s)
    return worker.ailment(BORN_S + silent_s, MEMORY_BYTES)


def test_one_that_hangs_is_replaced_after_two_seconds(worker: Worker, kernel: _Kernel) -> None:
    assert _ailment_after(worker, 1.5) == ""
    kernel.waited_s += 0.1
    assert _ailment_after(worker, SILENT_AFTER_S + 0.1) == "is silent"


def test_one_that_waits_for_a_processor_gets_more_time(worker: Worker, kernel: _Kernel) -> None:
    assert _ailment_after(worker, 1.5) == ""
    kernel.waited_s += 8.0
    assert _ailment_after(worker, SILENT_AFTER_S + 0.1) == ""
    assert _ailment_after(worker, STARVED_AFTER_S - 0.1) == ""
    assert _ailment_after(worker, STARVED_AFTER_S + 0.1) == "is silent"


def test_what_it_waited_for_before_it_was_silent_does_not_count(worker: Worker, kernel: _Kernel) -> None:
    kernel.waited_s = 1000.0
    assert _ailment_after(worker, 1.5) == ""
    assert _ailment_after(worker, SILENT_AFTER_S + 0.1) == "is silent"


def test_one_that_is_heard_again_begins_anew(worker: Worker, kernel: _Kernel) -> None:
    assert _ailment_after(worker, 1.5) == ""
    kernel.waited_s += 8.0
    assert _ailment_after(worker, 2.1) == ""
    worker.heard_s = BORN_S + 2.2
    assert _ailment_after(worker, 2.3) == ""
    assert _ailment_after(worker, 3.5) == ""
    assert _ailment_after(worker, 4.5) == "is silent"
