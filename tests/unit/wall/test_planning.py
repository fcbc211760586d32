"""The plan holds every tile that shows something, the full-screen one besides, each with its feed, size and importance."""

from __future__ import annotations

from dataclasses import replace

from console.domain.camera import Camera, CameraId, FeedQuality
from console.domain.layout import TileShape, layout_by_name
from console.domain.layout_draft import borders, draft_of, move
from console.wall.planning import Box, WallBoxes, WallPlanner, full_surface, tile_surface
from console.wall.wall import Wall
from tests.helpers.clock import FakeClock
from tests.helpers.screen_fakes import camera_entry

CAMERA = camera_entry(7, "Pos").camera
SMALL = WallBoxes({tile: Box(320, 180) for tile in range(4)}, Box(1920, 1040))


def wall_of_two() -> Wall:
    wall = Wall(layout_by_name("2x2"))
    wall.put_all([CameraId("a"), CameraId("b")])
    return wall


def planner(wall: Wall) -> WallPlanner:
    return WallPlanner(wall, _camera, FakeClock())


def test_full_screen_adds_a_main_surface_and_keeps_the_small_ones() -> None:
    wall = wall_of_two()
    wall.show_full(1)

    made = planner(wall)
    wanted = made.plan(SMALL)

    assert set(wanted) == {tile_surface("main", 0), tile_surface("main", 1), full_surface("main", 1)}
    assert wanted[full_surface("main", 1)].feed.quality is FeedQuality.MAIN
    assert wanted[tile_surface("main", 1)].feed.quality is FeedQuality.SUB
    assert wanted[full_surface("main", 1)].box_height_px == 1040
    assert made.feed_of(1) == wanted[full_surface("main", 1)].feed


def test_tiles_without_camera_or_size_want_nothing() -> None:
    made = planner(wall_of_two())

    assert made.plan(WallBoxes({0: Box(0, 180), 2: Box(320, 180)}, Box(1, 1))) == {}
    assert made.feed_of(0) is None


def test_a_zoomed_tile_wants_main_at_the_size_that_it_is_drawn() -> None:
    made = planner(wall_of_two())

    wanted = made.plan(replace(SMALL, zooms={1: 2.0}))[tile_surface("main", 1)]

    assert wanted.feed.quality is FeedQuality.MAIN
    assert (wanted.box_width_px, wanted.box_height_px) == (640, 360)


def test_full_screen_is_more_important_than_the_selected_tile_and_that_than_a_larger_one() -> None:
    wall = wall_of_two()
    wall.show_full(1)
    boxes = WallBoxes({0: Box(1000, 400), 1: Box(320, 180)}, Box(1920, 1040))

    wanted = planner(wall).plan(boxes)

    ordered = sorted(wanted, key=lambda surface: wanted[surface].importance, reverse=True)
    assert ordered == [full_surface("main", 1), tile_surface("main", 1), tile_surface("main", 0)]


def test_a_flagged_tile_is_more_important_than_a_larger_one_and_less_than_the_selected() -> None:
    wall = Wall(layout_by_name("2x2"))
    wall.put_all([CameraId("selected"), CameraId("flagged"), CameraId("large")])
    boxes = WallBoxes({0: Box(320, 180), 1: Box(320, 180), 2: Box(1000, 400)}, Box(1920, 1040))
    made = planner(wall)
    made.flagged = {CameraId("flagged")}

    wanted = made.plan(boxes)

    ordered = sorted(wanted, key=lambda surface: wanted[surface].importance, reverse=True)
    assert ordered == [tile_surface("main", tile) for tile in (0, 1, 2)]


def test_a_tile_given_another_camera_has_no_feed_before_the_next_plan() -> None:
    wall = wall_of_two()
    made = planner(wall)
    made.plan(SMALL)
    wall.put(CameraId("c"), 0)
    assert made.feed_of(0) is None


def _camera(camera: CameraId) -> Camera:
    return replace(CAMERA, id=camera)


def test_a_change_of_layout_wants_the_same_feeds_of_all_cameras_that_stay_in_sight() -> None:
    wall = Wall(layout_by_name("8x8"))
    wall.put_all([CameraId(f"cam-{tile}") for tile in range(64)])
    made = planner(wall)
    full = Box(1920, 1040)
    before = {wish.feed for wish in made.plan(WallBoxes(dict.fromkeys(range(64), Box(236, 110)), full)).values()}
    draft, _border = move(draft_of(wall.layout), borders(draft_of(wall.layout), whole=True)[0], 90)

    wall.set_layout(draft.layout("sendiri", TileShape.WIDE, 4), draft.origins)
    drawn = {wish.feed for wish in made.plan(WallBoxes(dict.fromkeys(range(64), Box(190, 107)), full)).values()}
    wall.set_layout(layout_by_name("12x12"))
    finer = {wish.feed for wish in made.plan(WallBoxes(dict.fromkeys(range(144), Box(150, 70)), full)).values()}

    assert before == drawn == finer
    assert len(before) == 64
