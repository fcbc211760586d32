"""The media engine shows, sizes, saves and reports real RTSP streams."""

from __future__ import annotations

import os
from pathlib import Path

import av
import pytest

from console.base.errors import KnownError
from console.domain.feed_state import FeedState
from console.domain.wall_plan import KeepWish, SurfaceId, WantedSurface
from console.media.worker.nursery import NICENESS
from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.rtsp_clip import clip
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed, last_seconds


def test_pictures_of_a_camera_arrive_in_order_and_fitted(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url, box=(160, 200))
    wall.wait_live(surface)
    reader = wall.engine.reader(surface)
    assert reader is not None
    assert (reader.format.width_px, reader.format.height_px) == (160, 96)
    first = wall.number(surface)
    wait_until(lambda: wall.number(surface) not in (first, 0))
    assert wall.engine.report(feed("a")).state is FeedState.LIVE


def test_one_connection_serves_all_surfaces_of_a_feed(wall: Wall, camera: RtspCamera) -> None:
    wall.add("a", camera.url)
    second = SurfaceId("again")
    wall.plan[second] = WantedSurface(feed("a"), 80, 80)
    wall.engine.want(wall.plan)
    wall.wait_live(SurfaceId("a"), second)
    assert camera.connections == 1


def test_a_resized_surface_keeps_its_picture_until_the_new_one_is_there(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    wall.plan[surface] = WantedSurface(feed("a"), 320, 192)
    wall.engine.want(wall.plan)

    def resized() -> bool:
        reader = wall.engine.reader(surface)
        assert reader is not None, "the old picture went before the new one came"
        return reader.format.width_px == 320

    wait_until(resized)
    wall.wait_live(surface)
    assert camera.connections == 1


def test_a_surface_given_another_camera_loses_the_old_picture_at_once(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    wall.engine.want({surface: WantedSurface(feed("b"), 160, 96)})
    assert wall.engine.reader(surface) is None


def test_a_camera_that_is_shut_is_let_go_whoever_wants_it_and_comes_back(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    wall.engine.shut({feed("a").camera_id})
    assert wall.engine.reader(surface) is None
    wall.engine.want(wall.plan)
    wall.engine.keep([KeepWish(feed("a"), 0)])
    assert wall.engine.reader(surface) is None
    wait_until(lambda: camera.viewers == 0, what="the connection closed")
    wall.engine.shut(())
    wall.wait_live(surface)


def test_a_change_of_resolution_makes_a_new_format(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url, box=(400, 400))
    wall.wait_live(surface)
    camera.units = clip(256, 256)
    wait_until(lambda: _size(wall, surface) == (256, 256))
    wall.wait_live(surface)


def test_pictures_in_slices_and_standing_timestamps_are_shown(wall: Wall, camera: RtspCamera) -> None:
    camera.units = clip(slices=3)
    camera.timestamps_stand = True
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    first = wall.number(surface)
    wait_until(lambda: wall.number(surface) == (first + 20) % 60)


def test_a_camera_that_is_not_there_is_tried_again_later(wall: Wall, camera: RtspCamera) -> None:
    camera.status = 404
    wall.add("a", camera.url)
    report = wall.trouble("a")
    assert report.reason == "camera.not_found"
    assert report.state is FeedState.WAITING
    assert report.retry_in_s > 0


def test_a_clip_holds_the_cameras_own_packets(wall: Wall, camera: RtspCamera, tmp_path: Path) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    wait_until(lambda: wall.sequence(surface) > 20)
    info = wall.engine.capture_clip(feed("a"), last_seconds(1.0), tmp_path / "a.mp4").result(10)
    assert info.codec == "h264"
    assert info.end_unix_s - info.start_unix_s >= 0.9
    with av.open(str(tmp_path / "a.mp4")) as opened:
        packets = [bytes(packet) for packet in opened.demux(video=0) if packet.size]
    assert len(packets) == info.packet_count
    assert all(any(_slice(packet) in unit for unit in camera.units) for packet in packets)
    with av.open(str(tmp_path / "a.mp4")) as opened:
        assert len(list(opened.decode(video=0))) == info.packet_count
    assert [path.name for path in tmp_path.glob("*.mp4")] == ["a.mp4"]
    assert not list(tmp_path.glob(".*"))


def test_a_still_has_the_full_size(wall: Wall, camera: RtspCamera, tmp_path: Path) -> None:
    wall.wait_live(wall.add("a", camera.url))
    info = wall.engine.capture_still(feed("a"), tmp_path / "a.jpg").result(10)
    assert (info.width_px, info.height_px) == (320, 192)
    with av.open(str(tmp_path / "a.jpg")) as opened:
        frame = next(opened.decode(video=0))
    assert (frame.width, frame.height) == (320, 192)


def test_a_clip_of_a_camera_that_nobody_shows_is_refused(wall: Wall, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"media\.no_picture"):
        wall.engine.capture_clip(feed("nobody"), last_seconds(5), tmp_path / "a.mp4").result(10)


def test_metrics_tell_of_surfaces_and_workers(wall: Wall, camera: RtspCamera) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    wait_until(lambda: wall.engine.metrics().surfaces[0].fps > 5)
    metrics = wall.engine.metrics()
    (row,) = metrics.surfaces
    assert row.frames_shown >= 0.8 * row.frames_in - 5
    assert row.state is FeedState.LIVE
    assert row.first_picture_ms is not None
    assert [worker.pid for worker in metrics.workers] == wall.engine.worker_pids()


def test_console_comes_before_its_workers(wall: Wall, camera: RtspCamera) -> None:
    wall.wait_live(wall.add("a", camera.url))
    (pid,) = wall.engine.worker_pids()
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, pid) == min(19, ours + NICENESS)


def _size(wall: Wall, surface: SurfaceId) -> tuple[int, int]:
    reader = wall.engine.reader(surface)
    return (reader.format.width_px, reader.format.height_px) if reader is not None else (0, 0)


def _slice(packet: bytes) -> bytes:
    """The last NAL unit of an MP4 sample, which is a slice: lengths of four bytes stand before each."""
    at, unit = 0, b""
    while at < len(packet):
        end = at + 4 + int.from_bytes(packet[at : at + 4], "big")
        unit, at = packet[at + 4 : end], end
    return unit


def test_what_a_feed_sends_is_counted_also_where_no_tile_shows_it_and_over_a_reconnect(
    wall: Wall, camera: RtspCamera
) -> None:
    surface = wall.add("a", camera.url)
    wall.wait_live(surface)
    wait_until(
        lambda: feed("a") in wall.engine.counting.all() and wall.engine.counting.all()[feed("a")].counts.pictures > 0
    )
    first = wall.engine.counting.all()[feed("a")].counts
    assert first.connections == 1
    assert first.payload_bytes > first.pictures
    camera.drop_all()
    wait_until(lambda: wall.engine.counting.all()[feed("a")].counts.connections == 2)
    wall.engine.want({})
    wall.engine.keep([KeepWish(feed("a"), 0)])
    kept = wall.engine.counting.all()[feed("a")].counts.pictures
    wait_until(lambda: wall.engine.counting.all()[feed("a")].counts.pictures > kept)
    wall.engine.keep([])
    wait_until(lambda: wall.engine.counting.all() == {})
