"""RTP over UDP with lost packets: the feed stays, and with the next key picture all is whole again."""

from __future__ import annotations

import pytest

from console.domain.feed_state import FeedState
from console.domain.source_options import SourceOptions, Transport
from tests.helpers.picture_watch import PictureWatch
from tests.helpers.stream_camera import Stream
from tests.helpers.stream_clips import Recipe, coded
from tests.helpers.udp_camera import UdpCamera
from tests.helpers.waiting import wait_until
from tests.helpers.wall import Wall, feed

_GROUP = 15
_STREAMS = {
    "h264": Stream(coded(Recipe())),
    "h265": Stream(coded(Recipe("libx265")), codec="H265"),
    "jpeg": Stream(coded(Recipe("mjpeg")), codec="JPEG"),
}


def _watch_while_sent(watch: PictureWatch, camera: UdpCamera, pictures: int) -> None:
    until = camera.sent.count + pictures
    wait_until(lambda: watch.look() >= 0 and camera.sent.count >= until, what=f"{pictures} pictures to be sent")


@pytest.mark.parametrize("name", _STREAMS)
def test_lost_packets_leave_nothing_torn_behind_the_next_key(wall: Wall, name: str) -> None:
    with UdpCamera(_STREAMS[name]) as camera:
        watch = PictureWatch(wall, wall.add("a", camera.url, options=SourceOptions(Transport.UDP)), camera)
        watch.see(8)
        camera.lost_share = 0.1
        _watch_while_sent(watch, camera, 2 * _GROUP)
        camera.lost_share = 0.0
        _watch_while_sent(watch, camera, 2 * _GROUP)
        torn = watch.torn
        watch.see(20)
        assert camera.lost > 0
        assert watch.torn == torn
        assert wall.engine.report(feed("a")).state is FeedState.LIVE
        assert camera.connections == 1
