"""A nursery that was started before the engine bears its workers; one that died meanwhile is replaced."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from console.media.births import Nursery
from tests.helpers.logfail import ExpectLog
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.wall import Wall


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


def test_the_one_that_loads_already_is_used(nursery: Nursery, camera: RtspCamera) -> None:
    with Wall(nursery=nursery) as wall:
        wall.wait_live(wall.add("a", camera.url))
        assert wall.engine.metrics().nursery_pid == nursery.pid


def test_one_that_died_meanwhile_is_replaced(nursery: Nursery, camera: RtspCamera, expect_log: ExpectLog) -> None:
    expect_log("ronda.media", "WARNING", "worker.not_started")
    os.kill(nursery.pid, signal.SIGKILL)
    with Wall(nursery=nursery) as wall:
        wall.wait_live(wall.add("a", camera.url))
        assert wall.engine.metrics().nursery_pid != nursery.pid


def test_an_engine_that_ends_ends_it_too(nursery: Nursery) -> None:
    with Wall(nursery=nursery):
        pass
    with pytest.raises(ProcessLookupError):
        os.kill(nursery.pid, 0)
