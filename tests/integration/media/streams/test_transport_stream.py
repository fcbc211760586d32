"""MPEG-TS: its clock of 33 bits may pass its end, and another codec may come with a new program map."""

from __future__ import annotations

import pytest

from tests.helpers.picture_watch import PictureWatch
from tests.helpers.stream_camera import Stream
from tests.helpers.stream_clips import Recipe, coded
from tests.helpers.ts_camera import TsCamera
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall

_END = 2**33
_H264 = Stream(coded(Recipe()))
_B_FRAMES = Stream(coded(Recipe(bframes=2, preset="veryfast")))
_H265 = Stream(coded(Recipe("libx265")), codec="H265")


@pytest.mark.parametrize("stream", [_H264, _B_FRAMES], ids=["plain", "b-frames"])
def test_clock_that_passes_its_end_does_not_show(wall: Wall, stream: Stream) -> None:
    with TsCamera(stream, first_tick=_END - 2 * 90_000) as camera:
        watch = PictureWatch(wall, wall.add("a", camera.url), camera)
        watch.see(28)
        assert camera.connections == 1
    assert watch.torn == 0
    assert max(watch.steps()) < len(stream.units) // 2
    assert max(watch.behind[14:]) <= 1.2 * stream.fps


@pytest.mark.parametrize(("before", "after"), [(_H264, _H265), (_H265, _H264)], ids=["265", "264"])
def test_other_codec_in_a_new_program_map_is_shown(wall: Wall, before: Stream, after: Stream) -> None:
    with TsCamera(before) as camera:
        watch = PictureWatch(wall, wall.add("a", camera.url), camera)
        watch.see(5)
        camera.stream = after
        wait_until(lambda: camera.connections > 1 and watch.look(), 25.0, "a new connection")
        watch.see(5)
    # At the change FFmpeg throws away the picture that its parser holds, and one more that builds on it may come.
    assert watch.torn <= 1
