"""Open groups of pictures: one who comes in the middle begins with the next key picture, and sees nothing torn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from console.domain.wall_plan import WantedSurface
from tests.helpers.picture_watch import PictureWatch
from tests.helpers.stream_camera import Stream, StreamCamera
from tests.helpers.stream_clips import Recipe, coded
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed

_KEY_EVERY = 15
_H264 = Recipe(pictures=150, key_every=_KEY_EVERY, bframes=2, preset="veryfast", open_groups=True)
_STREAMS = {
    "h264": Stream(coded(_H264), begin_at=20),
    "h265": Stream(coded(replace(_H264, encoder="libx265")), codec="H265", begin_at=20),
}


@pytest.mark.parametrize("name", _STREAMS)
def test_open_groups_are_joined_in_the_middle(wall: Wall, name: str) -> None:
    with StreamCamera(_STREAMS[name]) as camera:
        surface = wall.add("a", camera.url)
        watch = PictureWatch(wall, surface, camera)
        watch.see(12)
        assert watch.numbers[0] < 20 + 3 * _KEY_EVERY, "it waited for the beginning of everything"
        wall.plan[surface] = WantedSurface(feed("a"), 320, 192)
        wall.engine.want(wall.plan)
        reader = wall.engine.reader(surface)
        wait_until(lambda: watch.look() >= 0 and wall.engine.reader(surface) is not reader, what="another player")
        watch.see(20)
        assert camera.connections == 1
    assert watch.torn == 0
    # Another player begins with the newest picture that came: older by the time that it needs to start, never by a group.
    backwards = [step for step in watch.steps() if step >= len(camera.stream.units) // 2]
    assert [step for step in backwards if step <= len(camera.stream.units) - _KEY_EVERY] == []
    assert len(backwards) <= 1
