"""HLS stays at the live edge: it begins with the newest segment and follows a camera that runs ahead, restarts or changes."""

from __future__ import annotations

from itertools import islice
from pathlib import PurePosixPath

import pytest

from tests.helpers.clip_files import ts_segment
from tests.helpers.picture_watch import PictureWatch
from tests.helpers.stream_camera import Sent, Stream
from tests.helpers.stream_clips import Recipe, coded
from tests.helpers.ts_camera import muxed
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall
from tests.helpers.web_camera import WebCamera

_TICKS = 90_000
_END_S = 2**33 // _TICKS
_H264 = Stream(coded(Recipe(pictures=15)))
_LARGER = Stream(coded(Recipe(width=384, height=288, pictures=15)))
_H265 = Stream(coded(Recipe("libx265", pictures=15)), codec="H265")


class SegmentCamera(WebCamera):
    """HLS of banded pictures, a second each; ``stream`` may be replaced at any time."""

    def __init__(self, stream: Stream) -> None:
        self.stream = stream
        self.sent = Sent()
        super().__init__()
        self.segments = self._segment

    def _segment(self, number: int) -> bytes:
        return b"".join(islice(muxed(self.stream, (number + 2) * _TICKS), 15))


def segments_fetched(camera: WebCamera) -> list[int]:
    """Their numbers, in the order in which they were asked for."""
    stems = [PurePosixPath(path).stem for path, _ in camera.requests]
    return [int(stem) for stem in stems if stem.isdigit()]


def test_it_begins_with_the_newest_segment(wall: Wall) -> None:
    with WebCamera() as camera:
        newest = camera.newest()
        wall.wait_live(wall.add("a", f"{camera.base}/live.m3u8"))
        assert segments_fetched(camera)[0] >= newest


def test_camera_that_runs_ahead_is_followed_by_leaving_segments_out(wall: Wall) -> None:
    with WebCamera() as camera:
        surface = wall.add("a", f"{camera.base}/live.m3u8")
        wall.wait_live(surface)
        before = segments_fetched(camera)[-1]
        camera.segments_lag += 30
        wait_until(lambda: segments_fetched(camera)[-1] >= before + 30, 15.0, "the newest segment")
        wall.wait_live(surface)
        fetched = segments_fetched(camera)
        assert fetched == sorted(set(fetched))
        assert len([number for number in fetched if before < number < before + 28]) <= 3


def test_camera_whose_numbers_begin_anew_is_followed(wall: Wall) -> None:
    with WebCamera() as camera:
        camera.segments_lag = 5000
        surface = wall.add("a", f"{camera.base}/live.m3u8")
        wall.wait_live(surface)
        camera.segments_lag = 0
        wait_until(lambda: segments_fetched(camera)[-1] < 5000, 15.0, "a segment of the new numbers")
        wall.wait_live(surface)


def test_clock_of_33_bits_that_passes_its_end_does_not_show(wall: Wall) -> None:
    with WebCamera() as camera:
        # A segment's number is its time in seconds, but for two.
        camera.segments_lag = _END_S - 8
        surface = wall.add("a", f"{camera.base}/live.m3u8")
        wall.wait_live(surface)
        wait_until(lambda: segments_fetched(camera)[-1] >= _END_S + 1, 20.0, "a segment behind the end")
        wall.wait_live(surface)
        fetched = segments_fetched(camera)
        assert fetched == sorted(set(fetched)), "it connected anew"


@pytest.mark.parametrize("jump", [3600, -3600], ids=["forward", "back"])
def test_times_that_jump_between_segments_do_not_show(wall: Wall, jump: int) -> None:
    with WebCamera() as camera:
        surface = wall.add("a", f"{camera.base}/live.m3u8")
        camera.segments = lambda number: ts_segment(number + 7200)
        wall.wait_live(surface)
        first = camera.newest() + 1
        camera.segments = lambda number: ts_segment(number + 7200 + (jump if number >= first else 0))
        wait_until(lambda: segments_fetched(camera)[-1] > first, 15.0, "segments of other times")
        wall.wait_live(surface)
        fetched = segments_fetched(camera)
        assert fetched == sorted(set(fetched)), "it connected anew"


def test_segments_of_another_size_are_shown_in_their_shape(wall: Wall) -> None:
    with SegmentCamera(_H264) as camera:
        surface = wall.add("a", f"{camera.base}/live.m3u8", box=(400, 400))
        watch = PictureWatch(wall, surface, camera)
        watch.see(5)
        camera.stream = _LARGER
        wait_until(lambda: watch.look() >= 0 and _shown_size(wall, watch) == (384, 288), 20.0, "the larger picture")
        watch.see(5)
    assert watch.torn == 0


@pytest.mark.parametrize(("before", "after"), [(_H264, _H265), (_H265, _H264)], ids=["265", "264"])
def test_segments_of_another_codec_are_shown(wall: Wall, before: Stream, after: Stream) -> None:
    with SegmentCamera(before) as camera:
        watch = PictureWatch(wall, wall.add("a", f"{camera.base}/live.m3u8"), camera)
        watch.see(5)
        camera.stream = after
        changed = camera.newest() + 1
        wait_until(lambda: watch.look() >= 0 and segments_fetched(camera)[-1] > changed, 25.0, "the other codec")
        watch.see(20)
    # At the change FFmpeg throws away the picture that its parser holds, and one more that builds on it may come.
    assert watch.torn <= 1


def _shown_size(wall: Wall, watch: PictureWatch) -> tuple[int, int]:
    reader = wall.engine.reader(watch.surface)
    return (reader.format.width_px, reader.format.height_px) if reader is not None else (0, 0)
