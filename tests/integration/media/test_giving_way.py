"""Decoders that give way run in the idle class, those that begin later too; Python's threads of the worker do not."""

from __future__ import annotations

import os
from pathlib import Path

from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall


def _classes(pid: int) -> dict[int, int]:
    tasks = [int(task.name) for task in Path(f"/proc/{pid}/task").iterdir()]
    return {task: os.sched_getscheduler(task) for task in tasks}


def _idle(wall: Wall) -> int:
    return sum(found == os.SCHED_IDLE for pid in wall.engine.worker_pids() for found in _classes(pid).values())


def test_playing_decoders_give_way_and_so_do_those_that_begin_later(wall: Wall, camera: RtspCamera) -> None:
    first = wall.add("a", camera.url)
    wall.wait_live(first)
    assert _idle(wall) == 0

    wall.engine.giving_way.begin()
    wait_until(lambda: _idle(wall) > 0, what="the decoder's threads to be idle")
    one_player = _idle(wall)
    (pid,) = wall.engine.worker_pids()
    assert _classes(pid)[pid] == os.SCHED_OTHER, "the worker must go on answering"
    wall.wait_live(first)

    second = wall.add("b", camera.url)
    wall.wait_live(first, second)
    assert _idle(wall) >= 2 * one_player - 1


def test_a_worker_that_is_born_later_gives_way_too(wall: Wall, camera: RtspCamera) -> None:
    wall.engine.giving_way.begin()
    wall.wait_live(wall.add("a", camera.url))
    wait_until(lambda: _idle(wall) > 0, what="the decoder's threads to be idle")
