"""The screen answers while media workers are stopped, killed and flood the console with messages."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psutil
import pytest

from console.base.clock import SystemClock
from console.domain.feed_state import FeedState
from console.health.lag import LagStatistics, LagSummary
from console.media.fleet import SILENT_AFTER_S
from console.media.protocol.coding import encode
from console.media.protocol.messages import FeedChanged, Heartbeat
from console.qt.loop_lag import LoopLag
from tests.helpers.console import ConsoleUnderTest
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

CAMERAS = ("traffic-001", "traffic-002", "traffic-003", "river-001")
_PROBES = 100
_MORE_MS = 250.0
_FLOODER = "import os, sys; data = sys.stdin.buffer.read()\nwhile True: os.write(int(sys.argv[1]), data)"


class WorkersEnds:
    """Keeps a copy of the other end of each channel that is made."""

    def __init__(self) -> None:
        self.kept: list[socket.socket] = []
        self._make = socket.socketpair

    def make(self, *asked: int) -> tuple[socket.socket, socket.socket]:
        ours, theirs = self._make(*asked)
        self.kept.append(theirs.dup())
        return ours, theirs


@contextmanager
def _measured(console: ConsoleUnderTest) -> Iterator[LagStatistics]:
    statistics = LagStatistics()
    probe = LoopLag(console.window, SystemClock(), statistics.add)
    probe.start()
    yield statistics
    probe.stop()


@contextmanager
def _flood(console: ConsoleUnderTest, end: socket.socket) -> Iterator[None]:
    """Another process says what a worker may say, as fast as it can, in the place of the worker."""
    feed = console.surfaces()[0].feed
    states = (FeedState.CONNECTING, FeedState.LIVE)
    data = encode(Heartbeat(0.0, 0)) + b"".join(encode(FeedChanged(feed, state, "", 0.0)) for state in states)
    with end:
        command = [sys.executable, "-S", "-c", _FLOODER, str(end.fileno())]
        flooder = subprocess.Popen(command, pass_fds=[end.fileno()], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert flooder.stdin is not None
    flooder.stdin.write(data * 50)
    flooder.stdin.close()
    try:
        yield
    finally:
        flooder.kill()
        flooder.wait()


def _worker(console: ConsoleUnderTest) -> psutil.Process:
    workers = console.running.site.media.metrics().workers
    return psutil.Process(max(workers, key=lambda worker: worker.surfaces).pid)


def _until_replaced(console: ConsoleUnderTest, gone: psutil.Process) -> None:
    """Until every tile has new pictures of another worker."""
    media = console.running.site.media
    wait_until(lambda: media.worker_pids() and gone.pid not in media.worker_pids(), 15.0, "another worker")
    before = {surface.camera: surface.frames_shown for surface in console.surfaces()}
    wait_until(
        lambda: all(surface.frames_shown > before[surface.camera] for surface in console.surfaces()),
        15.0,
        "new pictures on every tile",
    )


def _lag_of_calm(console: ConsoleUnderTest) -> LagSummary:
    with _measured(console) as lag:
        wait_until(lambda: lag.summary().count >= _PROBES)
    return lag.summary()


def test_the_screen_answers_while_workers_are_stopped_killed_and_flood(
    open_console: Callable[..., ConsoleUnderTest], expect_log: ExpectLog
) -> None:
    for ailment in ("is silent", "is gone", "floods the console"):
        expect_log("ronda.media", "WARNING", ailment)
    ends = WorkersEnds()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket, "socketpair", ends.make)
        console = open_console(*CAMERAS)
        console.wait_until_live(len(CAMERAS))
    *others, end = ends.kept
    for other in others:
        other.close()
    calm = _lag_of_calm(console)

    with _measured(console) as lag:
        flooded = _worker(console)
        flooded.suspend()
        with _flood(console, end):
            _until_replaced(console, flooded)
        killed = _worker(console)
        killed.kill()
        _until_replaced(console, killed)
        # Its feed has seen three workers die by now, and rests.
        stopped = _worker(console)
        stopped.suspend()
        wait_until(
            lambda: stopped.pid not in console.running.site.media.worker_pids(), 15.0, "the stopped to be missed"
        )

    found = lag.summary()
    assert found.max_ms < calm.max_ms + SILENT_AFTER_S * 1000 / 2, "the screen waited for a worker"
    assert found.p99_ms < calm.p99_ms + _MORE_MS
