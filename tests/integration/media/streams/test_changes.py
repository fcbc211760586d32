"""A stream that changes its size, codec or words in the middle is followed; nothing torn is shown on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.domain.wall_plan import WantedSurface
from tests.helpers.picture_watch import PictureWatch
from tests.helpers.stream_camera import Stream, StreamCamera
from tests.helpers.stream_clips import Recipe, coded
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed

H264 = Stream(coded(Recipe()), sets_in_sdp=True)
H265 = Stream(coded(Recipe("libx265")), codec="H265", sets_in_sdp=True)
JPEG = Stream(coded(Recipe("mjpeg")), codec="JPEG")
LARGER = Stream(coded(Recipe(width=384, height=288)))
LONG = Stream(coded(Recipe(pictures=150, key_every=150)))


def shown_size(watch: PictureWatch) -> tuple[int, int]:
    reader = watch.wall.engine.reader(watch.surface)
    watch.look()
    return (reader.format.width_px, reader.format.height_px) if reader is not None else (0, 0)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (H264, LARGER),
        (H265, replace(H265, units=coded(Recipe("libx265", 384, 288)))),
        (JPEG, replace(JPEG, units=coded(Recipe("mjpeg", 384, 288)))),
    ],
    ids=["264", "265", "jpeg"],
)
def test_new_size_in_the_stream_is_shown_in_its_shape(wall: Wall, before: Stream, after: Stream) -> None:
    with StreamCamera(before) as camera:
        watch = PictureWatch(wall, wall.add("a", camera.url, box=(400, 400)), camera)
        watch.see(5)
        camera.stream = after
        wait_until(lambda: shown_size(watch) == (384, 288))
        watch.see(5)
        assert camera.connections == 1
    assert watch.torn == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [(H264, H265), (H265, H264), (H264, JPEG), (JPEG, H264)],
    ids=["265", "264", "jpeg", "from jpeg"],
)
def test_other_codec_after_a_break_is_shown(wall: Wall, before: Stream, after: Stream) -> None:
    with StreamCamera(before) as camera:
        watch = PictureWatch(wall, wall.add("a", camera.url), camera)
        watch.see(5)
        camera.stream = after
        camera.drop_all()
        watch.see(10)
    assert watch.torn == 0


@pytest.mark.parametrize(("before", "after"), [(H264, H265), (H265, H264)], ids=["265", "264"])
def test_other_codec_without_a_word_is_asked_for_anew(wall: Wall, before: Stream, after: Stream) -> None:
    with StreamCamera(before) as camera:
        watch = PictureWatch(wall, wall.add("a", camera.url), camera)
        watch.see(5)
        camera.stream = after
        wait_until(lambda: camera.connections > 1 and watch.look(), 25.0, "a new connection")
        watch.see(5)
    assert watch.torn == 0


def test_viewer_that_comes_between_keys_waits_for_a_whole_picture(wall: Wall) -> None:
    with StreamCamera(replace(LONG, begin_at=135)) as camera:
        watch = PictureWatch(wall, wall.add("a", camera.url), camera)
        watch.see(5)
    assert watch.torn == 0
    assert watch.numbers[0] < 135


def test_player_that_begins_between_keys_begins_with_the_newest_picture(wall: Wall) -> None:
    with StreamCamera(LONG) as camera:
        surface = wall.add("a", camera.url)
        watch = PictureWatch(wall, surface, camera)
        watch.see(25)
        wall.plan[surface] = WantedSurface(feed("a"), 320, 192)
        wall.engine.want(wall.plan)
        wait_until(lambda: shown_size(watch) == (320, 192))
        watch.see(10)
    assert watch.torn == 0
    assert max(watch.steps()) < len(LONG.units) // 2
    assert max(watch.behind[-8:]) <= 15
