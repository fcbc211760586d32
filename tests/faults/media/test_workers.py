"""Workers that die or hang are replaced, and their pictures come back."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from typing import Self

import pytest

from console.domain.feed_state import FeedState
from console.domain.wall_plan import SurfaceId
from tests.helpers.logfail import ExpectLog
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.rtsp_clip import FPS
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed

BACK_WITHIN_S = 3.0


@pytest.fixture
def wall() -> Iterator[Wall]:
    with Wall(feeds_per_worker=4) as made:
        yield made


class LagProbe:
    """A thread that wants to run every 5 ms; ``worst_s`` is the longest it had to wait beyond that."""

    def __init__(self) -> None:
        self.worst_s = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        before_s = time.monotonic()
        while not self._stop.wait(0.005):
            now_s = time.monotonic()
            self.worst_s = max(self.worst_s, now_s - before_s - 0.005)
            before_s = now_s


def test_killed_worker_is_replaced_and_its_pictures_come_back(
    wall: Wall, camera: RtspCamera, expect_log: ExpectLog
) -> None:
    expect_log("ronda.media", "WARNING", "is gone")
    surfaces = [wall.add(f"camera-{number}", camera.url) for number in range(6)]
    wall.wait_live(*surfaces)
    victim = wall.engine.worker_pids()[0]
    with LagProbe() as probe:
        before = {surface: wall.sequence(surface) for surface in surfaces}
        readers = {surface: wall.engine.reader(surface) for surface in surfaces}
        os.kill(victim, signal.SIGKILL)

        def back(one: SurfaceId) -> bool:
            return (
                wall.engine.reader(one) is not readers[one]
                or wall.sequence(one) > before[one] + BACK_WITHIN_S * FPS / 3
            )

        wait_until(lambda: all(map(back, surfaces)), BACK_WITHIN_S, "new pictures on every surface")
        assert victim not in wall.engine.worker_pids()
    assert probe.worst_s < 0.1
    assert wall.engine.metrics().workers_lost == 1


def test_the_last_picture_stays_and_grows_old_when_no_worker_lives(
    wall: Wall, camera: RtspCamera, expect_log: ExpectLog
) -> None:
    expect_log("ronda.media", "WARNING", "is gone")
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    camera.refuses = True
    os.kill(wall.engine.worker_pids()[0], signal.SIGKILL)
    assert wall.number(surface) >= 0
    wait_until(lambda: wall.age_s(surface) > 1.0)
    assert wall.number(surface) >= 0
    camera.refuses = False
    wall.wait_live(surface)


def test_stopped_worker_is_found_and_replaced(wall: Wall, camera: RtspCamera, expect_log: ExpectLog) -> None:
    expect_log("ronda.media", "WARNING", "is silent")
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    victim = wall.engine.worker_pids()[0]
    os.kill(victim, signal.SIGSTOP)
    wait_until(lambda: victim not in wall.engine.worker_pids(), 10.0)
    wall.wait_live(surface)
    wait_until(lambda: not _alive(victim))


def test_killed_nursery_takes_no_pictures_away(wall: Wall, camera: RtspCamera, expect_log: ExpectLog) -> None:
    expect_log("ronda.media", "WARNING", "worker.not_started")
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    nursery = wall.engine.metrics().nursery_pid
    assert nursery is not None
    worker = wall.engine.worker_pids()
    os.kill(nursery, signal.SIGKILL)
    wall.wait_live(surface)
    assert wall.engine.worker_pids() == worker
    wait_until(lambda: wall.engine.metrics().nursery_pid not in (None, nursery))
    second = [wall.add(f"b{number}", camera.url) for number in range(4)]
    wall.wait_live(*second)


def test_a_feed_whose_worker_dies_again_and_again_is_quarantined(
    wall: Wall, camera: RtspCamera, expect_log: ExpectLog
) -> None:
    expect_log("ronda.media", "WARNING", "is gone")
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    for _ in range(3):
        pid = wait_until(wall.engine.worker_pids)[0]
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda dead=pid: dead not in wall.engine.worker_pids())  # type: ignore[misc]
    report = wall.trouble("a")
    assert (report.state, report.reason) == (FeedState.FAILED, "worker.quarantined")
    assert report.retry_in_s > 10
    wall.engine.retry(feed("a"))
    wall.wait_live(surface)


def test_no_process_outlives_the_engine(camera: RtspCamera) -> None:
    with Wall() as wall:
        wall.wait_live(wall.add("a", camera.url))
        pids = [*wall.engine.worker_pids(), wall.engine.metrics().nursery_pid or 0]
        assert all(map(_alive, pids))
    wait_until(lambda: not any(map(_alive, pids)))


def _alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:  # noqa: PTH123  a file of the kernel
            return stat.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
