"""Decoding on the graphics card is allowed while pictures run; a machine without one goes on as before."""

from __future__ import annotations

from tests.helpers.rtsp_camera import RtspCamera
from tests.helpers.wall import Wall


def test_allowing_hardware_keeps_the_picture_where_there_is_none(wall: Wall) -> None:
    with RtspCamera() as camera:
        surface = wall.add("a", camera.url)
        wall.wait_live(surface)
        wall.engine.decoding.allow_hardware(True)
        wall.wait_live(surface)
        assert wall.engine.reader(surface) is not None
        assert camera.connections == 1
