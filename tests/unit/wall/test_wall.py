"""The wall keeps every camera in its place through layouts, swaps and full screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.domain.camera import CameraId
from console.domain.layout import COMMON_LAYOUTS, layout_by_name
from console.wall.wall import Direction, Wall, neighbour

LAYOUTS = st.sampled_from(COMMON_LAYOUTS)


def _wall(layout: str, *cameras: str) -> Wall:
    wall = Wall(layout_by_name(layout))
    wall.put_all([CameraId(camera) for camera in cameras])
    return wall


def test_put_takes_the_selected_tile_when_empty_then_the_next_free_then_the_selected() -> None:
    wall = _wall("2x2")
    wall.select(2)

    tiles = [wall.put(CameraId(name)) for name in "abcde"]

    assert tiles == [2, 3, 0, 1, 1]
    assert wall.cameras == ("c", "e", "a", "b")


def test_swap_moves_the_selection_with_the_camera() -> None:
    wall = _wall("2x2", "a", "b")

    wall.swap(0, 3)

    assert wall.cameras == (None, "b", None, "a")
    assert wall.selected == 3


def test_smaller_layout_keeps_the_others_waiting_and_in_order() -> None:
    wall = _wall("3x3", "a", "b", "c", "d", "e", "f")

    wall.set_layout(layout_by_name("2x2"))
    small = wall.cameras
    wall.set_layout(layout_by_name("3x3"))

    assert small == ("a", "b", "c", "d")
    assert [camera for camera in wall.cameras if camera] == list("abcdef")


def test_gaps_stay_where_every_camera_keeps_a_tile() -> None:
    wall = _wall("2x2", "a", "b", "c")
    wall.remove(1)

    wall.set_layout(layout_by_name("4x4"))

    assert wall.cameras[:3] == ("a", None, "c")


def test_full_screen_steps_through_cameras_and_ends_when_its_camera_goes() -> None:
    wall = _wall("2x2", "a", "b")
    wall.show_full(0)

    wall.move_selection(Direction.RIGHT)
    second = wall.full_screen
    wall.remove()

    assert (second, wall.full_screen) == (1, None)


def test_an_empty_tile_cannot_fill_the_wall() -> None:
    wall = _wall("2x2", "a")

    wall.show_full(3)

    assert wall.full_screen is None


def test_unknown_tile_is_refused() -> None:
    with pytest.raises(IndexError):
        _wall("2x2").put(CameraId("a"), 4)


@given(first=LAYOUTS, others=st.lists(LAYOUTS, max_size=5), count=st.integers(0, 64), holes=st.sets(st.integers(0, 63)))
def test_no_change_of_layout_loses_doubles_or_reorders_a_camera(
    first: str, others: list[str], count: int, holes: set[int]
) -> None:
    wall = _wall(first, *(f"cam-{index:02d}" for index in range(count)))
    for tile in holes:
        if tile < len(wall.cameras):
            wall.remove(tile)
    wall.set_layout(layout_by_name("8x8"))
    before = [camera for camera in wall.cameras if camera]

    for name in others:
        wall.set_layout(layout_by_name(name))
        assert len(wall.cameras) == len(wall.layout.cells)
        assert 0 <= wall.selected < len(wall.cameras)
    wall.set_layout(layout_by_name("8x8"))

    assert [camera for camera in wall.cameras if camera] == before


@given(name=LAYOUTS, direction=st.sampled_from(Direction), start=st.integers(0, 63))
def test_arrows_reach_an_edge_and_stay_there(name: str, direction: Direction, start: int) -> None:
    layout = layout_by_name(name)
    tile = start % len(layout.cells)

    for _step in range(8):
        tile = neighbour(layout, tile, direction)

    assert neighbour(layout, tile, direction) == tile


def test_a_locked_wall_keeps_its_cameras_and_its_layout_and_says_so() -> None:
    wall = _wall("2x2", "a", "b")
    wall.lock(True)
    refused: list[None] = []
    wall.refused.connect(refused.append)

    wall.put(CameraId("c"))
    wall.put_all([CameraId("d")])
    wall.remove(0)
    wall.swap(0, 1)
    wall.set_layout(layout_by_name("3x3"))

    assert (wall.cameras, wall.layout.name, len(refused)) == (("a", "b", None, None), "2x2", 5)
    wall.show_full(0)
    assert wall.full_screen == 0


def test_cameras_go_with_their_tiles_into_a_layout_that_was_drawn() -> None:
    wall = _wall("2x2", "a", "b", "c", "d")

    wall.set_layout(layout_by_name("1+5"), [3, None, 0, None, None, None])

    assert wall.cameras == ("d", "b", "a", "c", None, None)


def test_a_wall_that_is_put_back_keeps_its_full_screen_only_with_its_camera() -> None:
    wall = _wall("2x2", "a", "b")
    before = wall.state
    wall.show_full(1)

    wall.restore(before)
    same = wall.full_screen
    wall.put(CameraId("c"), 1)
    wall.restore(before)

    assert (same, wall.full_screen, wall.state) == (1, None, before)
