"""MPEG-TS: its clock of 33 bits may pass its end or be set, and another size or codec may come with a new program map."""

from __future__ import annotations

import pytest

from console.domain.wall_plan import SurfaceId
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
_LARGER = Stream(coded(Recipe(width=384, height=288)))
_LARGER_H265 = Stream(coded(Recipe("libx265", 384, 288)), codec="H265")
_HOUR_TICKS = 3600 * 90_000


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


@pytest.mark.parametrize(("before", "after"), [(_H264, _LARGER), (_H265, _LARGER_H265)], ids=["264", "265"])
def test_new_size_in_the_stream_is_shown_in_its_shape(wall: Wall, before: Stream, after: Stream) -> None:
    with TsCamera(before) as camera:
        surface = wall.add("a", camera.url, box=(400, 400))
        watch = PictureWatch(wall, surface, camera)
        watch.see(5)
        camera.stream = after
        wait_until(lambda: watch.look() >= 0 and _shown_size(wall, surface) == (384, 288), 20.0, "the larger picture")
        watch.see(5)
    # At the change FFmpeg throws away the picture that its parser holds, and one more that builds on it may come.
    assert watch.torn <= 1


@pytest.mark.parametrize("tick", [3 * _HOUR_TICKS, _HOUR_TICKS], ids=["forward", "back"])
def test_clock_that_is_set_does_not_show(wall: Wall, tick: int) -> None:
    with TsCamera(_H264, first_tick=2 * _HOUR_TICKS) as camera:
        watch = PictureWatch(wall, wall.add("a", camera.url), camera)
        watch.see(8)
        camera.set_clock(tick)
        watch.see(30)
        assert camera.connections == 1
    assert watch.torn <= 1
    assert max(watch.behind[-10:]) <= 1.2 * _H264.fps


def _shown_size(wall: Wall, surface: SurfaceId) -> tuple[int, int]:
    reader = wall.engine.reader(surface)
    return (reader.format.width_px, reader.format.height_px) if reader is not None else (0, 0)
