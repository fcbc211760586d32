"""A hotspot shows what was selected last in any window, in its main feed, and goes on with it when it is selected itself."""

from __future__ import annotations

import pytest

from console.domain.camera import CameraId, FeedQuality
from console.domain.layout import layout_by_name
from console.domain.tile_content import ClockBoard, Hotspot
from console.wall.planning import Box, WallBoxes, WallPlanner, tile_surface
from console.wall.wall import Wall, free_tile, here, tile_of
from console.wall.walls import Walls
from tests.helpers.clock import FakeClock
from tests.helpers.screen_fakes import camera_entry

_A, _B, _C = (CameraId(name) for name in "abc")


class _Room:
    """``main`` has a, b and a clock; ``other`` has c and the hotspot."""

    def __init__(self) -> None:
        self.walls, self.main, self.other = Walls(), Wall(layout_by_name("2x2")), Wall(layout_by_name("2x2"), "wall-2")
        self.main.put_all([_A, _B, ClockBoard()])
        self.other.put_all([_C, Hotspot()])
        self.walls.add(1, self.main)
        self.walls.add(2, self.other)

    @property
    def shown(self) -> CameraId | None:
        return self.other.cameras[1]


@pytest.fixture
def room() -> _Room:
    return _Room()


def test_it_follows_the_selection_of_every_window(room: _Room) -> None:
    assert room.shown == _A
    room.main.select(1)
    assert room.shown == _B
    room.other.select(0)
    assert room.shown == _C
    # The same tile of the first window again: a person looks at it now.
    room.main.select(1)
    assert room.shown == _B


def test_selecting_and_enlarging_the_hotspot_changes_nothing(room: _Room) -> None:
    room.main.select(1)
    room.other.select(1)
    room.other.show_full(1)
    assert (room.shown, room.other.selected_camera, room.other.full_screen) == (_B, _B, 1)


@pytest.mark.parametrize("tile", [2, 3], ids=["a board", "an empty tile"])
def test_nothing_that_has_a_camera_is_selected(room: _Room, tile: int) -> None:
    room.main.select(tile)
    assert room.shown is None


def test_what_the_selected_tile_shows_instead_is_shown_here_too_and_other_tiles_do_not_matter(room: _Room) -> None:
    room.main.put(_C, 0)
    assert room.shown == _C
    room.main.put_all([_A], [1])
    room.other.put_all([_A], [0])
    assert room.shown == _C
    room.walls.steps.undo()
    room.walls.steps.undo()
    room.walls.steps.undo()
    assert room.shown == _A


def test_a_window_that_closes_takes_its_selection_with_it(room: _Room) -> None:
    room.walls.remove(1)
    assert not room.shown
    room.other.select(0)
    assert room.shown == _C
    room.main.select(1)
    assert room.shown == _C


def test_the_value_of_the_wall_has_no_choice_of_a_camera_in_it(room: _Room) -> None:
    before, step = room.other.state, room.walls.steps.last
    room.main.select(1)
    assert room.other.state == before
    assert before.cameras == (_C, None, None, None)
    assert room.walls.steps.last is step


def test_it_leaves_full_screen_when_the_new_camera_may_not_fill_the_wall(room: _Room) -> None:
    room.other.show_full(1)
    room.other.may_fill = lambda tile: room.other.cameras[tile] != _B
    room.main.select(1)
    assert (room.shown, room.other.full_screen) == (_B, None)


def test_the_cameras_are_made_anew_only_when_something_has_changed(room: _Room) -> None:
    """They are asked for at every picture of every tile."""
    shown = room.other.cameras
    assert room.other.cameras is shown
    for change in (
        lambda: room.main.select(1),
        lambda: room.other.put(_A, 2),
        lambda: room.other.swap(0, 2),
        lambda: room.other.remove(0),
        lambda: room.other.put_all([_B], [0]),
        lambda: room.other.set_layout(layout_by_name("3x3")),
        lambda: room.other.put_all([Hotspot(), _C]),
    ):
        before = room.other.cameras
        change()
        assert room.other.cameras != before


def test_views_are_told_though_the_wall_itself_is_as_it_was(room: _Room) -> None:
    told: list[CameraId | None] = []
    room.other.changed.connect(lambda _none: told.append(room.shown))
    room.main.select(1)
    assert told == [_B]


def test_it_is_shown_in_the_main_feed_however_small_it_is(room: _Room) -> None:
    planner = WallPlanner(room.other, lambda _camera: camera_entry(7, "Pos").camera, FakeClock())
    plan = planner.plan(WallBoxes({tile: Box(160, 90) for tile in range(4)}, Box(640, 360)))
    feeds = [plan[tile_surface("wall-2", tile)].feed for tile in (0, 1)]
    assert [(feed.camera_id, feed.quality) for feed in feeds] == [(_C, FeedQuality.SUB), (_A, FeedQuality.MAIN)]


def test_nothing_but_cameras_is_asked_of_the_media(room: _Room) -> None:
    planner = WallPlanner(room.main, lambda _camera: None, FakeClock())
    plan = planner.plan(WallBoxes({tile: Box(160, 90) for tile in range(4)}, Box(640, 360)))
    assert {wanted.feed.camera_id for wanted in plan.values()} == {_A, _B}


def test_a_camera_takes_no_place_of_a_board_unless_that_is_named() -> None:
    wall = Wall(layout_by_name("2x2"))
    wall.put_all([ClockBoard(), Hotspot(), _A, _B])
    assert free_tile(wall.tiles, 0) == 2
    assert here(wall) is None
    assert wall.put(_C) == 2
    assert (wall.put(_C, 0), wall.tiles[0]) == (0, _C)
    assert (tile_of(wall, _B), here(wall)) == (3, 0)


def test_the_tile_of_a_camera_is_its_own_before_the_hotspot() -> None:
    walls, wall = Walls(), Wall(layout_by_name("2x2"))
    wall.put_all([_A, Hotspot(), _B])
    walls.add(1, wall)
    wall.select(2)
    assert (wall.cameras[1], tile_of(wall, _B), tile_of(wall, _C)) == (_B, 2, None)
    wall.select(1)
    wall.remove(2)
    assert tile_of(wall, _B) == 1
