"""Clips of stretches that are yet to come, of real feeds and workers."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import av
import pytest

from console.base.errors import KnownError
from console.domain.footage import Stretch
from console.domain.wall_plan import ClipInfo
from console.media import keeping
from console.media.protocol.beside import facts_beside
from tests.helpers.logfail import ExpectLog
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.wall import Wall, feed, last_seconds

LONG_S = 3.0


def next_seconds(seconds: float) -> Stretch:
    now_s = time.monotonic()
    return Stretch(now_s, now_s + seconds)


def test_what_comes_after_the_key_press_is_recorded_though_the_camera_leaves_the_wall(
    wall: Wall, camera: RtspCamera, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LINGER_S", 0.0)
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)

    before = wall.engine.capture_clip(feed("a"), last_seconds(1.0), tmp_path / "a.mp4")
    after = wall.engine.capture_clip(feed("a"), next_seconds(LONG_S), tmp_path / "b.mp4")
    wall.remove(surface)

    first, second = before.result(10), after.result(20)
    assert second.gaps == ()
    assert second.start_unix_s <= first.end_unix_s <= second.asked_start_unix_s + 0.5
    assert second.asked_end_unix_s - second.end_unix_s < 1.0
    assert camera.connections == 1
    with av.open(str(tmp_path / "b.mp4")) as opened:
        assert len(list(opened.decode(video=0))) == second.packet_count


def test_what_is_known_of_a_clip_lies_beside_it(wall: Wall, camera: RtspCamera, tmp_path: Path) -> None:
    wall.wait_live(wall.add("a", camera.url))

    info = wall.engine.capture_clip(feed("a"), last_seconds(60.0), tmp_path / "a.mp4").result(10)

    found = facts_beside(tmp_path / "a.mp4")
    assert isinstance(found, ClipInfo)
    assert found == info
    assert info.gaps[0].start_unix_s == info.asked_start_unix_s


@pytest.mark.parametrize("ahead_s", [None, 7.5, -3600.0])
def test_the_time_that_a_camera_states_goes_with_its_evidence(
    wall: Wall, camera: RtspCamera, tmp_path: Path, ahead_s: float | None
) -> None:
    camera.clock_ahead_s = ahead_s
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)

    info = wall.engine.capture_clip(feed("a"), next_seconds(LONG_S), tmp_path / "a.mp4").result(10)
    still = wall.engine.capture_still(feed("a"), tmp_path / "a.jpg").result(10)

    if ahead_s is None:
        assert (info.camera_ahead_s, still.camera_ahead_s) == (None, None)
    else:
        assert (info.camera_ahead_s, still.camera_ahead_s) == pytest.approx((ahead_s, ahead_s), abs=0.5)


def test_a_worker_that_dies_takes_only_what_was_to_come(
    wall: Wall, camera: RtspCamera, tmp_path: Path, expect_log: ExpectLog
) -> None:
    wall.wait_live(wall.add("a", camera.url))
    wall.engine.capture_clip(feed("a"), last_seconds(1.0), tmp_path / "a.mp4").result(10)
    after = wall.engine.capture_clip(feed("a"), next_seconds(600.0), tmp_path / "b.mp4")
    wall.engine.capture_still(feed("a"), tmp_path / "a.jpg").result(10)

    expect_log("ronda.media", "WARNING", "is gone")
    for pid in wall.engine.worker_pids():
        os.kill(pid, signal.SIGKILL)

    with pytest.raises(KnownError, match=r"media\.worker_lost"):
        after.result(10)
    assert (tmp_path / "a.mp4").stat().st_size > 0
    assert not (tmp_path / "b.mp4").exists()
