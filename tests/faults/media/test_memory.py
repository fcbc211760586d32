"""A worker that takes too much memory is found and replaced; its neighbour goes on."""

from __future__ import annotations

from tests.helpers.logfail import ExpectLog
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.stream_camera import Stream, StreamCamera
from tests.helpers.stream_clips import Recipe, coded
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall

_SMALL = Stream(coded(Recipe("mjpeg", pictures=30)), codec="JPEG")
_GREEDY = Stream(coded(Recipe("mjpeg", width=1280, height=720, pictures=8, noise=60)), codec="JPEG", fps=30.0)
_ROOM_BYTES = 40 * 1024 * 1024
"""Less than the ring may take of one feed."""


def _memory_of_a_worker_bytes(camera: RtspCamera) -> int:
    with Wall() as wall:
        wall.wait_live(wall.add("a", camera.url))
        return wait_until(lambda: max(worker.rss_bytes for worker in wall.engine.metrics().workers))


def test_a_worker_over_its_limit_is_replaced_and_its_neighbour_is_not(
    camera: RtspCamera, expect_log: ExpectLog
) -> None:
    expect_log("ronda.media", "WARNING", "takes too much memory")
    limit_bytes = _memory_of_a_worker_bytes(camera) + _ROOM_BYTES
    with Wall(feeds_per_worker=1, worker_memory_bytes=limit_bytes) as wall, StreamCamera(_GREEDY) as greedy:
        wall.wait_live(wall.add("modest", camera.url))
        modest = wall.engine.worker_pids()
        surface = wall.add("greedy", greedy.url)
        wall.wait_live(surface)
        (victim,) = set(wall.engine.worker_pids()) - set(modest)
        wait_until(lambda: victim not in wall.engine.worker_pids(), 30.0, "the end of the greedy worker")
        greedy.stream = _SMALL
        greedy.drop_all()
        wall.wait_live(surface)
        assert set(modest) < set(wall.engine.worker_pids())
        assert wall.engine.metrics().workers_lost == 1
