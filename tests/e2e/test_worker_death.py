"""Media workers die; the wall does not: other tiles go on, the dead ones come back, and no old picture is called live."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

import psutil
import pytest

from console.demo.city_services import CityServices
from console.domain.feed_state import FeedState
from console.farm.rtsp.faults import Fault
from tests.helpers.console import ConsoleUnderTest
from tests.helpers.logfail import ExpectLog
from tests.helpers.waiting import wait_until

CAMERAS = ("traffic-001", "traffic-002", "traffic-003", "river-001")
BACK_WITHIN_S = 3.0


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV], ids=lambda number: number.name)
def test_tiles_of_a_dead_worker_are_live_again_within_three_seconds(
    open_console: Callable[..., ConsoleUnderTest], how: signal.Signals, expect_log: ExpectLog
) -> None:
    expect_log("ronda.media", "WARNING", "is gone")
    console = open_console(*CAMERAS)
    console.wait_until_live(len(CAMERAS))
    media = console.running.site.media
    victim = _busiest_worker(console)
    before = {surface.camera: surface.frames_shown for surface in console.surfaces()}

    os.kill(victim, how)

    wait_until(lambda: victim not in media.worker_pids(), BACK_WITHIN_S, "the dead worker to be missed")
    wait_until(
        lambda: all(
            surface.state is FeedState.LIVE and surface.frames_shown > before[surface.camera]
            for surface in console.surfaces()
        ),
        BACK_WITHIN_S,
        "new pictures on every tile",
    )
    assert media.metrics().workers_lost == 1


def test_a_stopped_worker_is_found_out_and_replaced(
    open_console: Callable[..., ConsoleUnderTest], expect_log: ExpectLog
) -> None:
    expect_log("ronda.media", "WARNING", "is silent")
    console = open_console(*CAMERAS)
    console.wait_until_live(len(CAMERAS))
    victim = psutil.Process(_busiest_worker(console))

    victim.suspend()

    wait_until(lambda: _has_ended(victim), 15.0, "the end of the stopped")
    console.wait_until_live(len(CAMERAS))


def _has_ended(process: psutil.Process) -> bool:
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@pytest.mark.parametrize("fault", [Fault.FREEZE, Fault.REPEAT])
def test_a_frozen_camera_is_never_called_live_while_its_neighbours_are(
    city: CityServices, open_console: Callable[..., ConsoleUnderTest], fault: Fault
) -> None:
    console = open_console(*CAMERAS)
    console.wait_until_live(len(CAMERAS))
    try:
        city.farm.fault(CAMERAS[0], fault)

        wait_until(lambda: console.state_of(CAMERAS[0]) is FeedState.SUSPECT, 15.0, "suspect")
        wait_until(
            lambda: console.state_of(CAMERAS[0]) not in (FeedState.LIVE, FeedState.SUSPECT), 20.0, "no longer believed"
        )
        assert console.state_of(CAMERAS[2]) is FeedState.LIVE
    finally:
        city.farm.fault(CAMERAS[0], Fault.OK)
    console.wait_until_live(len(CAMERAS), 60.0)


def _busiest_worker(console: ConsoleUnderTest) -> int:
    return max(console.running.site.media.metrics().workers, key=lambda worker: worker.surfaces).pid
