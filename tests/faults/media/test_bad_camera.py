"""A camera that brings its worker down is found at the first time, and its neighbours are not taken along again."""

from __future__ import annotations

import pytest

from console.domain.feed_state import FeedState
from tests.helpers.bad_worker import BadNursery
from tests.helpers.logfail import ExpectLog
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed


@pytest.mark.parametrize(("bad", "ailment"), [("crashes", "is gone"), ("spins", "is silent")])
def test_the_neighbours_of_a_bad_camera_lose_their_worker_once_and_never_again(
    bad: str, ailment: str, camera: RtspCamera, expect_log: ExpectLog
) -> None:
    expect_log("ronda.media", "WARNING", ailment)
    expect_log("ronda.media", "WARNING", f"in the thread of {bad}")
    with Wall(nursery=BadNursery()) as wall:
        good = [wall.add(f"good-{number}", camera.url) for number in range(3)]
        wall.wait_live(*good)
        (first,) = wall.engine.worker_pids()
        wall.add(bad, camera.url)
        wait_until(lambda: wall.engine.metrics().workers_lost == 1, 20.0, "the first death")
        wall.wait_live(*good)
        theirs = {pid for pid in wall.engine.worker_pids() if pid != first}
        wait_until(
            lambda: wall.engine.report(feed(bad)).reason == "worker.quarantined", 30.0, "the bad camera left out"
        )
        assert wall.engine.metrics().workers_lost == 2
        assert len(theirs & set(wall.engine.worker_pids())) == 1
        assert wall.engine.report(feed(bad)).state is FeedState.FAILED
        wall.wait_live(*good)
