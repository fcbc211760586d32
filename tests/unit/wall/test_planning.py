"""Main only where its pixels are seen, sub elsewhere, and never a feed that the camera lacks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import Camera, CameraId, FeedQuality
from console.domain.layout import layout_by_name
from console.wall.planning import MAIN_ABOVE_PX, Box, WallBoxes, feed_for, full_surface, plan, tile_surface
from console.wall.wall import Wall
from tests.helpers.screen_fakes import camera_entry

CAMERA = camera_entry(7, "Pos").camera


def test_main_above_the_limit_and_in_full_screen_only() -> None:
    assert feed_for(CAMERA.id, CAMERA, MAIN_ABOVE_PX).quality is FeedQuality.SUB
    assert feed_for(CAMERA.id, CAMERA, MAIN_ABOVE_PX + 1).quality is FeedQuality.MAIN
    assert feed_for(CAMERA.id, CAMERA, 90, full=True).quality is FeedQuality.MAIN


@given(
    height_px=st.integers(1, 4000),
    full=st.booleans(),
    has=st.sampled_from([(True, True), (True, False), (False, True)]),
)
def test_a_feed_that_the_camera_lacks_is_never_asked_for(height_px: int, full: bool, has: tuple[bool, bool]) -> None:
    camera = replace(CAMERA, has_main=has[0], has_sub=has[1])

    quality = feed_for(camera.id, camera, height_px, full=full).quality

    assert has[0] if quality is FeedQuality.MAIN else has[1]


def test_unknown_camera_is_asked_for_its_sub_feed() -> None:
    assert feed_for(CameraId("new"), None, 2000, full=True).quality is FeedQuality.SUB


def test_full_screen_adds_a_main_surface_and_keeps_the_small_ones() -> None:
    wall = Wall(layout_by_name("2x2"))
    wall.put_all([CameraId("a"), CameraId("b")])
    wall.show_full(1)
    boxes = WallBoxes({tile: Box(320, 180) for tile in range(4)}, Box(1920, 1040))

    wanted = plan(wall, boxes, _camera)

    assert set(wanted) == {tile_surface("main", 0), tile_surface("main", 1), full_surface("main", 1)}
    assert wanted[full_surface("main", 1)].feed.quality is FeedQuality.MAIN
    assert wanted[tile_surface("main", 1)].feed.quality is FeedQuality.SUB
    assert wanted[full_surface("main", 1)].box_height_px == 1040


def test_tiles_without_camera_or_size_want_nothing() -> None:
    wall = Wall(layout_by_name("2x2"))
    wall.put_all([CameraId("a"), CameraId("b")])

    wanted = plan(wall, WallBoxes({0: Box(0, 180), 2: Box(320, 180)}, Box(1, 1)), _camera)

    assert wanted == {}


def _camera(camera: CameraId) -> Camera:
    return replace(CAMERA, id=camera)
