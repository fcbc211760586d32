"""Instant replay of a real stream: exact pictures, the live ones untouched, ends where it should."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import av
import pytest
from av.video.frame import VideoFrame

from console.base.errors import KnownError
from console.domain.feed_state import FeedState
from console.domain.wall_plan import SurfaceId, WantedSurface
from tests.helpers.logfail import ExpectLog
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.rtsp_clip import number_in
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed

PICTURES = 60


def replayed(wall: Wall, surface: SurfaceId) -> int:
    """The number in the replayed picture."""
    reader = wall.engine.replay.reader(surface)
    picture = reader.latest() if reader is not None else None
    assert picture is not None
    return number_in(picture.view, picture.width_px, picture.height_px, picture.pitch_bytes)


def replaying(wall: Wall, camera: RtspCamera, seconds: float, *, pictures: int = 24) -> SurfaceId:
    """A surface in replay, paused, after ``pictures`` were seen live."""
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    wait_until(lambda: wall.sequence(surface) > pictures)
    wall.engine.replay.start(surface, seconds)
    wall.engine.replay.pause(surface)
    wait_until(lambda: is_paused(wall, surface), 10, "a replay")
    return surface


def is_paused(wall: Wall, surface: SurfaceId) -> bool:
    status = wall.engine.replay.status(surface)
    return status is not None and status.paused


def status_at_unix_s(wall: Wall, surface: SurfaceId) -> float:
    status = wall.engine.replay.status(surface)
    assert status is not None
    return status.at_utc.timestamp()


def stepped(wall: Wall, surface: SurfaceId, pictures: int) -> int:
    """The number after a step, once the picture is another one."""
    before = replayed(wall, surface)
    wall.engine.replay.step(surface, pictures)
    wait_until(lambda: replayed(wall, surface) != before, 10, "a step")
    return replayed(wall, surface)


def test_steps_show_exactly_the_neighbours_over_key_pictures(wall: Wall, camera: RtspCamera) -> None:
    surface = replaying(wall, camera, 1.0, pictures=40)
    first = replayed(wall, surface)
    back = [stepped(wall, surface, -1) for _ in range(20)]
    assert back == [(first - count) % PICTURES for count in range(1, 21)]
    forward = [stepped(wall, surface, 1) for _ in range(10)]
    assert forward == [(back[-1] + count) % PICTURES for count in range(1, 11)]


def test_live_pictures_go_on_beside_a_paused_replay(wall: Wall, camera: RtspCamera) -> None:
    surface = replaying(wall, camera, 1.0)
    standing = replayed(wall, surface)
    status = wall.engine.replay.status(surface)
    wall.wait_live(surface)
    later = wall.engine.replay.status(surface)
    assert replayed(wall, surface) == standing
    assert status is not None
    assert later is not None
    assert later.behind_s > status.behind_s > 0.9
    assert camera.connections == 1


def test_replay_plays_on_and_slow_motion_says_so(wall: Wall, camera: RtspCamera) -> None:
    surface = replaying(wall, camera, 2.0, pictures=32)
    standing = replayed(wall, surface)
    wall.engine.replay.speed(surface, 0.5)
    wait_until(lambda: (replayed(wall, surface) - standing) % PICTURES >= 3)
    status = wall.engine.replay.status(surface)
    assert status is not None
    assert (status.paused, status.speed) == (False, 0.5)
    wall.engine.replay.back(surface, 60)
    wait_until(lambda: (status := wall.engine.replay.status(surface)) is not None and status.behind_s > 2.5)


def test_reaching_the_newest_picture_goes_back_to_live_by_itself(wall: Wall, camera: RtspCamera) -> None:
    surface = replaying(wall, camera, 0.5)
    wall.engine.replay.step(surface, 1000)
    wait_until(lambda: wall.engine.replay.status(surface) is None)
    assert wall.engine.replay.reader(surface) is None
    wall.wait_live(surface)


def test_a_lost_feed_does_not_end_a_replay(wall: Wall, camera: RtspCamera) -> None:
    # Far enough from the first picture there is that three steps back lead somewhere.
    surface = replaying(wall, camera, 1.5, pictures=36)
    camera.refuses = True
    camera.drop_all()
    wait_until(lambda: wall.engine.report(feed("a")).state is FeedState.WAITING)
    first = replayed(wall, surface)
    assert stepped(wall, surface, -3) == (first - 3) % PICTURES


def test_another_camera_or_none_ends_a_replay_at_once(wall: Wall, camera: RtspCamera) -> None:
    surface = replaying(wall, camera, 1.0)
    wall.engine.want({surface: WantedSurface(feed("b"), 160, 96)})
    assert wall.engine.replay.status(surface) is None
    assert wall.engine.replay.reader(surface) is None


def test_another_size_does_not_end_a_replay(wall: Wall, camera: RtspCamera) -> None:
    surface = replaying(wall, camera, 1.0)
    wall.engine.want({surface: WantedSurface(feed("a"), 320, 192)})
    assert wall.engine.replay.status(surface) is not None


def test_a_replay_without_pictures_fails_with_a_reason(wall: Wall, camera: RtspCamera) -> None:
    camera.status = 404
    failures: list[KnownError] = []
    wall.engine.replay.failures.connect(failures.append)
    surface = wall.add("a", camera.url)
    wall.engine.replay.start(surface, 10)
    wait_until(lambda: failures)
    assert failures[0].code == "media.no_replay"
    assert wall.engine.replay.status(surface) is None


def test_a_replay_ends_with_its_worker(wall: Wall, camera: RtspCamera, expect_log: ExpectLog) -> None:
    expect_log("ronda.media", "WARNING", "is gone")
    surface = replaying(wall, camera, 1.0)
    os.kill(wall.engine.worker_pids()[0], signal.SIGKILL)
    wait_until(lambda: wall.engine.replay.status(surface) is None)
    assert wall.engine.replay.reader(surface) is None


def test_still_of_a_replay_is_the_picture_that_is_shown_with_its_own_time(
    wall: Wall, camera: RtspCamera, tmp_path: Path
) -> None:
    surface = replaying(wall, camera, 1.0)
    shown = stepped(wall, surface, -3)

    info = wall.engine.replay.capture_still(surface, tmp_path / "a.jpg").result(10)

    with av.open(str(tmp_path / "a.jpg")) as opened:
        frame = next(opened.decode(video=0)).reformat(format="bgra")
    assert isinstance(frame, VideoFrame)
    plane = frame.planes[0]
    assert number_in(memoryview(bytes(plane)), frame.width, frame.height, plane.line_size) == shown
    assert (info.width_px, info.height_px) == (frame.width, frame.height) == (320, 192)
    # The picture comes through shared memory, its time in a message that may be a little later.
    wait_until(lambda: status_at_unix_s(wall, surface) == pytest.approx(info.at_unix_s, abs=0.05))


def test_still_of_a_tile_that_is_live_again_is_refused(wall: Wall, camera: RtspCamera, tmp_path: Path) -> None:
    surface = replaying(wall, camera, 1.0)
    wall.engine.replay.live(surface)

    with pytest.raises(KnownError, match=r"media\.no_replay"):
        wall.engine.replay.capture_still(surface, tmp_path / "a.jpg").result(10)
    assert list(tmp_path.iterdir()) == []
